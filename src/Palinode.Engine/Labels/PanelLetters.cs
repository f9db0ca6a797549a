using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Labels;

/// <summary>A printed panel letter.</summary>
/// <param name="Letter">Upper case.</param>
/// <param name="Box">In points.</param>
/// <param name="Confidence">0…1.</param>
/// <param name="Origin">Where it was read.</param>
internal sealed record LetterMark(char Letter, PointRect Box, double Confidence, LabelOrigin Origin);

/// <summary>
/// Finds the panel letters among the single letters printed in a figure. The letters form a sequence from A on, are of one size, run from left to
/// right and downwards, and stand close to a corner of what they name; the sequence that fits this best is found by dynamic programming. Which
/// panel belongs to which letter is for <see cref="LetterPlacement"/>.
/// </summary>
internal static partial class PanelLetters
{
    /// <summary>What a single character may be read as.</summary>
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Cost of leaving a letter out of the sequence, in points of distance.</summary>
    private const double Missing = 100;

    /// <summary>Beyond this many points a letter's distance from the nearest panel's corner counts no more.</summary>
    private const double FarFromPanel = 60;

    /// <summary>The letter in "A", "(b)", "C." or "d)", or null.</summary>
    public static char? LetterOf(string text) => SingleLetter().Match(text) is { Success: true } m ? char.ToUpperInvariant(m.Groups["letter"].Value[0]) : null;

    /// <param name="runs">All words of the figure.</param>
    /// <param name="panels">Panels in points.</param>
    /// <param name="expected">Letters the caption speaks of, upper case; empty where it names none.</param>
    public static IReadOnlyList<LetterMark> Find(IReadOnlyList<TextRun> runs, IReadOnlyList<PointRect> panels, IReadOnlyCollection<char> expected)
    {
        var candidates = runs.Where(r => r.Angle == 0 && r.Words.Length == 1).Select(Candidate.Of).OfType<Candidate>().ToList();
        List<LetterMark> best = [];
        double least = double.MaxValue;
        Search(candidates, false);
        // The continuation of a figure on another page goes on with the letters; in brackets they can be nothing else.
        if (best.Count == 0 && expected.Count == 0) Search([.. candidates.Where(c => c.IsInBrackets && c.IsUpper != false)], true);
        return best;

        // All of one alphabet and one size: each candidate's own size and case is tried as the figure's.
        void Search(List<Candidate> among, bool goesOn)
        {
            foreach (bool upper in new[] { true, false })
            {
                List<Candidate> mine = [.. among.Where(c => c.IsUpper is null || c.IsUpper == upper)];
                foreach (double size in mine.Select(c => Math.Round(c.Size(upper))).Distinct().OrderDescending())
                {
                    List<Candidate> alike = [.. mine.Where(c => c.Size(upper) > 0.78 * size && c.Size(upper) < 1.28 * size)];
                    (List<LetterMark> sequence, double cost) = Sequence(alike, panels, expected, goesOn);
                    if (sequence.Count > 0 && cost < least - 1e-9) (best, least) = (sequence, cost);
                }
            }
        }
    }

    private static (List<LetterMark> Sequence, double Cost) Sequence(List<Candidate> candidates, IReadOnlyList<PointRect> panels, IReadOnlyCollection<char> expected, bool goesOn)
    {
        // Without a caption's word for it the sequence may end anywhere; with it, letters that are not printed cost.
        char last = expected.Count > 0 ? expected.Max() : candidates.Select(c => c.Letter).DefaultIfEmpty('A').Max();
        char first = goesOn ? candidates.Select(c => c.Letter).DefaultIfEmpty('A').Min() : 'A';
        List<List<Candidate>> columns = [];
        for (char l = first; l <= last; l++) columns.Add([.. candidates.Where(c => c.Letter == l)]);
        // state: the last candidate taken (index into candidates, −1 for none), with the cost of the best way there
        var states = new Dictionary<int, (double Cost, ImmutableList<Candidate> Path, int Gap)> { [-1] = (0, [], 0) };
        for (int i = 0; i < columns.Count; i++)
        {
            bool wanted = expected.Count == 0 || expected.Contains((char)(first + i));
            var next = new Dictionary<int, (double Cost, ImmutableList<Candidate> Path, int Gap)>();
            foreach ((int at, (double cost, ImmutableList<Candidate> path, int gap)) in states.OrderBy(s => s.Key))
            {
                Offer(next, at, cost + (wanted ? Missing : 0), path, wanted ? gap + 1 : gap);
                if (!wanted || expected.Count == 0 && gap > 1) continue;
                foreach (Candidate c in columns[i])
                    Offer(next, candidates.IndexOf(c), cost + c.Cost(panels) + (path.Count > 0 ? Step(path[^1], c) : 0), path.Add(c), 0);
            }
            states = next;
        }
        var end = states.Values.OrderBy(s => s.Cost).First();
        // "B" alone, or "C" and "F", are no panel letters; where the caption expects none, one letter is only believed if it is A.
        bool believed = end.Path.Count >= 2 && end.Path[0].Letter <= 'B' || end.Path is [{ Letter: 'A' }] || expected.Count > 0 && end.Path.Count > 0;
        believed |= goesOn && (end.Path.Count >= 2 || end.Path.Count == 1 && end.Cost < FarFromPanel);
        // Without a caption a longer sequence is the better explanation.
        double total = expected.Count > 0 ? end.Cost : end.Cost - Missing * end.Path.Count;
        return believed ? ([.. end.Path.Select(c => new LetterMark(c.Letter, c.Run.Box, c.Run.Confidence, c.Run.Origin))], total) : ([], double.MaxValue);
    }

