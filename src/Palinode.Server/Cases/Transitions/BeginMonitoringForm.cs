using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Waits whether anything else turns up.</summary>
internal static class BeginMonitoringForm
{
    public static Transition Page { get; } = Transition.For(BeginMonitoring.Definition, "Begin to watch", Chapter.Notice, Form.Of(_ => new BeginMonitoring()));
}
