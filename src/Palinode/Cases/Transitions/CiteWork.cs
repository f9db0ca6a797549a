namespace Palinode.Cases;

/// <summary>Names another work, so that claims can refer to it; naming it again corrects it.</summary>
public sealed record CiteWork(string Reference, string? Doi = null, string? Title = null, bool Retracted = false) : CaseRequest
{
    public static CaseRule Definition { get; } = new("cite-work", "Citing a work", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Reference) || (Doi is null && Title is null)) return Refuse(RefusalCode.Value, "A cited work needs a short id, and a DOI or a title.");
        return Allow(new WorkCited(Reference, Doi?.ToLowerInvariant(), Title, Retracted));
    }
}
