using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>A case stays with the journal whose people see it; a concern about another journal is opened there.</summary>
internal static class AssignJournalForm
{
    public static Transition Page { get; } = Transition.For(AssignJournal.Definition, "Confirm the journal", Chapter.Intake, Form.Of(
        Ask.One("journal", "Journal", s => [new(s.Journal.ToString(), s.Names.Of(s.Journal.ToString()))]),
        journal => new AssignJournal(journal))) with
    {
        Lead = "A case stays with the journal that received it. Is the article another journal's, open the concern there and link the two.",
        When = c => c.Journal is null,
    };
}
