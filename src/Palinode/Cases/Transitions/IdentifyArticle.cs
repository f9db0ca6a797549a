namespace Palinode.Cases;

/// <summary>Says which article the case is about.</summary>
public sealed record IdentifyArticle(string? Doi = null, string? Title = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("identify-article", "Identifying the article", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.BeforeDecision);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Doi) && string.IsNullOrWhiteSpace(Title)) return Refuse(RefusalCode.Value, "Give a DOI or a title.");
        return Allow(new ArticleIdentified(Doi?.ToLowerInvariant(), Title));
    }
}
