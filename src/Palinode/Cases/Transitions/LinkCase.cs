namespace Palinode.Cases;

/// <summary>Links another case, or puts this one in a batch. Whether the person may see the other is for the caller to know.</summary>
public sealed record LinkCase(string Other, CaseLinkKind Kind) : CaseRequest
{
    public static CaseRule Definition { get; } = new("link-case", "Linking cases", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Other) || Other == s.Case.Id) return Refuse(RefusalCode.Value, "Name another case.");
        if (s.Case.Links.Any(l => l.Other == Other)) return Refuse(RefusalCode.Already, "The cases are linked already.");
        return Kind == CaseLinkKind.PartOf && s.Case.Links.Any(l => l.Kind is CaseLinkKind.PartOf or CaseLinkKind.Leads)
            ? Refuse(RefusalCode.Already, "A case is in one batch, and one that leads a batch is in none.") : Allow(new CaseLinked(Other, Kind));
    }
}
