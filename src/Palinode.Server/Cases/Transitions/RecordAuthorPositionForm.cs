using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Agreement, disagreement, silence: one author at a time.</summary>
internal static class RecordAuthorPositionForm
{
    public static Transition Page { get; } = Transition.For(RecordAuthorPosition.Definition, "Record what an author says to the decision", Chapter.Decision, Form.Of(
        Ask.One("author", "Author", Offers.Authors),
        StatementFields.Act(AuthorsAct.Agreed, AuthorsAct.Disagreed, AuthorsAct.DidNotSayWhetherTheyAgree, AuthorsAct.Apologised, AuthorsAct.Regretted, AuthorsAct.Acknowledged, AuthorsAct.Disputed, AuthorsAct.CouldNotBeReached, AuthorsAct.Deceased),
        (author, position) => new RecordAuthorPosition(author, position))) with
    {
        When = c => c.Authors.Any(),
    };
}
