namespace Palinode.Cases;

/// <summary>Takes a link away.</summary>
public sealed record UnlinkCase(string Other) : CaseRequest
{
    public static CaseRule Definition { get; } = new("unlink-case", "Unlinking cases", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Links.Any(l => l.Other == Other) ? Allow(new CaseUnlinked(Other)) : Refuse(RefusalCode.Unknown, "The cases are not linked.");
}
