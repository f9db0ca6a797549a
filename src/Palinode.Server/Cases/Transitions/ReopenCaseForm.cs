using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>A closed case is assessed again.</summary>
internal static class ReopenCaseForm
{
    public static Transition Page { get; } = Transition.For(ReopenCase.Definition, "Reopen the case", Chapter.Decision, Form.Of(
        Ask.Word<ReopeningReason>("reason", "Why"),
        reason => new ReopenCase(reason))) with
    {
        NeedsReason = true,
    };
}
