using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Labels;

/// <summary>What is printed around one strip, in points.</summary>
/// <param name="Row">Its name, or null.</param>
/// <param name="Lanes">From left to right; empty where no lane could be told.</param>
internal sealed record StripReading(TextRun? Row, ImmutableArray<LaneReading> Lanes)
{
    public static StripReading None { get; } = new(null, []);
}

/// <param name="X0">Left edge in points.</param>
/// <param name="X1">Right edge in points.</param>
/// <param name="Name">Null for a lane without a name.</param>
internal sealed record LaneReading(double X0, double X1, TextRun? Name);

/// <summary>
/// Gives strips of blots their row name (left or right, level with the strip) and their lanes (names above or below the stack of strips, level,
/// slanted or upright, or a grid of + and − with its keys at the left).
/// </summary>
internal sealed partial class StripLabels(FigureWords words, IReadOnlyList<PointRect> others, NameVocabulary names, LabelOptions options)
{
    /// <summary>Strips this close above each other, with the same ends, share their lanes.</summary>
    private const double StackGap = 16;
    private const double SameEnd = 5;

    /// <summary>Whether a panel has a row name and lanes: cut as a strip, or a taller piece of a blot.</summary>
    public static bool IsStrip(Panel panel) => panel.Class == PanelClass.Blot || panel is { Class: PanelClass.Picture, Kind: PanelKind.BlotOrGel };

    /// <param name="strips">In points.</param>
    /// <param name="letters">For each strip the letter of its panel; strips of two panels never share names.</param>
    public StripReading[] Read(IReadOnlyList<PointRect> strips, IReadOnlyList<char?> letters)
    {
        List<TextRun> runs = [.. words.Runs.Select(Corrected).Where(IsBelieved)];
        TextRun?[] rows = [.. strips.Select(s => Row(s, strips, runs))];
        ShareRows(strips, letters, rows);
        StripReading[] readings = new StripReading[strips.Count];
        foreach (List<int> stack in Stacks(strips, letters))
        {
            ImmutableArray<LaneReading> lanes = Lanes([.. stack.Select(i => strips[i])], runs, strips);
            foreach (int i in stack) readings[i] = new StripReading(rows[i], Rescale(lanes, strips[stack[0]], strips[i]));
        }
        Inherit(strips, letters, readings);
        return readings;
    }

    // ── rows ──

    private TextRun? Row(PointRect strip, IReadOnlyList<PointRect> strips, List<TextRun> runs)
    {
        var level = runs.Where(r => r.Angle == 0 && r.HasLetters && r.Box.CentreY > strip.Y0 - 1 && r.Box.CentreY < strip.Y1 + 1 && r.Box.Height < 1.6 * Math.Max(strip.Height, 9)).ToList();
        List<TextRun> left = [.. level.Where(r => r.Box.X1 <= strip.X0 + 2.5 && strip.X0 - r.Box.X1 < options.RowReach && !Between(r.Box.X1, strip.X0, strip, strips))];
        List<TextRun> right = [.. level.Where(r => r.Box.X0 >= strip.X1 - 2.5 && r.Box.X0 - strip.X1 < options.RowReach && !Between(strip.X1, r.Box.X0, strip, strips))];
        // Of two strips side by side a name is the nearer one's; names between two stacks may serve both.
        return Name([.. left.Where(r => !IsNearerToAnother(r, strip, strips))], fromRight: true) ?? Name([.. right.Where(r => !IsNearerToAnother(r, strip, strips))], fromRight: false)
            ?? Name(left, fromRight: true) ?? Name(right, fromRight: false);
    }

    private static bool IsNearerToAnother(TextRun run, PointRect strip, IReadOnlyList<PointRect> strips) =>
        strips.Any(o => o != strip && o.OverlapY(strip) > 0.3 * Math.Min(o.Height, strip.Height) && run.Box.OverlapX(o) < 2.5 && -run.Box.OverlapX(o) < -run.Box.OverlapX(strip));

