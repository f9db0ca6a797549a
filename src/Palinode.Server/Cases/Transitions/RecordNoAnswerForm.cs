using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>After the deadline, or where the author cannot be reached.</summary>
internal static class RecordNoAnswerForm
{
    public static Transition Page { get; } = Transition.For(RecordNoAnswer.Definition, "Record that an author did not answer", Chapter.Letters, Form.Of(
        Ask.One("query", "Letter", Offers.Letters(QueryStatus.Sent)),
        Ask.Tick("forAll", "It holds for all authors"),
        Ask.Several("acts", "As a notice may tell it", StatementFields.Act(AuthorsAct.DidNotRespond, AuthorsAct.CouldNotBeReached, AuthorsAct.Deceased)),
        (query, forAll, acts) => new RecordNoAnswer(query, forAll, acts))) with
    {
        When = c => c.Queries.Any(q => q.Status == QueryStatus.Sent),
    };
}
