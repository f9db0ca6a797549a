namespace Palinode.Cli.Evaluation;

/// <summary>What a finding turned out to be.</summary>
internal enum Verdict
{
    /// <summary>Both regions match the two of a listed pair.</summary>
    Hit,

    /// <summary>They match a pair that is alike for a good reason: not counted.</summary>
    Benign,

    /// <summary>In a complete case: nothing of the kind is listed.</summary>
    False,

    /// <summary>In a complete case: inside a listed pair, but too small to count as found. Counts as false.</summary>
    Fragment,

    /// <summary>In an incomplete case: not listed, which says nothing.</summary>
    Unknown,
}

/// <summary>A case together with what was found in it.</summary>
internal sealed record ScoredCase(EvaluationCase Case, CaseFindings Result);

/// <summary>Pairs found out of pairs listed.</summary>
internal readonly record struct Recall(int Hit, int Total)
{
    /// <summary>Null where nothing is listed.</summary>
    public double? Share => Total == 0 ? null : (double)Hit / Total;

    public Recall Add(bool hit) => new(Hit + (hit ? 1 : 0), Total + 1);
}

/// <summary>The score of one case.</summary>
/// <param name="False">Fragments included.</param>
internal sealed record CaseScore(string Name, ResultState State, int Pairs, int Hit, int False, int Benign, int Findings, int Invalid);

/// <summary>The score of a set at one choice of findings.</summary>
internal sealed class Score
{
    public required int Findings { get; init; }
    public required IReadOnlyDictionary<Verdict, int> Verdicts { get; init; }
    public required int CompleteCases { get; init; }
    public required int CleanCases { get; init; }
    public required int CleanCasesFlagged { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, Recall>> By { get; init; }
    public required IReadOnlyList<CaseScore> Cases { get; init; }

    public Recall All => By["all"].GetValueOrDefault("all");

    /// <summary>False findings, those inside a true pair included.</summary>
    public int FalseFindings => Verdicts[Verdict.False] + Verdicts[Verdict.Fragment];
    public double? FalsePerCompleteCase => CompleteCases == 0 ? null : (double)FalseFindings / CompleteCases;
    public double? Precision => Verdicts[Verdict.Hit] + FalseFindings == 0 ? null : (double)Verdicts[Verdict.Hit] / (Verdicts[Verdict.Hit] + FalseFindings);
}

/// <summary>The best recall within a limit of false findings.</summary>
/// <param name="Threshold">Significance from which findings are kept; null where none may be kept.</param>
internal sealed record SweepRow(double MaxFalsePerCase, double? Threshold, int PairsHit, int Pairs, int FalseFindings);

/// <summary>
/// Scores findings against a set, number for number as the scorer that comes with the set's format does (a test runs both).
/// A finding hits a pair when its two regions match the pair's two, in either order: intersection over union of at least 0.2, or
/// at least 0.6 of the true region covered by one not more than 6 times its size.
/// </summary>
internal static class Scorer
{
    private const double MinOverlap = 0.2, MinCovered = 0.6, MaxTimes = 6, MinInside = 0.8;

    /// <summary>False findings per complete case at which recall is reported.</summary>
    public static IReadOnlyList<double> Limits { get; } = [0, .05, .1, .2, .3, .5, 1, 2, 5];

    /// <summary>How recall is broken down.</summary>
    public static IReadOnlyList<(string Name, Func<KnownPair, string> Key)> Breakdowns { get; } =
    [
        ("all", _ => "all"),
        ("kind", p => p.Kind),
        ("transform", p => p.Transform),
        ("scope", p => p.Scope),
        ("kind x scope", p => $"{p.Kind} {p.Scope}"),
        ("plant", p => p.Plant),
        ("size", p => p.MinSide switch { null => "?", < 20 => "<20 px", < 40 => "20-39 px", < 80 => "40-79 px", _ => ">=80 px" }),
        ("level", p => p.Level),
    ];

    /// <summary>0 when the finding's region misses the true one, otherwise how well they overlap.</summary>
    internal static double Match(Place found, Place truth)
    {
        if (!found.SamePage(truth)) return 0;
        double common = found.CommonArea(truth), foundArea = found.Area, truthArea = truth.Area;
        if (common <= 0 || truthArea <= 0 || foundArea <= 0) return 0;
        double overlap = common / (foundArea + truthArea - common);
        return overlap >= MinOverlap || (common / truthArea >= MinCovered && foundArea <= MaxTimes * truthArea) ? Math.Max(overlap, 1e-6) : 0;
    }

    private static double Match(ScoredFinding f, KnownPair p) =>
        Math.Max(Math.Min(Match(f.A, p.A), Match(f.B, p.B)), Math.Min(Match(f.A, p.B), Match(f.B, p.A)));

    private static bool Inside(Place found, Place truth) => found.SamePage(truth) && found.Area > 0 && found.CommonArea(truth) / found.Area >= MinInside;

    private static bool Touches(ScoredFinding f, KnownPair p) => (Inside(f.A, p.A) && Inside(f.B, p.B)) || (Inside(f.A, p.B) && Inside(f.B, p.A));

