using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Records that a screening ended without results.</summary>
internal static class StopScreeningForm
{
    public static Transition Page { get; } = Transition.For(StopScreening.Definition, "Stop a screening", Chapter.Evidence, Form.Of(
        Ask.One("run", "Screening", Offers.Running),
        Ask.Word<ScreeningStop>("reason", "Why", start: ScreeningStop.Cancelled),
        (run, reason) => new StopScreening(run, reason))) with
    {
        When = c => c.Screenings.Any(r => r.Status == ScreeningStatus.Requested),
    };
}
