using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Takes the person who asks out of the case.</summary>
internal static class DeclareConflictForm
{
    public static Transition Page { get; } = Transition.For(DeclareConflict.Definition, "Declare a conflict of interest", Chapter.Intake, Form.Of(
        Ask.Word<ConflictKind>("kind", "Of what kind"),
        kind => new DeclareConflict(kind))) with
    {
        Lead = "You take no further part in this case until an administrator withdraws the declaration.",
        Button = "Declare it",
    };
}
