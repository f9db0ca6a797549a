namespace Palinode.Cases;

/// <summary>Sends a drafted letter and sets the time to answer. The corresponding author comes first.</summary>
public sealed record SendQuery(string Query, LetterWay Way) : CaseRequest
{
    public static CaseRule Definition { get; } = new("send-query", "Sending a letter to an author", [CaseRole.Investigator, CaseRole.Editor],
        [CaseState.Assessing, CaseState.AuthorsQueried, CaseState.CoAuthorsQueried, CaseState.ResponseReceived, CaseState.Unsatisfactory, CaseState.InstitutionContacted, CaseState.NoReply], [CaseState.AuthorsQueried, CaseState.CoAuthorsQueried]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (s.Case.Queries.FirstOrDefault(q => q.Query == Query) is not { } query) return Refuse(RefusalCode.Unknown, "There is no such letter.");
        if (query.Status != QueryStatus.Drafted) return Refuse(RefusalCode.Already, "The letter was sent already.");
        bool corresponding = s.Case.Party(query.Author)?.Kind == PartyKind.CorrespondingAuthor;
        if (!corresponding && !s.Policy.AskAllAuthorsAtOnce && !CorrespondingAuthorHadTime(s)) return Refuse(RefusalCode.First, "Ask the corresponding author first, and give them until their deadline.");
        return Allow(new QuerySent(Query, Way), s.Deadline(DeadlineKind.AuthorAnswer, Query));
    }

    private static bool CorrespondingAuthorHadTime(Situation s)
    {
        CaseQuery[] sent = [.. s.Case.Queries.Where(q => q.Status != QueryStatus.Drafted && s.Case.Party(q.Author)?.Kind == PartyKind.CorrespondingAuthor)];
        return sent.Any(q => q.Status is QueryStatus.Answered or QueryStatus.Unanswered || s.Case.Deadlines.Any(d => d.Kind == DeadlineKind.AuthorAnswer && d.About == q.Query && d.IsOverdue(s.Today)));
    }
}
