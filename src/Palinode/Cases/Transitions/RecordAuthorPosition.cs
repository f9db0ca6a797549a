using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Agreement, disagreement, silence, regret: one author at a time.</summary>
public sealed record RecordAuthorPosition(string Author, ActStatement Position) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-author-position", "Recording what an author says to the decision", [CaseRole.Editor, CaseRole.Investigator],
        [CaseState.AuthorsNotified, CaseState.NoticeDrafted]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Party(Author)?.IsAuthor != true) return Refuse(RefusalCode.Unknown, "Name an author who is a party of the case.");
        if (s.Case.Conduct.Any(c => c.Party == Author && c.Statement.Act == Position.Act)) return Refuse(RefusalCode.Already, "That is recorded already.");
        return Words.Loaded(Position.What) ?? (Position.Act is AuthorsAct.Agreed or AuthorsAct.Disagreed or AuthorsAct.DidNotSayWhetherTheyAgree or AuthorsAct.Apologised or AuthorsAct.Regretted or AuthorsAct.Acknowledged or AuthorsAct.Disputed or AuthorsAct.CouldNotBeReached or AuthorsAct.Deceased
            ? Allow(new AuthorPositionRecorded(Author, Position)) : Refuse(RefusalCode.Value, "That is no position on the decision."));
    }
}
