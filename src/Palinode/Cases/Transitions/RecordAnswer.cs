using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Keeps what an author answers, and what a notice may say of it.</summary>
/// <param name="Query">"q1"</param>
/// <param name="ForAll">The author speaks for all authors.</param>
/// <param name="Acts">What the answer does.</param>
/// <param name="Answer">Its text.</param>
public sealed record RecordAnswer(string Query, bool ForAll, Sequence<ActStatement> Acts, SealedText? Answer = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-answer", "Recording an author's answer", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry, [CaseState.ResponseReceived]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Queries.FirstOrDefault(q => q.Query == Query) is not { Status: not QueryStatus.Drafted } query) return Refuse(RefusalCode.Unknown, "No such letter was sent.");
        if (query.Status == QueryStatus.Answered) return Refuse(RefusalCode.Already, "The answer to this letter is recorded already.");
        if (Acts.Any(a => a.Act is AuthorsAct.DidNotRespond or AuthorsAct.CouldNotBeReached or AuthorsAct.Deceased)) return Refuse(RefusalCode.Value, "Who answers has answered.");
        return Words.Loaded(Acts.Select(a => a.What)) ?? Allow([new QueryAnswered(Query, ForAll, Acts, Answer), .. s.Met(DeadlineKind.AuthorAnswer, Query)]);
    }
}
