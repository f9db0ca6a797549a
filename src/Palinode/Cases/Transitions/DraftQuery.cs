namespace Palinode.Cases;

/// <summary>Writes to one author.</summary>
public sealed record DraftQuery(string Author, SealedText Letter) : CaseRequest
{
    public static CaseRule Definition { get; } = new("draft-query", "Drafting a letter to an author", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Party(Author)?.IsAuthor == true ? Allow(new QueryDrafted($"q{s.Case.Queries.Count + 1}", Author, Letter)) : Refuse(RefusalCode.Unknown, "Add the author as a party of the case.");
}
