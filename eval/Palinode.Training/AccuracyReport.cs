using System.Globalization;
using System.Text;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>The tables of eval/results/classes.md: sums over articles, none of which is named.</summary>
internal static class AccuracyReport
{
    public static string Write(IReadOnlyList<Example> examples, IReadOnlyList<Judged> judged)
    {
        StringBuilder text = new();
        int articles = judged.Select(j => j.Example.Group).Distinct().Count();
        Line($"# Kinds of panels");
        Line($"");
        Line($"Written by `eval/Palinode.Training` (docs/methods/classes.md tells how). All {judged.Count} panels that the engine cuts out of {articles} open-access");
        Line($"articles were labelled by eye. Each is judged by a model that saw no panel of the same article; {examples.Count(e => e.Origin == Origin.Drawn)} drawn panels and crops of open");
        Line($"pictures and {examples.Count(e => e.Origin == Origin.Altered)} altered copies train in every fold (the copies not where their article is tested) and are never tested.");
        Line($"");
        PanelKind[] kinds = [.. PanelKindModel.Kinds];
        int right = judged.Count(IsRight);
        Line($"**{right} of {judged.Count} right ({Percent(right, judged.Count)}).** Mean recall over the kinds that two or more articles show: {MeanRecall(judged, kinds):0.0} %. From the pixels alone, without the caption's words, {judged.Count(j => j.Pixels.Kind == j.Example.Kind)} are right.");
        Line($"");
        Line($"| kind | articles | panels | right | recall | called so | precision |");
        Line($"|---|--:|--:|--:|--:|--:|--:|");
        foreach (PanelKind kind in kinds)
        {
            int panels = judged.Count(j => j.Example.Kind == kind), hit = judged.Count(j => j.Example.Kind == kind && IsRight(j)), called = judged.Count(j => j.Verdict.Kind == kind);
            int inArticles = judged.Where(j => j.Example.Kind == kind).Select(j => j.Example.Group).Distinct().Count();
            Line($"| {kind.InWords()} | {inArticles} | {panels} | {hit} | {Percent(hit, panels)} | {called} | {Percent(hit, called)} |");
        }
        Line($"");
        Line($"Where the articles are few, one article is the number. A dash means that no article of the set shows such a panel: the model knows the");
        Line($"kind from drawings only, and nothing is known of its accuracy.");
        Line($"");
        Line($"## Confusions");
        Line($"");
        Line($"Rows are the labels, columns what the model says.");
        Line($"");
        Line($"| | {string.Join(" | ", kinds.Select(k => k.InWords()))} |");
        Line($"|---|{string.Concat(kinds.Select(_ => "--:|"))}");
        foreach (PanelKind kind in kinds)
            Line($"| {kind.InWords()} | {string.Join(" | ", kinds.Select(k => judged.Count(j => j.Example.Kind == kind && j.Verdict.Kind == k)).Select(n => n == 0 ? "" : n.ToString(CultureInfo.InvariantCulture)))} |");
        Line($"");
        Line($"## How sure it is");
        Line($"");
        Line($"| probability at least | panels | of all | right |");
        Line($"|--:|--:|--:|--:|");
        foreach (double limit in (double[])[0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
        {
            List<Judged> sure = [.. judged.Where(j => j.Verdict.Probability >= limit)];
            Line($"| {limit:0.0} | {sure.Count} | {Percent(sure.Count, judged.Count)} | {Percent(sure.Count(IsRight), sure.Count)} |");
        }
        Line($"");
        Line($"## Examined or not");
        Line($"");
        Line($"Recordings (blots, micrographs, photographs, scans) are to be compared, line art and text are not. A recording that is called line art is");
        Line($"the worse error: nobody sees what was not examined. The class that matching uses comes from rules, corrected by the model where it is sure.");
        Line($"");
        Line($"| | recordings | called line art | line art and text | called a recording |");
        Line($"|---|--:|--:|--:|--:|");
        Side("rules alone", j => IsExamined(j.Example.RulesSay));
        Side("model alone", j => j.Pixels.Recorded >= 0.5);
        Side("rules with the model (used)", j => IsExamined(j.Settled));
        return text.ToString();

        void Side(string name, Func<Judged, bool> recorded)
        {
            int recordings = judged.Count(j => j.Example.Kind.IsRecorded());
            Line($"| {name} | {recordings} | {judged.Count(j => j.Example.Kind.IsRecorded() && !recorded(j))} | {judged.Count - recordings} | {judged.Count(j => !j.Example.Kind.IsRecorded() && recorded(j))} |");
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>Panels on which rules and model differ, or where the model errs: for the person who labels, not for the repository.</summary>
    public static IEnumerable<string> Errors(IReadOnlyList<Judged> judged) => judged.Where(j => !IsRight(j) || IsExamined(j.Settled) != j.Example.Kind.IsRecorded()).Select(j =>
        string.Create(CultureInfo.InvariantCulture, $"{j.Example.Group[..4]} {j.Example.Kind} → {j.Verdict.Kind} {j.Verdict.Probability:0.00}, its own {j.Verdict.Of(j.Example.Kind):0.00}, recorded {j.Pixels.Recorded:0.00}; rules {j.Example.RulesSay}, settled {j.Settled}"));

    private static bool IsRight(Judged j) => j.Verdict.Kind == j.Example.Kind;

    private static bool IsExamined(PanelClass c) => c is PanelClass.Picture or PanelClass.Blot;

    private static double MeanRecall(IReadOnlyList<Judged> judged, PanelKind[] kinds)
    {
        double[] recalls = [.. kinds.Where(k => judged.Where(j => j.Example.Kind == k).Select(j => j.Example.Group).Distinct().Count() > 1).Select(k => 100.0 * judged.Count(j => j.Example.Kind == k && IsRight(j)) / judged.Count(j => j.Example.Kind == k))];
        return recalls.Length == 0 ? 0 : recalls.Average();
    }

    private static string Percent(int part, int of) => of == 0 ? "–" : (100.0 * part / of).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