    /// <summary>The name among the runs on one side: the nearest that is no mass mark, with what stands above or below it in the same strip.</summary>
    private static TextRun? Name(List<TextRun> side, bool fromRight)
    {
        List<TextRun> texts = [.. side.Select(WithoutMass).OfType<TextRun>().Where(r => r.HasLetters && r.Text.Any(char.IsLetter))];
        TextRun? nearest = fromRight ? texts.MaxBy(r => r.Box.X1) : texts.MinBy(r => r.Box.X0);
        if (nearest is null) return null;
        // A name in two pieces, its space wider than most.
        TextRun? piece = texts.Where(r => r != nearest && r.Box.OverlapY(nearest.Box) > 0.6 * Math.Min(r.Box.Height, nearest.Box.Height) && (fromRight ? nearest.Box.X0 - r.Box.X1 : r.Box.X0 - nearest.Box.X1) is > -1 and var gap && gap < 0.8 * Math.Max(5, nearest.Box.Height)).FirstOrDefault();
        if (piece is not null)
        {
            texts.RemoveAll(r => r == piece || r == nearest);
            ImmutableArray<RunWord> both = fromRight ? [.. piece.Words, .. nearest.Words] : [.. nearest.Words, .. piece.Words];
            texts.Add(nearest = new TextRun(both, nearest.Box.Union(piece.Box), nearest.Origin, 0));
        }
        List<TextRun> together = [.. texts.Where(r => (fromRight ? nearest.Box.X1 - r.Box.X1 : r.Box.X0 - nearest.Box.X0) < 8 && (r == nearest || r.Box.OverlapY(nearest.Box) < 0.3 * nearest.Box.Height)).OrderBy(r => r.Box.Y0)];
        TextRun joined = together.Count == 1 ? nearest : new TextRun([.. together.SelectMany(t => t.Words)], PointRect.Hull(together.Select(t => t.Box)), nearest.Origin, 0);
        return joined;
    }

    /// <summary>"37 kDa" and "— 55" are marks of mass; "GAPDH 37 kDa" is a name with one. Null where nothing else is left.</summary>
    private static TextRun? WithoutMass(TextRun run)
    {
        List<RunWord> kept = [.. run.Words];
        while (kept.Count > 0 && (Mass().IsMatch(kept[^1].Text) && (kept.Count == 1 || Unit().IsMatch(kept[^1].Text)) || Unit().IsMatch(kept[^1].Text)))
        {
            bool unit = Unit().IsMatch(kept[^1].Text) && !kept[^1].Text.Any(char.IsDigit);
            kept.RemoveAt(kept.Count - 1);
            if (unit && kept.Count > 0 && Mass().IsMatch(kept[^1].Text)) kept.RemoveAt(kept.Count - 1);
        }
        if (kept.Count == run.Words.Length) return run;
        return kept.Count == 0 ? null : new TextRun([.. kept], PointRect.Hull(kept.Select(w => w.Box)), run.Origin, run.Angle);
    }

    private static bool Between(double from, double to, PointRect strip, IReadOnlyList<PointRect> strips) =>
        strips.Any(o => o != strip && o.CentreX > from && o.CentreX < to && o.OverlapY(strip) > 0.3 * Math.Min(o.Height, strip.Height));

    /// <summary>Strips side by side have their name once, at the end of the row.</summary>
    private static void ShareRows(IReadOnlyList<PointRect> strips, IReadOnlyList<char?> letters, TextRun?[] rows)
    {
        for (int i = 0; i < strips.Count; i++)
        {
            if (rows[i] is not null) continue;
            int neighbour = Enumerable.Range(0, strips.Count).Where(j => rows[j] is not null && letters[j] == letters[i] && strips[j].OverlapY(strips[i]) > 0.7 * Math.Max(strips[i].Height, strips[j].Height))
                .OrderBy(j => Math.Abs(strips[j].CentreX - strips[i].CentreX)).FirstOrDefault(-1);
            if (neighbour >= 0) rows[i] = rows[neighbour];
        }
    }

    // ── lanes ──

    private static List<List<int>> Stacks(IReadOnlyList<PointRect> strips, IReadOnlyList<char?> letters)
    {
        List<List<int>> stacks = [];
        foreach (int i in Enumerable.Range(0, strips.Count).OrderBy(i => strips[i].Y0))
        {
            List<int>? stack = stacks.FirstOrDefault(s => letters[s[^1]] == letters[i] && SameEnds(strips[s[^1]], strips[i]) && strips[i].Y0 - strips[s[^1]].Y1 is > -3 and < StackGap);
            if (stack is null) stacks.Add([i]);
            else stack.Add(i);
        }
        return stacks;
    }

    private static bool SameEnds(PointRect a, PointRect b) => Math.Abs(a.X0 - b.X0) < SameEnd && Math.Abs(a.X1 - b.X1) < SameEnd;

