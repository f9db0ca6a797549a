namespace Palinode.Cases;

/// <summary>Takes the person who asks out of the case.</summary>
public sealed record DeclareConflict(ConflictKind Kind) : CaseRequest
{
    public static CaseRule Definition { get; } = new("declare-conflict", "Declaring a conflict of interest", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver, CaseRole.Administrator],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Allow(new ConflictDeclared(s.Actor.Id, Kind));
}