    private static void Offer(Dictionary<int, (double Cost, ImmutableList<Candidate> Path, int Gap)> states, int key, double cost, ImmutableList<Candidate> path, int gap)
    {
        if (!states.TryGetValue(key, out var known) || cost < known.Cost) states[key] = (cost, path, gap);
    }

    /// <summary>The next letter stands to the right in the same row, or further down; letters of one row or column are in line.</summary>
    private static double Step(Candidate from, Candidate to)
    {
        double dx = to.Run.Box.X0 - from.Run.Box.X0, dy = to.Run.Box.CentreY - from.Run.Box.CentreY;
        double height = Math.Max(from.Run.Box.Height, to.Run.Box.Height);
        if (Math.Abs(dx) < height && Math.Abs(dy) < height) return 2 * Missing;
        if (dx > 0 && Math.Abs(dy) < 1.5 * height) return 0;
        if (dy > 0) return Math.Abs(dx) < 1.5 * height ? 0 : 6;
        // Up and to the right: the next column.
        return dx > 0 ? 12 : 1.2 * Missing;
    }

    private sealed record Candidate(char Letter, bool? IsUpper, bool IsInBrackets, TextRun Run)
    {
        public static Candidate? Of(TextRun run)
        {
            Match m = SingleLetter().Match(run.Text);
            if (!m.Success) return null;
            char raw = m.Groups["letter"].Value[0];
            // Letters whose two forms differ in size alone say nothing about the case when read from pixels.
            bool? upper = run.Origin == LabelOrigin.Pixels && "cosvwxzkpu".Contains(char.ToLowerInvariant(raw)) ? null : char.IsUpper(raw);
            return new Candidate(char.ToUpperInvariant(raw), upper, m.Value.Length > 1, run);
        }

        /// <summary>Size of the type in points: of ink, letters without a part above the middle height are lower.</summary>
        public double Size(bool upper)
        {
            if (Run.Origin == LabelOrigin.Text) return Run.Box.Height;
            bool low = !upper && !IsInBrackets && "ACEMNORSUVWXZ".Contains(Letter);
            return Run.Box.Height / (low ? 0.53 : IsInBrackets ? 0.93 : 0.73);
        }

        /// <summary>Distance in points from the nearest corner of a panel that the letter could name, and doubt about the reading.</summary>
        public double Cost(IReadOnlyList<PointRect> panels)
        {
            double nearest = FarFromPanel;
            foreach (PointRect p in panels)
            {
                // The corner is the panel's; a letter may stand above and left of it by a row label's width, or a little inside.
                double dx = p.X0 - Run.Box.X0, dy = p.Y0 - Run.Box.Y0;
                if (dx < -Math.Max(12, 0.25 * p.Width) || dy < -Math.Max(10, 0.25 * p.Height)) continue;
                nearest = Math.Min(nearest, 0.5 * Math.Abs(dx) + Math.Abs(dy));
            }
            return nearest + 30 * (1 - Run.Confidence);
        }
    }

    [GeneratedRegex(@"^[\(\[]?(?<letter>[A-Za-z])[\]\).:,]?$")]
    private static partial Regex SingleLetter();
}