    /// <summary>The verdict on one finding, and the index of the pair it hits (−1 where it hits none).</summary>
    internal static (Verdict Verdict, int Pair) Judge(EvaluationCase of, ScoredFinding finding)
    {
        (double best, int pair) = (0, -1);
        for (int i = 0; i < of.Pairs.Count; i++)
        {
            double match = Match(finding, of.Pairs[i]);
            // Of equally good pairs the later one counts, as in the set's own scorer.
            if (match > 0 && match >= best) (best, pair) = (match, i);
        }
        if (pair >= 0) return (Verdict.Hit, pair);
        if (of.Benign.Any(p => Match(finding, p) > 0)) return (Verdict.Benign, -1);
        if (!of.Complete) return (Verdict.Unknown, -1);
        return (of.Pairs.Any(p => Touches(finding, p)) ? Verdict.Fragment : Verdict.False, -1);
    }

    /// <summary>Keeps only the findings of one confidence.</summary>
    public static IReadOnlyList<ScoredCase> Only(IEnumerable<ScoredCase> cases, string confidence) =>
        [.. cases.Select(c => c with { Result = c.Result with { Findings = [.. c.Result.Findings.Where(f => f.Confidence == confidence)] } })];

    public static Score Evaluate(IReadOnlyList<ScoredCase> cases)
    {
        Dictionary<string, IReadOnlyDictionary<string, Recall>> by = [];
        Dictionary<Verdict, int> total = Enum.GetValues<Verdict>().ToDictionary(v => v, _ => 0);
        foreach ((string name, _) in Breakdowns) by[name] = new SortedDictionary<string, Recall>(StringComparer.Ordinal);
        List<CaseScore> scores = [];
        int clean = 0, flagged = 0;
        foreach (ScoredCase c in cases)
        {
            (Verdict Verdict, int Pair)[] judged = [.. c.Result.Findings.Select(f => Judge(c.Case, f))];
            HashSet<int> hit = [.. judged.Where(j => j.Pair >= 0).Select(j => j.Pair)];
            foreach ((Verdict verdict, _) in judged) total[verdict]++;
            int wrong = judged.Count(j => j.Verdict is Verdict.False or Verdict.Fragment);
            if (c.Case.Complete && c.Case.Pairs.Count == 0)
            {
                clean++;
                if (wrong > 0) flagged++;
            }
            for (int i = 0; i < c.Case.Pairs.Count; i++)
            {
                foreach ((string name, Func<KnownPair, string> key) in Breakdowns)
                {
                    SortedDictionary<string, Recall> table = (SortedDictionary<string, Recall>)by[name];
                    string row = key(c.Case.Pairs[i]);
                    table[row] = table.GetValueOrDefault(row).Add(hit.Contains(i));
                }
            }
            scores.Add(new CaseScore(c.Case.Name, c.Result.State, c.Case.Pairs.Count, hit.Count, wrong, judged.Count(j => j.Verdict == Verdict.Benign), judged.Length, c.Result.Invalid));
        }
        return new Score
        {
            Findings = cases.Sum(c => c.Result.Findings.Count),
            Verdicts = total,
            CompleteCases = cases.Count(c => c.Case.Complete),
            CleanCases = clean,
            CleanCasesFlagged = flagged,
            By = by,
            Cases = scores,
        };
    }

    /// <summary>The best recall with at most so many false findings per complete case, over all thresholds on significance.</summary>
    public static IReadOnlyList<SweepRow> Sweep(IReadOnlyList<ScoredCase> cases)
    {
        int pairs = cases.Sum(c => c.Case.Pairs.Count), complete = cases.Count(c => c.Case.Complete);
        if (complete == 0) return [];
        var judged = cases.SelectMany((c, index) => c.Result.Findings.Select(f => (f.Significance, Judged: Judge(c.Case, f), Case: index)))
            .OrderByDescending(j => j.Significance).ToArray();
        List<(double Threshold, int Hit, int Wrong)> points = [(double.PositiveInfinity, 0, 0)];
        HashSet<(int, int)> hit = [];
        int wrong = 0;
        for (int k = 0; k < judged.Length;)
        {
            double level = judged[k].Significance;
            for (; k < judged.Length && judged[k].Significance == level; k++)
            {
                if (judged[k].Judged.Pair >= 0) hit.Add((judged[k].Case, judged[k].Judged.Pair));
                if (judged[k].Judged.Verdict is Verdict.False or Verdict.Fragment) wrong++;
            }
            points.Add((level, hit.Count, wrong));
        }
        List<SweepRow> rows = [];
        foreach (double limit in Limits)
        {
            // The first point has no false finding, so every limit has one.
            (double threshold, int found, int mistaken) = points.Where(p => (double)p.Wrong / complete <= limit + 1e-12).MaxBy(p => (p.Hit, p.Threshold));
            rows.Add(new SweepRow(limit, double.IsPositiveInfinity(threshold) ? null : threshold, found, pairs, mistaken));
        }
        return rows;
    }
}
