using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Who looked into what, and what came of it, as a notice may tell it.</summary>
internal static class RecordInvestigationForm
{
    public static Transition Page { get; } = Transition.For(RecordInvestigation.Definition, "Record an investigation", Chapter.Evidence, Form.Of(
        StatementFields.Investigation,
        statement => new RecordInvestigation(statement)));
}
