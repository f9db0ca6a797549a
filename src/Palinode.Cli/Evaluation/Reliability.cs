using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Engine;
using Palinode.Engine.Significance;
using Palinode.Evidence;

namespace Palinode.Cli.Evaluation;

/// <summary>Accidental matches counted at one stated expectation.</summary>
/// <param name="Stated">Expected number a run: findings of significance −log10 of it and above are counted.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Measured">Count per run.</param>
/// <param name="Low">Lower end of the exact 95 % interval of <paramref name="Measured"/>.</param>
/// <param name="High">Its upper end.</param>
internal sealed record ReliabilityRow(double Stated, int Count, double Measured, double Low, double High);

/// <summary>Holds the stated chance against what unrelated documents gave.</summary>
internal static class Reliability
{
    public static IReadOnlyList<double> Levels { get; } = [1, 0.3, 0.1, 0.03, 0.01, 0.003];

    /// <param name="runs">Each a run of its own.</param>
    /// <param name="counted">Which accidents count.</param>
    public static IReadOnlyList<ReliabilityRow> Rows(IReadOnlyCollection<CalibrationPair> runs, Func<AccidentalMatch, bool> counted) =>
    [
        .. Levels.Select(level =>
        {
            int count = runs.Sum(r => r.Accidents.Count(a => counted(a) && a.Significance >= -Math.Log10(level)));
            (double low, double high) = Interval(count);
            return new ReliabilityRow(level, count, (double)count / runs.Count, low / runs.Count, high / runs.Count);
        }),
    ];

    /// <summary>
    /// The exact 95 % interval of a Poisson mean (Garwood 1936): below its lower end so many events or more, above its upper end so few or fewer, would
    /// be seen in less than one case of forty.
    /// </summary>
    internal static (double Low, double High) Interval(int count)
    {
        return (count == 0 ? 0 : Root(m => 1 - Cumulative(count - 1, m) - 0.025), Root(m => 0.025 - Cumulative(count, m)));

        // Both functions rise with the mean.
        double Root(Func<double, double> of)
        {
            double low = 0, high = 10 + 3 * count;
            for (int i = 0; i < 100; i++)
            {
                double middle = (low + high) / 2;
                if (of(middle) < 0) low = middle; else high = middle;
            }
            return (low + high) / 2;
        }
    }

    /// <summary>P(N ≤ count) for a Poisson mean.</summary>
    private static double Cumulative(int count, double mean)
    {
        if (mean <= 0) return 1;
        double log = -mean, sum = Math.Exp(log);
        for (int k = 1; k <= count; k++)
        {
            log += Math.Log(mean / k);
            sum += Math.Exp(log);
        }
        return Math.Min(1, sum);
    }

    public static string Markdown(string set, IReadOnlyList<CalibrationPair> all, string machine, string version)
    {
        var text = new StringBuilder();
        CalibrationPair[] within = [.. all.Where(r => r.A == r.B)], across = [.. all.Where(r => r.A != r.B)];
        text.Append(CultureInfo.InvariantCulture, $"# Chance held against what happens: {set}\n\nPalinode {version} on {machine}. {within.Length} documents without duplicates, each against itself, and {across.Length} pairs of unrelated documents: {all.Count} runs, ");
        text.Append(CultureInfo.InvariantCulture, $"{all.Sum(r => r.PanelPairs):N0} pairs of panels, {all.Sum(r => r.BandTests[TestFamily.Bands] + r.BandTests[TestFamily.StackedBands] + r.BandTests[TestFamily.BandsOfOneStrip]):N0} pairs of bands, {all.Sum(r => r.BandTests[TestFamily.BandRuns]):N0} pairs of runs of two bands. Every finding among them is an accident.\n\n");
        text.Append("Stated: the expected number of accidents a run at this cut of significance. Measured: what there was, with the exact 95 % interval of a Poisson mean. A ratio between ⅓ and 3 is what is asked for.\n");
        Table("All findings, all runs", all, _ => true);
        if (within.Length > 0 && across.Length > 0)
        {
            Table("Documents against themselves", within, _ => true);
            Table("Pairs of documents", across, _ => true);
        }
        Table("Bands alone", all, a => a.Unit == Unit.Band);
        Table("Pictures, regions and strips", all, a => a.Unit != Unit.Band);
        return text.ToString();

        void Table(string title, IReadOnlyCollection<CalibrationPair> runs, Func<AccidentalMatch, bool> counted)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| stated a run | expected in {runs.Count} runs | counted | measured a run | 95 % | measured / stated |\n|---:|---:|---:|---:|---|---:|\n");
            foreach (ReliabilityRow row in Rows(runs, counted))
                text.Append(CultureInfo.InvariantCulture, $"| {row.Stated} | {row.Stated * runs.Count:0.0} | {row.Count} | {row.Measured:0.0000} | {row.Low:0.0000}–{row.High:0.0000} | {row.Measured / row.Stated:0.00} |\n");
        }
    }

    /// <summary>Everything that was counted, for fitting a null: one line of JSON a run.</summary>
    public static string Line(CalibrationPair run) => JsonSerializer.Serialize(run, CalibrationJson.Default.CalibrationPair);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CalibrationPair))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
