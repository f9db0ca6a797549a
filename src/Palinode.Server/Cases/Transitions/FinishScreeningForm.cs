using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Workers do this; a journal may let people do it where a screening ran elsewhere.</summary>
internal static class FinishScreeningForm
{
    public static Transition Page { get; } = Transition.For(FinishScreening.Definition, "Finish a screening", Chapter.Evidence, Form.Of(
        Ask.One("run", "Screening", Offers.Running),
        Ask.Content("results", "findings.json"),
        Ask.Line("findings", "Findings", "F1, F2, …"),
        (run, results, findings) => new FinishScreening(run, results, [.. findings.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]))) with
    {
        When = c => c.Screenings.Any(r => r.Status == ScreeningStatus.Requested),
    };
}
