using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>What an author answers, and what a notice may say of it.</summary>
internal static class RecordAnswerForm
{
    public static Transition Page { get; } = Transition.For(RecordAnswer.Definition, "Record an author's answer", Chapter.Letters, Form.Of(
        Ask.One("query", "Answer to", Offers.Letters(QueryStatus.Sent, QueryStatus.Unanswered)),
        Ask.Tick("forAll", "The author speaks for all authors"),
        Ask.Several("acts", "What the answer does", StatementFields.Act([.. Enum.GetValues<AuthorsAct>().Except([AuthorsAct.DidNotRespond, AuthorsAct.CouldNotBeReached, AuthorsAct.Deceased])]), "As a notice may tell it."),
        Ask.SealedOrNone("answer", "The answer, word for word"),
        (query, forAll, acts, answer) => new RecordAnswer(query, forAll, acts, answer))) with
    {
        When = c => c.Queries.Any(q => q.Status is QueryStatus.Sent or QueryStatus.Unanswered),
    };
}