    private ImmutableArray<LaneReading> Lanes(List<PointRect> stack, List<TextRun> runs, IReadOnlyList<PointRect> strips)
    {
        PointRect top = stack[0], bottom = stack[^1];
        // Nothing above the next picture, or below it, belongs to this stack.
        double ceiling = others.Concat(strips).Where(o => o.OverlapX(top) > 4 && o.Y1 <= top.Y0 + 1).Select(o => o.Y1).DefaultIfEmpty(top.Y0 - 120).Max();
        double floor = others.Concat(strips).Where(o => o.OverlapX(bottom) > 4 && o.Y0 >= bottom.Y1 - 1).Select(o => o.Y0).DefaultIfEmpty(bottom.Y1 + 60).Min();
        List<TextRun> above = [.. runs.Where(r => r.Box.Y1 <= top.Y0 + 2.5 && r.Box.Y0 >= ceiling - 1)], below = [.. runs.Where(r => r.Box.Y0 >= bottom.Y1 - 2.5 && r.Box.Y1 <= floor + 1)];
        if (SignGrid(top, above, strips, upwards: true) is { } grid) return grid;
        if (Rising(top, [.. above.Where(r => r.Angle == 45)]) is { } slanted) return slanted;
        (ImmutableArray<LaneReading>? level, double quality) = Level(top, above, upwards: true);
        if (level is { } good && quality >= 0.6) return good;
        if (Rising(top, [.. above.Where(r => r.Angle == 90)]) is { } upright) return upright;
        List<TextRun> read = words.ReadSlanted(new PointRect(top.X0 - 6, Math.Max(ceiling, top.Y0 - options.SlantedReach), top.X1 + 45, top.Y0 - 0.5));
        if (Rising(top, [.. read.Select(Corrected).Where(IsBelieved)]) is { } rising) return rising;
        if (level is { } doubtful) return doubtful;
        return SignGrid(bottom, below, strips, upwards: false) ?? Level(bottom, below, upwards: false).Lanes ?? [];
    }

    /// <summary>Names in one level row next to the stack.</summary>
    private (ImmutableArray<LaneReading>? Lanes, double Quality) Level(PointRect strip, List<TextRun> runs, bool upwards)
    {
        // A unit or a key behind the last name, beyond the strip, is none.
        bool IsOver(PointRect box) => box.CentreX > strip.X0 - 4 && box.CentreX < strip.X1 + 4;
        var inRange = runs.Where(r => r.Angle == 0 && r.HasLetters && r.Words.Any(w => IsOver(w.Box))).ToList();
        double Away(TextRun r) => upwards ? strip.Y0 - r.Box.Y1 : r.Box.Y0 - strip.Y1;
        TextRun? nearest = inRange.Where(r => Away(r) < options.LaneReach).MinBy(Away);
        if (nearest is null) return (null, 0);
        List<TextRun> row = [.. inRange.Where(r => Math.Abs(r.Box.CentreY - nearest.Box.CentreY) < 0.6 * Math.Max(nearest.Box.Height, 5)).OrderBy(r => r.Box.X0)];
        List<(RunWord Word, bool Continues)> all = [.. row.SelectMany(r => r.Words.Where(w => IsOver(w.Box)).Select((w, i) => (w, i > 0)))];
        var fit = LaneGrid.Fit(strip.X0, strip.X1, [.. all.Select(w => (w.Word.Box.X0, w.Word.Box.X1, w.Continues))], options.LeastLaneWidth);
        if (fit is not { } division) return (null, 0);
        double quality = all.Sum(w => w.Word.Confidence * w.Word.Text.Length) / all.Sum(w => w.Word.Text.Length);
        var named = division.Cells.ToDictionary(c => c.Lane, c => new TextRun([.. c.Words.Select(i => all[i].Word)], PointRect.Hull(c.Words.Select(i => all[i].Word.Box)), nearest.Origin, 0));
        AddSecondLine(strip, division.Lanes, named, [.. inRange.Except(row)], upwards);
        return (Named(strip, division.Lanes, named), quality);
    }

