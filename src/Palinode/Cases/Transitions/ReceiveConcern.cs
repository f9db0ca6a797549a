namespace Palinode.Cases;

/// <summary>Opens a case. The public form does it as the service, so that the log does not say who filled it in.</summary>
/// <param name="Channel">How it came.</param>
/// <param name="Anonymous">No name was given.</param>
/// <param name="MayStateRole">A notice may say what the raiser is.</param>
/// <param name="Raiser">Random id, where they can be reached.</param>
/// <param name="Identity">Commitment to their identity.</param>
/// <param name="Text">What they wrote.</param>
public sealed record ReceiveConcern(ConcernChannel Channel, bool Anonymous = false, bool MayStateRole = false, RaiserId? Raiser = null, ContentHash? Identity = null, SealedText? Text = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("receive-concern", "Receiving a concern", [CaseRole.Intake, CaseRole.Service],
        [], [CaseState.Received]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Anonymous && Identity is not null) return Refuse(RefusalCode.Value, "An anonymous concern has no identity to keep.");
        if (Raiser is { } raiser && string.IsNullOrWhiteSpace(raiser.Value)) return Refuse(RefusalCode.Value, "A raiser who can be reached needs an id.");
        return Allow(new ConcernReceived(Channel, Anonymous, MayStateRole, Raiser, Identity, Text), s.Deadline(DeadlineKind.Acknowledgement, null));
    }
}
