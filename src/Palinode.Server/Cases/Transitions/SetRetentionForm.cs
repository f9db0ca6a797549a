using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The last day the confidential parts are kept.</summary>
internal static class SetRetentionForm
{
    public static Transition Page { get; } = Transition.For(SetRetention.Definition, "Set how long confidential parts are kept", Chapter.Keeping, Form.Of(
        Ask.Day("until", "Last day", start: s => s.Case.RetainUntil ?? s.Today.AddYears(10)),
        until => new SetRetention(until))) with
    {
        NeedsReason = true,
    };
}