    /// <summary>Names in two lines: the line further away stands close to the nearer one, its pieces inside the lanes, and most lanes have one.</summary>
    private static void AddSecondLine(PointRect strip, int lanes, Dictionary<int, TextRun> named, List<TextRun> rest, bool upwards)
    {
        if (lanes < 2) return;
        PointRect line = PointRect.Hull(named.Values.Select(n => n.Box));
        double width = (strip.X1 - strip.X0) / lanes, height = named.Values.Max(n => n.Box.Height);
        List<TextRun> next = [.. rest.Where(r => (upwards ? line.Y0 - r.Box.Y1 : r.Box.Y0 - line.Y1) is var gap && gap > -0.4 * height && gap < 0.5 * height)];
        Dictionary<int, List<RunWord>> byLane = [];
        foreach (RunWord word in next.SelectMany(r => r.Words))
        {
            double at = (word.Box.CentreX - strip.X0) / width;
            int lane = (int)Math.Floor(at);
            // A word across two lanes is a heading over both.
            if (lane < 0 || lane >= lanes || word.Box.X0 < strip.X0 + (lane - 0.1) * width || word.Box.X1 > strip.X0 + (lane + 1.1) * width) return;
            if (!byLane.TryGetValue(lane, out List<RunWord>? words)) byLane[lane] = words = [];
            words.Add(word);
        }
        if (byLane.Count < 2 || 2 * byLane.Count < lanes || !byLane.Keys.All(named.ContainsKey)) return;
        foreach ((int lane, List<RunWord> words) in byLane)
        {
            RunWord[] further = [.. words.OrderBy(w => w.Box.X0)];
            TextRun near = named[lane];
            named[lane] = near with { Words = upwards ? [.. further, .. near.Words] : [.. near.Words, .. further], Box = near.Box.Union(PointRect.Hull(further.Select(w => w.Box))) };
        }
    }

    /// <summary>Names that rise from the lanes, one each.</summary>
    private ImmutableArray<LaneReading>? Rising(PointRect strip, List<TextRun> runs)
    {
        List<TextRun> rising = [.. runs.Where(r => r.Text.Count(char.IsLetterOrDigit) >= 2 && r.StartX > strip.X0 - 4 && r.StartX < strip.X1 + 4 && strip.Y0 - (r.Angle == 45 ? r.Words[0].Box.Y1 : r.Box.Y1) < options.LaneReach).OrderBy(r => r.StartX)];
        if (rising.Count < 2) return null;
        var fit = LaneGrid.Fit(strip.X0, strip.X1, [.. rising.Select(r => (r.StartX, r.StartX, false))], options.LeastLaneWidth);
        return fit is { } division ? Named(strip, division.Lanes, division.Cells.ToDictionary(c => c.Lane, c => rising[c.Words[0]])) : null;
    }

    /// <summary>Rows of signs or doses, each with its key at the left: "siRNA − + − +".</summary>
    private ImmutableArray<LaneReading>? SignGrid(PointRect strip, List<TextRun> runs, IReadOnlyList<PointRect> strips, bool upwards)
    {
        const double RowPitch = 14;

        // Signs of one row need not be level: a minus may be set lower than a plus.
        const double Unevenness = 3.5, LeastPitch = 2;
        List<(double Y, string Key, List<RunWord> Signs)> rows = [];
        double edge = upwards ? strip.Y0 : strip.Y1;
        while (true)
        {
            List<TextRun> level = [.. runs.Where(r => r.Angle == 0 && (upwards ? edge - r.Box.CentreY : r.Box.CentreY - edge) is var away && away > (rows.Count == 0 ? 0.5 : LeastPitch) && away < RowPitch)];
            List<RunWord> signs = [.. level.SelectMany(r => r.Words).Where(w => SignOf(w.Text) is not null && w.Box.CentreX > strip.X0 - 4 && w.Box.CentreX < strip.X1 + 4)];
            if (signs.Count < 2) break;
            double y = upwards ? signs.Max(s => s.Box.CentreY) : signs.Min(s => s.Box.CentreY);
            signs = [.. signs.Where(s => Math.Abs(s.Box.CentreY - y) < Unevenness).OrderBy(s => s.Box.CentreX)];
            // Words in the same row are names; a single 2 among them is no dose.
            bool pure = !level.SelectMany(r => r.Words).Any(w => Math.Abs(w.Box.CentreY - y) < 2.5 && w.Box.CentreX > strip.X0 && w.Box.CentreX < strip.X1 && SignOf(w.Text) is null);
            if (signs.Count < 2 || !pure) break;
            TextRun? key = level.Where(r => Math.Abs(r.Box.CentreY - y) < 4 && r.Box.X1 < strip.X0 + 3 && r.HasLetters && !IsNearerToAnother(r, strip, strips)).MaxBy(r => r.Box.X1);
            rows.Add((y, key is null ? "" : key.Text, signs));
            edge = upwards ? signs.Min(s => s.Box.CentreY) : signs.Max(s => s.Box.CentreY);
        }
        if (rows.Count == 0 || rows.All(r => r.Signs.All(s => char.IsDigit(s.Text[0])) && r.Key.Length == 0)) return null;
        List<RunWord> fullest = rows.MaxBy(r => r.Signs.Count).Signs;
        if (LaneGrid.Fit(strip.X0, strip.X1, [.. fullest.Select(s => (s.Box.CentreX, s.Box.CentreX, false))], options.LeastLaneWidth) is not { } division) return null;
        rows.Sort((a, b) => a.Y.CompareTo(b.Y));
        double width = (strip.X1 - strip.X0) / division.Lanes;
        Dictionary<int, TextRun> lanes = [];
        for (int lane = 0; lane < division.Lanes; lane++)
        {
            List<(string Key, RunWord Sign)> own = [];
            foreach ((double _, string key, List<RunWord> signs) in rows)
                if (signs.Find(s => (int)Math.Floor((s.Box.CentreX - strip.X0) / width) == lane) is { } sign) own.Add((key, sign));
            if (own.Count == 0) continue;
            string text = string.Join(", ", own.Select(o => $"{o.Key} {SignOf(o.Sign.Text)}".Trim()));
            lanes[lane] = new TextRun([new RunWord(text, PointRect.Hull(own.Select(o => o.Sign.Box)), own.Average(o => o.Sign.Confidence))], PointRect.Hull(own.Select(o => o.Sign.Box)), LabelOrigin.Pixels, 0);
        }
        return Named(strip, division.Lanes, lanes);
    }

