namespace Palinode.Cases;

/// <summary>Thanks the raiser, where they can be reached.</summary>
public sealed record AcknowledgeConcern(SealedText? Letter = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("acknowledge-concern", "Acknowledging a concern", [CaseRole.Intake],
        [CaseState.Received], [CaseState.Acknowledged]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Letter is null && s.Case.CanReachRaiser) return Refuse(RefusalCode.Value, "The raiser can be reached: thank them, and keep the letter.");
        return Allow([new ConcernAcknowledged(Letter), .. s.Met(DeadlineKind.Acknowledgement, null)]);
    }
}
