using Palinode.Cases;
using Case = Palinode.Cases.Case;

namespace Palinode.Tests.Cases;

internal sealed class CaseFoldTests
{
    private static CaseEntry Entry(int sequence, CaseEvent happened, string id = "case-1") => new(id, sequence, "ina", new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), happened);

    private static readonly CaseEntry First = Entry(1, new ConcernReceived(ConcernChannel.Mail, true, false));

    [Test]
    public void A_case_begins_with_a_concern()
    {
        Should.Throw<InputException>(() => Case.From([]));
        Should.Throw<InputException>(() => Case.From([Entry(1, new JournalAssigned("a"))]));
        Should.Throw<InputException>(() => Case.From([Entry(2, First.Event)]));
        Should.Throw<InputException>(() => Case.From([First, Entry(2, First.Event)]));
        Case.From([First]).State.ShouldBe(CaseState.Received);
    }

    [Test]
    public void A_gap_a_repetition_and_a_foreign_event_are_told()
    {
        Should.Throw<InputException>(() => Case.From([First, Entry(3, new JournalAssigned("a"))])).Message.ShouldContain("event 2 is missing");
        Should.Throw<InputException>(() => Case.From([First, Entry(1, new JournalAssigned("a"))]));
        Should.Throw<InputException>(() => Case.From([First, Entry(2, new JournalAssigned("a"), "case-2")])).Message.ShouldContain("case-2");
    }

    [Test]
    public void An_event_about_something_that_is_not_there_is_told() =>
        Should.Throw<InputException>(() => Case.From([First, Entry(2, new DecisionApproved("d1", true))])).Message.ShouldContain("decision-approved/1");
}