    /// <summary>The sign as it is told: "+", "−", or a dose; null for anything else.</summary>
    private static string? SignOf(string text) => text switch
    {
        "+" or "＋" => "+",
        "-" or "−" or "–" or "—" or "_" => "−",
        "++" or "+++" => text,
        "+/-" or "+/−" or "±" => "±",
        _ => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? text : null,
    };

    private static ImmutableArray<LaneReading> Named(PointRect strip, int lanes, Dictionary<int, TextRun> byLane)
    {
        double width = (strip.X1 - strip.X0) / lanes;
        return [.. Enumerable.Range(0, lanes).Select(i => new LaneReading(strip.X0 + i * width, strip.X0 + (i + 1) * width, byLane.GetValueOrDefault(i)))];
    }

    private static ImmutableArray<LaneReading> Rescale(ImmutableArray<LaneReading> lanes, PointRect from, PointRect to)
    {
        double k = to.Width / from.Width;
        return [.. lanes.Select(l => l with { X0 = to.X0 + (l.X0 - from.X0) * k, X1 = to.X0 + (l.X1 - from.X0) * k })];
    }

    /// <summary>A stack without names of its own has those of the stack above it in the same panel, if its ends are the same.</summary>
    private static void Inherit(IReadOnlyList<PointRect> strips, IReadOnlyList<char?> letters, StripReading[] readings)
    {
        foreach (int i in Enumerable.Range(0, strips.Count).OrderBy(i => strips[i].Y0))
        {
            if (!readings[i].Lanes.IsEmpty) continue;
            int source = Enumerable.Range(0, strips.Count).Where(j => !readings[j].Lanes.IsEmpty && letters[j] == letters[i] && strips[j].Y1 <= strips[i].Y0 + 3 && SameEnds(strips[j], strips[i]))
                .OrderByDescending(j => strips[j].Y1).FirstOrDefault(-1);
            if (source >= 0) readings[i] = readings[i] with { Lanes = Rescale(readings[source].Lanes, strips[source], strips[i]) };
        }
    }

    private TextRun Corrected(TextRun run) => run.Origin == LabelOrigin.Text ? run : run with
    {
        Words = [.. run.Words.Select(w => w with { Text = names.Correct(w.Text, w.Confidence) })],
    };

    /// <summary>A doubtful reading that is a name of the article's is believed.</summary>
    private bool IsBelieved(TextRun run) => run.Origin == LabelOrigin.Text || run.Confidence >= options.LeastConfidence || run.Words.All(w => names.Has(w.Text));

    [GeneratedRegex(@"^[\W_]*\d{1,3}(\.\d)?\W*((kDa|kD|KDa|KD|kda|bp)\.?)?$")]
    private static partial Regex Mass();

    [GeneratedRegex(@"^(\d{1,3}(\.\d)?-?)?(kDa|kD|KDa|KD|kda|bp)\.?$")]
    private static partial Regex Unit();
}
