namespace Palinode.Cases;

/// <summary>Ends a hold.</summary>
public sealed record LiftHold(string Hold) : CaseRequest
{
    public static CaseRule Definition { get; } = new("lift-hold", "Lifting a legal hold", [CaseRole.Administrator],
        CaseStates.Any);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Holds.Any(h => h.Hold == Hold && !h.Lifted) ? Allow(new LegalHoldLifted(Hold)) : Refuse(RefusalCode.Unknown, "No such hold is in place.");
}
