using System.Globalization;
using System.Text;

namespace Palinode.ServiceLoad;

/// <summary>What one run measured.</summary>
/// <param name="Machine">Version, processor, programs.</param>
/// <param name="Minutes">How long it was measured.</param>
/// <param name="Filled">"1000 cases with 20012 events …".</param>
/// <param name="LoadBefore">Programs that wanted a processor in the minute before anything began.</param>
internal sealed record LoadResult(LoadPlan Plan, Clicks Clicks, double Minutes, string Machine, string Filled, double LoadBefore, ProcessTimes Times, (long Server, long Database, long Screening) Memory, (int Done, int Broken) Screenings)
{
    public double Reads => Quantile95(Clicks.IsRead);
    public double Writes => Quantile95(Clicks.IsWrite);

    public bool Holds => Reads < LoadPlan.ReadTarget && Writes < LoadPlan.WriteTarget && Clicks.Errors.Count == 0 && Screenings.Broken == 0;

    private double Quantile95(Func<ClickKind, bool> which) => Clicks.All.Where(c => which(c.Kind)).Select(c => c.Milliseconds).Order().ToArray() is { Length: > 0 } sorted ? Clicks.Quantile(sorted, 0.95) : double.PositiveInfinity;
}

/// <summary>Writes bench/results/service-load.md.</summary>
internal static class LoadTable
{
    public static string Write(LoadResult result)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        (LoadPlan plan, Clicks clicks, ProcessTimes times) = (result.Plan, result.Clicks, result.Times);
        double seconds = result.Minutes * 60, others = Math.Max(0, times.Machine - times.Server - times.Database - times.Screening - times.Client);
        Click[] counted = [.. clicks.All.Where(c => c.Kind != ClickKind.SignIn)];
        Line($"# The service under load");
        Line($"");
        Line($"{result.Machine}.");
        Line($"{plan.People} people browse {result.Filled} for {result.Minutes:0.#} minutes, with {LoadPlan.LeastThink:0}–{LoadPlan.MostThink:0} s between the end of a page and the next click (even spread, seed {plan.Seed}), while {plan.Screenings} screenings run");
        Line($"at any time. The clients run on the same machine. {result.LoadBefore:0.0} other programs wanted a processor when it began; programs that have nothing to do with it took {Share(others)} % of the processors meanwhile.");
        Line($"");
        Line($"| | wanted | measured | |");
        Line($"|---|---:|---:|---|");
        Line($"| reads, 95 % within | {LoadPlan.ReadTarget:0} ms | {result.Reads:0} ms | {(result.Reads < LoadPlan.ReadTarget ? "held" : "**missed**")} |");
        Line($"| audited writes, 95 % within | {LoadPlan.WriteTarget:0} ms | {result.Writes:0} ms | {(result.Writes < LoadPlan.WriteTarget ? "held" : "**missed**")} |");
        Line($"| errors | 0 | {clicks.Errors.Values.Sum()} | {(clicks.Errors.Count == 0 ? "held" : "**missed**")} |");
        Line($"| screenings that broke | 0 | {result.Screenings.Broken} | {(result.Screenings.Broken == 0 ? "held" : "**missed**")} |");
        Line($"");
        Line($"{counted.Length / seconds:0.0} requests a second; {result.Screenings.Done} screenings of a sample document finished; {clicks.Conflicts} forms were answered by “somebody else was faster”.");
        Line($"");
        Line($"| what | requests | p50 ms | p95 ms | p99 ms | longest ms | kB |");
        Line($"|---|---:|---:|---:|---:|---:|---:|");
        foreach (ClickKind kind in Enum.GetValues<ClickKind>()) Row(Name(kind), c => c.Kind == kind);
        Row("**all reads**", c => Clicks.IsRead(c.Kind));
        Row("**all writes**", c => Clicks.IsWrite(c.Kind));
        Line($"");
        Line($"Signing in happens in the minute before and is in neither sum. A write is the form that is sent, until the answer that it is on disk, sealed; the page that follows is a read.");
        Line($"");
        Line($"| | processor, % of the machine | processor, ms a request | memory, most, MB |");
        Line($"|---|---:|---:|---:|");
        Line($"| web server | {Share(times.Server)} | {1000 * times.Server / counted.Length:0.0} | {result.Memory.Server / 1e6:0} |");
        Line($"| PostgreSQL | {Share(times.Database)} | {1000 * times.Database / counted.Length:0.0} | {result.Memory.Database / 1e6:0} |");
        Line($"| workers and screenings | {Share(times.Screening)} | | {result.Memory.Screening / 1e6:0} |");
        Line($"| the {plan.People} clients | {Share(times.Client)} | | |");
        Line($"| everything else | {Share(others)} | | |");
        if (clicks.Errors.Count > 0)
        {
            Line($"");
            Line($"## Errors");
            foreach ((string what, int times1) in clicks.Errors) Line($"- {times1} × {what.ReplaceLineEndings(" ")}");
        }
        return text.ToString();

        string Share(double part) => (100 * part / (seconds * Environment.ProcessorCount)).ToString("0.0", CultureInfo.InvariantCulture);

        void Row(string name, Func<Click, bool> which)
        {
            Click[] some = [.. clicks.All.Where(which)];
            if (some.Length == 0) return;
            double[] sorted = [.. some.Select(c => c.Milliseconds).Order()];
            Line($"| {name} | {some.Length} | {Clicks.Quantile(sorted, 0.5):0} | {Clicks.Quantile(sorted, 0.95):0} | {Clicks.Quantile(sorted, 0.99):0} | {sorted[^1]:0} | {some.Average(c => c.Bytes) / 1000:0} |");
        }
    }

    private static string Name(ClickKind kind) => kind switch
    {
        ClickKind.SignIn => "signing in",
        ClickKind.List => "list of cases",
        ClickKind.FilteredList => "list, filtered or further on",
        ClickKind.Overdue => "what is overdue",
        ClickKind.Jobs => "list of screenings",
        ClickKind.CasePage => "a case with its timeline",
        ClickKind.LongCasePage => $"a case of {Filling.Long} events and more",
        ClickKind.FormPage => "a form",
        ClickKind.AddNote => "adding a note",
        ClickKind.AssignHandler => "assigning a case",
        ClickKind.SetDeadline => "setting a deadline",
        ClickKind.RecordAssessment => "recording an assessment",
        _ => "citing a work",
    };
}
