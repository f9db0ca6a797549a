using System.Globalization;
using System.Text;
using Palinode.Engine.Panels;
using Palinode.Samples.Drawing;

namespace Palinode.Training;

/// <summary>Choices of the training.</summary>
internal sealed record ForestOptions
{
    /// <summary>More gain less than a point in the cross-validation, and the text grows with them.</summary>
    public int Trees { get; init; } = 80;

    public int Depth { get; init; } = 11;

    /// <summary>Features tried at each question, of about 75.</summary>
    public int Tried { get; init; } = 12;

    /// <summary>Examples (with repetition) that a leaf must have.</summary>
    public int LeastInLeaf { get; init; } = 3;

    /// <summary>Share of the groups that a tree sees: trees differ by articles, not only by panels, because panels of one article are alike.</summary>
    public double GroupShare { get; init; } = 0.7;

    /// <summary>Weight of everything drawn, relative to the articles.</summary>
    public double DrawnWeight { get; init; } = 0.6;

    /// <summary>How far rare kinds are lifted: 0 leaves them rare, 1 makes all kinds equal.</summary>
    public double Balance { get; init; } = 0.5;

    public ulong Seed { get; init; } = 20;
}

/// <summary>
/// Random forest after Breiman 2001, with two changes: a tree draws groups (articles) before it draws examples, and examples are drawn so
/// that rare kinds and small articles count more than their number. Thresholds lie at quantiles of the training data.
/// </summary>
internal sealed class ForestTrainer(ForestOptions options)
{
    private const int Bins = 48;

    /// <summary>The model's text, as PanelKindModel.Parse reads it.</summary>
    public string Train(IReadOnlyList<Example> examples)
    {
        int features = PanelFeatures.Names.Count;
        float[][] cuts = [.. Enumerable.Range(0, features).Select(f => Cuts(examples, f))];
        byte[][] binned = [.. examples.Select(e => BinsOf(e, cuts))];
        double[] weights = Weights(examples);
        string[] groups = [.. examples.Select(e => e.Group).Distinct().Order(StringComparer.Ordinal)];
        StringBuilder text = new(string.Join(';', PanelFeatures.Names) + "\n");
        for (int t = 0; t < options.Trees; t++)
        {
            Dice dice = Dice.For($"tree {t}", options.Seed);
            HashSet<string> chosen = [.. groups.Where(_ => dice.Chance(options.GroupShare))];
            int[] pool = [.. Enumerable.Range(0, examples.Count).Where(i => chosen.Contains(examples[i].Group))];
            List<string> words = [];
            Grow(Draw(pool, weights, dice), 0, new Growth(examples, binned, cuts, dice, words));
            text.Append(string.Join(' ', words)).Append('\n');
        }
        return text.ToString();
    }

    private static float[] Cuts(IReadOnlyList<Example> examples, int feature)
    {
        float[] values = [.. examples.Select(e => e.Features[feature]).Order()];
        List<float> cuts = [];
        for (int b = 1; b < Bins; b++)
        {
            int i = values.Length * b / Bins;
            if (i == 0) continue;
            // Between two neighbours, rounded as the text has it.
            float cut = float.Parse(((values[i - 1] + values[i]) / 2).ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (cuts.Count == 0 || cut > cuts[^1]) cuts.Add(cut);
        }
        return [.. cuts];
    }

    private static byte[] BinsOf(Example e, float[][] cuts)
    {
        byte[] bins = new byte[cuts.Length];
        for (int f = 0; f < bins.Length; f++)
            foreach (float cut in cuts[f]) if (e.Features[f] > cut) bins[f]++;
        return bins;
    }

    /// <summary>Within a kind, a group counts by the root of its size; a kind less than what its groups weigh.</summary>
    private double[] Weights(IReadOnlyList<Example> examples)
    {
        var sizes = examples.CountBy(e => (e.Group, e.Kind)).ToDictionary();
        double[] weights = [.. examples.Select(e => (e.Origin == Origin.Drawn ? options.DrawnWeight : 1) / Math.Sqrt(sizes[(e.Group, e.Kind)]))];
        var totals = examples.Zip(weights).GroupBy(p => p.First.Kind).ToDictionary(g => g.Key, g => g.Sum(p => p.Second));
        for (int i = 0; i < weights.Length; i++) weights[i] /= Math.Pow(totals[examples[i].Kind], options.Balance);
        return weights;
    }

    private static int[] Draw(int[] pool, double[] weights, Dice dice)
    {
        double[] sums = new double[pool.Length];
        double sum = 0;
        for (int i = 0; i < pool.Length; i++) sums[i] = sum += weights[pool[i]];
        int[] drawn = new int[pool.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            int at = Array.BinarySearch(sums, dice.Unit() * sum);
            drawn[i] = pool[Math.Min(pool.Length - 1, at < 0 ? ~at : at)];
        }
        return drawn;
    }

    private void Grow(int[] here, int depth, Growth g)
    {
        int[] counts = new int[PanelKindModel.Kinds.Length];
        foreach (int i in here) counts[(int)g.Examples[i].Kind]++;
        (int feature, int bin) = depth >= options.Depth || here.Length < 2 * options.LeastInLeaf || counts.Count(c => c > 0) < 2 ? (-1, 0) : BestQuestion(here, counts, g);
        if (feature < 0)
        {
            IEnumerable<string> shares = counts.Select((c, k) => (Kind: k, Share: (int)Math.Round(1000.0 * c / here.Length))).Where(p => p.Share > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Kind}:{p.Share}"));
            g.Words.Add(string.Join(',', shares));
            return;
        }
        g.Words.Add(string.Create(CultureInfo.InvariantCulture, $"{feature}<{g.Cuts[feature][bin]:G5}"));
        Grow([.. here.Where(i => g.Binned[i][feature] <= bin)], depth + 1, g);
        Grow([.. here.Where(i => g.Binned[i][feature] > bin)], depth + 1, g);
    }

    /// <summary>The question that lowers Gini impurity most among a few random features; −1 where none lowers it.</summary>
    private (int Feature, int Bin) BestQuestion(int[] here, int[] counts, Growth g)
    {
        int kinds = counts.Length;
        double best = Purity(counts, here.Length) + 1e-9;
        (int, int) question = (-1, 0);
        int[] table = new int[Bins * kinds], left = new int[kinds], right = new int[kinds];
        for (int tried = 0; tried < options.Tried; tried++)
        {
            int feature = g.Dice.Below(g.Cuts.Length);
            Array.Clear(table);
            foreach (int i in here) table[g.Binned[i][feature] * kinds + (int)g.Examples[i].Kind]++;
            Array.Clear(left);
            int leftCount = 0;
            for (int bin = 0; bin < g.Cuts[feature].Length; bin++)
            {
                for (int k = 0; k < kinds; k++) { int c = table[bin * kinds + k]; left[k] += c; leftCount += c; }
                if (leftCount < options.LeastInLeaf) continue;
                if (here.Length - leftCount < options.LeastInLeaf) break;
                for (int k = 0; k < kinds; k++) right[k] = counts[k] - left[k];
                double purity = Purity(left, leftCount) + Purity(right, here.Length - leftCount);
                if (purity > best) (best, question) = (purity, (feature, bin));
            }
        }
        return question;
    }

    /// <summary>Sum of squared counts over the count: size times (1 − Gini).</summary>
    private static double Purity(int[] counts, int total)
    {
        double sum = 0;
        foreach (int c in counts) sum += (double)c * c;
        return sum / total;
    }

    private sealed record Growth(IReadOnlyList<Example> Examples, byte[][] Binned, float[][] Cuts, Dice Dice, List<string> Words);
}
