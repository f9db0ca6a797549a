using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Ends the wait for an answer, after the deadline or where the author cannot be reached.</summary>
public sealed record RecordNoAnswer(string Query, bool ForAll, Sequence<ActStatement> Acts) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-no-answer", "Recording that an author did not answer", [CaseRole.Investigator, CaseRole.Editor, CaseRole.Service],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Queries.FirstOrDefault(q => q.Query == Query) is not { Status: QueryStatus.Sent }) return Refuse(RefusalCode.Unknown, "No such letter waits for an answer.");
        if (!Acts.All(a => a.Act is AuthorsAct.DidNotRespond or AuthorsAct.CouldNotBeReached or AuthorsAct.Deceased)) return Refuse(RefusalCode.Value, "Who does not answer does nothing else.");
        bool waiting = s.Case.Deadlines.Any(d => d.Kind == DeadlineKind.AuthorAnswer && d.About == Query && !d.Met && !d.IsOverdue(s.Today));
        if (waiting && !Acts.Any(a => a.Act is AuthorsAct.CouldNotBeReached or AuthorsAct.Deceased)) return Refuse(RefusalCode.First, "The author has time until the deadline.");
        return Words.Loaded(Acts.Select(a => a.What)) ?? Allow([new QueryUnanswered(Query, ForAll, Acts), .. s.Met(DeadlineKind.AuthorAnswer, Query)]);
    }
}
