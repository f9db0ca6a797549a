using System.Collections.Immutable;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Labels;

/// <summary>
/// The words printed in and around a figure: the document's own text, joined to lines, and, where the pixels show ink that the text does not
/// account for, what was read there.
/// </summary>
internal sealed class FigureWords
{
    private readonly SourceFigure _figure;
    private readonly FigureFrame _frame;
    private readonly LabelOptions _options;
    private readonly PanelOptions _panelOptions;
    private readonly LineReader? _reader;
    private readonly IReadOnlyList<Panel> _panels;
    private readonly IReadOnlyList<PointRect> _places;
    private readonly string _letters;

    /// <param name="figure">The figure.</param>
    /// <param name="panels">Its panels.</param>
    /// <param name="frame">Its page in points.</param>
    /// <param name="expected">Letters the caption speaks of, upper case; empty where it names none.</param>
    /// <param name="reader">Null where pixels are not to be read.</param>
    /// <param name="options">Sizes and reaches.</param>
    /// <param name="panelOptions">Resolution at which ink is looked at.</param>
    public FigureWords(SourceFigure figure, IReadOnlyList<Panel> panels, FigureFrame frame, IReadOnlyCollection<char> expected, LineReader? reader, LabelOptions options, PanelOptions panelOptions)
    {
        (_figure, _panels, _frame, _reader, _options, _panelOptions) = (figure, panels, frame, reader, options, panelOptions);
        _places = [.. panels.Select(p => frame.ToPoints(p.Box))];
        _letters = expected.Count == 0 ? PanelLetters.Alphabet : string.Concat(expected.Order().SelectMany(l => new[] { l, char.ToLowerInvariant(l) }));
        List<TextRun> runs = OwnText();
        if (reader is not null)
            foreach (Graphic graphic in figure.Graphics) runs.AddRange(ReadGraphic(graphic, runs));
        Runs = [.. runs.OrderBy(r => r.Box.Y0).ThenBy(r => r.Box.X0)];
    }

    private FigureWords(FigureWords all, ImmutableArray<TextRun> runs)
    {
        (_figure, _panels, _frame, _reader, _options, _panelOptions, _places, _letters) = (all._figure, all._panels, all._frame, all._reader, all._options, all._panelOptions, all._places, all._letters);
        Runs = runs;
    }

    /// <summary>From the top down.</summary>
    public ImmutableArray<TextRun> Runs { get; }

    /// <summary>The same without runs that are spoken for.</summary>
    public FigureWords Without(IReadOnlySet<TextRun> taken) => new(this, [.. Runs.Where(r => !taken.Contains(r))]);

    // ── the document's own text ──

    private List<TextRun> OwnText()
    {
        List<RunWord> words = [.. _figure.Text.Select(t => new RunWord(FormulaLetters.ToPlain(t.Text), _frame.ToPoints(t.Box), 1)).OrderBy(w => w.Box.X0).ThenBy(w => w.Box.Y0)];
        HashSet<RunWord> taken = new(ReferenceEqualityComparer.Instance);
        List<TextRun> runs = Slanted(words, taken);
        List<List<RunWord>> lines = [];
        foreach (RunWord word in words.Where(w => !taken.Contains(w)))
        {
            if (IsUpright(word)) { runs.Add(new TextRun([word], word.Box, LabelOrigin.Text, 90)); continue; }
            List<RunWord>? line = lines.Where(l => Continues(l[^1], word)).MaxBy(l => l[^1].Box.X1);
            if (line is null) lines.Add([word]);
            else line.Add(word);
        }
        runs.AddRange(lines.Select(l => new TextRun([.. l], PointRect.Hull(l.Select(w => w.Box)), LabelOrigin.Text, 0)));
        return runs;
    }

    private static bool IsUpright(RunWord w) => w.Text.Length > 1 && w.Box.Height > 1.6 * w.Box.Width;

    private static bool Continues(RunWord last, RunWord next)
    {
        double height = Math.Min(last.Box.Height, next.Box.Height);
        return next.Box.OverlapY(last.Box) > 0.6 * height && next.Box.X0 - last.Box.X1 is var gap && gap > -0.3 * height && gap < 0.42 * height;
    }

    /// <summary>Poppler tells slanted words in splinters of a letter or two, each above and to the right of the one before. A word with a neighbour on its line is none.</summary>
    /// <param name="words">All words.</param>
    /// <param name="taken">Receives the splinters.</param>
    private static List<TextRun> Slanted(List<RunWord> words, HashSet<RunWord> taken)
    {
        const int LongestSplinter = 4;

        // The first letter's upper left corner lies this far left of where the line begins.
        const double Lean = 3;
        const double WidestSpace = 3.2, LeastSpace = 0.8;
        List<RunWord> splinters = [.. words.Where(w => w.Text.Length <= LongestSplinter && w.Box.Width < 2.4 * w.Box.Height + 5 && !words.Any(o => o != w && (Continues(o, w) || Continues(w, o))))];
        Dictionary<RunWord, RunWord> next = new(ReferenceEqualityComparer.Instance);
        HashSet<RunWord> follows = new(ReferenceEqualityComparer.Instance);
        foreach (RunWord w in splinters)
        {
            // Directly behind, or behind a space.
            RunWord? after = splinters.Where(n => !follows.Contains(n) && w.Box.Y0 - n.Box.Y1 is > -1.2 and < WidestSpace && n.Box.X0 > w.Box.X0 + 1 && n.Box.X1 > w.Box.X1 - 1.5
                && n.Box.X0 <= w.Box.X1 + 0.8 + Math.Max(0, w.Box.Y0 - n.Box.Y1)).MinBy(n => Math.Abs(w.Box.Y0 - n.Box.Y1));
            if (after is null) continue;
            next[w] = after;
            follows.Add(after);
        }
        List<TextRun> runs = [];
        foreach (RunWord first in splinters.Where(w => next.ContainsKey(w) && !follows.Contains(w)))
        {
            List<RunWord> chain = [first];
            while (next.TryGetValue(chain[^1], out RunWord? following)) chain.Add(following);
            string text = string.Concat(chain.Select((c, i) => i > 0 && chain[i - 1].Box.Y0 - c.Box.Y1 > LeastSpace ? " " + c.Text : c.Text));
            if (text.Length < 2) continue;
            PointRect hull = PointRect.Hull(chain.Select(c => c.Box));
            taken.UnionWith(chain);
            runs.Add(new TextRun([new RunWord(text, new PointRect(hull.X0, hull.Y1 - 2 * Lean, hull.X0 + 2 * Lean, hull.Y1), 1)], hull, LabelOrigin.Text, 45));
        }
        return runs;
    }

    // ── pixels ──

    private List<TextRun> ReadGraphic(Graphic graphic, List<TextRun> known)
    {
        PointRect place = _frame.ToPoints(graphic.Box);
        FigurePlane plane = FigurePlane.Of(graphic.Pixels, graphic.Pixels.Width / Math.Max(1, place.Width), _panelOptions);
        List<PixelRect> pictures = [.. _panels.Where(p => p.Class is PanelClass.Picture or PanelClass.Blot).Select(p => InPlane(_frame.ToPoints(p.Box), place, plane))];
        List<TextRun> runs = [];
        int read = 0;
        foreach (InkLine line in new InkLines(plane, pictures, _options).Find())
        {
            PointRect box = InPoints(line.Bounds, place, plane);
            if (!IsWanted(line, box) || known.Any(k => k.Box.Inflate(0.5).Intersect(box) is { Width: > 0, Height: > 0 } common && common.Area > 0.3 * box.Area)) continue;
            if (line.Shape is InkShape.Minus or InkShape.Plus)
            {
                runs.Add(new TextRun([new RunWord(line.Shape == InkShape.Plus ? "+" : "−", box, 0.9)], box, LabelOrigin.Pixels, 0));
                continue;
            }
            if (++read > _options.MostLines) break;
            if (ReadLine(graphic, plane, line, place, box) is { } run) runs.Add(run);
        }
        return runs;
    }

    /// <summary>What may name a panel, a row or a lane; the words of charts are not read.</summary>
    private bool IsWanted(InkLine line, PointRect box)
    {
        if (MayBeLetter(line, box)) return true;
        for (int i = 0; i < _panels.Count; i++)
        {
            PointRect p = _places[i];
            if (StripLabels.IsStrip(_panels[i]))
            {
                bool beside = box.CentreY > p.Y0 - 2 && box.CentreY < p.Y1 + 2 && (p.X0 - box.X1 is > -3 and var left && left < _options.RowReach || box.X0 - p.X1 is > -3 and var right && right < _options.RowReach);
                bool over = box.CentreX > p.X0 - _options.RowReach && box.CentreX < p.X1 + 30 && p.Y0 - box.Y1 is > -3 and var up && up < _options.SlantedReach;
                bool under = box.CentreX > p.X0 - 6 && box.CentreX < p.X1 + 6 && box.Y0 - p.Y1 is > -3 and var down && down < _options.LaneReach;
                if (beside || over || under) return true;
            }
        }
        return false;
    }

    private TextRun? ReadLine(Graphic graphic, FigurePlane plane, InkLine line, PointRect place, PointRect box)
    {
        int margin = Math.Max(2, (int)Math.Round(1.6 * plane.PixelsPerPoint));
        PixelRect around = plane.ToSource(line.Bounds.Inflate(margin).ClipTo(plane.Width, plane.Height));
        Raster crop = graphic.Pixels.Crop(around).ToGray();
        double toPointsX = place.Width / graphic.Pixels.Width, toPointsY = place.Height / graphic.Pixels.Height;
        bool upright = line.Shape == InkShape.Upright;
        double inkHeight = upright ? line.Bounds.Width * plane.Reduction : line.Bounds.Height * plane.Reduction;
        ImmutableArray<ReadWord> words = _reader!.Read(upright ? TurnClockwise(crop) : crop, inkHeight);
        if (MayBeLetter(line, box)) words = AsLetter(words, line, crop, inkHeight);
        if (words.IsEmpty) return null;
        // The recogniser drops narrow spaces: "12h".
        PointRect[] pieces = [.. line.Pieces.Select(p => InPoints(p, place, plane))];
        ImmutableArray<RunWord> placed = [.. words.Select(w => new RunWord(upright ? w.Text : UnitSpace.Restore(w.Text, WordBox(w.Box), pieces), upright ? box : WordBox(w.Box), w.Confidence))];
        return new TextRun(placed, box, LabelOrigin.Pixels, upright ? 90 : 0);

        PointRect WordBox(PixelRect w) => new(place.X0 + (around.X0 + w.X0) * toPointsX, place.Y0 + (around.Y0 + w.Y0) * toPointsY, place.X0 + (around.X0 + w.X1) * toPointsX, place.Y0 + (around.Y0 + w.Y1) * toPointsY);
    }

    private static bool MayBeLetter(InkLine line, PointRect box) => line.Shape == InkShape.Level && line.Glyphs <= 4 && box.Width <= 24 && box.Height >= 3.5;

    /// <summary>A reading that is nearly a panel letter is made again with nothing to choose from but the letters that may be there.</summary>
    private ImmutableArray<ReadWord> AsLetter(ImmutableArray<ReadWord> words, InkLine line, Raster crop, double inkHeight)
    {
        string text = string.Concat(words.Select(w => w.Text));
        if (words.Length == 1 && PanelLetters.LetterOf(text) is { } known && (line.Glyphs == 1 || _letters.Contains(known, StringComparison.Ordinal))) return words;
        // The recogniser's alphabet has these signs.
        if (words.Length == 1 && text is "©" or "®" && _letters.Contains(text == "©" ? 'C' : 'R', StringComparison.Ordinal)) return [words[0] with { Text = text == "©" ? "(C)" : "(R)" }];
        bool inBrackets = line.Glyphs > 1 && (text.StartsWith('(') || text.EndsWith(')'));
        if (line.Glyphs > 1 && !inBrackets || text.Length > 4) return words;
        ImmutableArray<ReadWord> again = _reader!.Read(crop, inkHeight, inBrackets ? _letters + "()" : _letters, oneCharacter: !inBrackets);
        if (inBrackets && again is not [{ Confidence: > 0.3 }])
        {
            // The letter alone, without its brackets.
            int quarter = crop.Width / 4;
            again = _reader.Read(crop.Crop(new PixelRect(quarter, 0, crop.Width - quarter, crop.Height)), 0.75 * inkHeight, _letters, oneCharacter: true);
        }
        // Some letters are recognised at one size and not at another.
        if (!inBrackets && again is not [{ Confidence: > 0.3 }]) again = _reader.Read(crop, inkHeight / 1.7, _letters, oneCharacter: true);
        ReadWord single = again is [{ Confidence: > 0.3 }] ? again[0] : words.Length == 1 ? words[0] : new ReadWord("", default, 0);
        // One glyph read twice, in both its cases: "Cc".
        string letter = string.Concat(single.Text.Where(char.IsLetter).DistinctBy(char.ToUpperInvariant));
        return letter.Length == 1 ? [single with { Text = inBrackets ? $"({letter})" : letter }] : words;
    }

    /// <summary>Reads lines that rise at 45 degrees inside an area.</summary>
    /// <param name="area">In points; what lies outside is not looked at.</param>
    public List<TextRun> ReadSlanted(PointRect area)
    {
        List<TextRun> runs = [];
        if (_reader is null || area.Width < 4 || area.Height < 4) return runs;
        Graphic? graphic = _figure.Graphics.MaxBy(g => _frame.ToPoints(g.Box).Intersect(area).Area);
        if (graphic is null || _frame.ToPoints(graphic.Box).Intersect(area).Area <= 0) return runs;
        PointRect place = _frame.ToPoints(graphic.Box);
        double perPoint = graphic.Pixels.Width / place.Width;
        // Enough pixels for a letter's stroke to survive the turning.
        double scale = Math.Clamp(4 / perPoint, 1, 4), density = perPoint * scale;
        Raster source = Cut(graphic, place, area);
        source = source.Resize((int)Math.Round(source.Width * scale), (int)Math.Round(source.Height * scale));
        const double s = 0.70710678118654752;
        int width = (int)Math.Ceiling((source.Width + source.Height) * s), height = width;
        // u runs along the rising line, v downwards across it; the middle of the area is the middle of the result.
        double cx = source.Width / 2.0, cy = source.Height / 2.0, cu = width / 2.0, cv = height / 2.0;
        AffineMap sourceFromTurned = new(s, s, cx - s * cu - s * cv, -s, s, cy + s * cu - s * cv);
        Raster turned = source.Warp(sourceFromTurned, width, height, outside: 255);
        FigurePlane plane = FigurePlane.Of(turned, density, _panelOptions with { AnalysisPixelsPerPoint = 3 });
        foreach (InkLine line in new InkLines(plane, [], _options).Find())
        {
            if (line.Shape != InkShape.Level || line.Bounds.Width < 1.2 * line.Bounds.Height) continue;
            int margin = Math.Max(2, (int)Math.Round(1.2 * plane.PixelsPerPoint));
            PixelRect around = plane.ToSource(line.Bounds.Inflate(margin).ClipTo(plane.Width, plane.Height));
            ImmutableArray<ReadWord> words = _reader.Read(turned.Crop(around), line.Bounds.Height * plane.Reduction);
            if (words.IsEmpty) continue;
            PixelRect ink = plane.ToSource(line.Bounds);
            PointRect start = At(ink.X0 + 0.5 * ink.Height, ink.Y0 + 0.5 * ink.Height), end = At(ink.X1, ink.Y0 + 0.5 * ink.Height);
            ImmutableArray<RunWord> placed = [.. words.Select((w, i) => new RunWord(w.Text, i == 0 ? start : start.Union(end), w.Confidence))];
            runs.Add(new TextRun(placed, start.Union(end), LabelOrigin.Pixels, 45));
        }
        return runs;

        PointRect At(double u, double v)
        {
            (double x, double y) = sourceFromTurned.Apply(u, v);
            double px = area.X0 + x / density, py = area.Y0 + y / density;
            return new PointRect(px - 1, py - 1, px + 1, py + 1);
        }
    }

    /// <summary>The pixels of an area with its pictures painted over.</summary>
    private Raster Cut(Graphic graphic, PointRect place, PointRect area)
    {
        double sx = graphic.Pixels.Width / place.Width, sy = graphic.Pixels.Height / place.Height;
        PixelRect Pixels(PointRect r) => new((int)Math.Round((r.X0 - place.X0) * sx), (int)Math.Round((r.Y0 - place.Y0) * sy), (int)Math.Round((r.X1 - place.X0) * sx), (int)Math.Round((r.Y1 - place.Y0) * sy));
        PixelRect whole = Pixels(area), clip = whole.ClipTo(graphic.Pixels.Width, graphic.Pixels.Height);
        // Parts of the area outside the graphic are paper, so that places keep their coordinates.
        byte[] pixels = new byte[Math.Max(1, whole.Width) * Math.Max(1, whole.Height)];
        pixels.AsSpan().Fill(255);
        if (clip.Area > 0)
        {
            byte[] gray = graphic.Pixels.Crop(clip).ToGray().Pixels;
            for (int y = clip.Y0; y < clip.Y1; y++) gray.AsSpan((y - clip.Y0) * clip.Width, clip.Width).CopyTo(pixels.AsSpan((y - whole.Y0) * whole.Width + clip.X0 - whole.X0));
        }
        foreach (PointRect picture in _places.Where((_, i) => _panels[i].Class is PanelClass.Picture or PanelClass.Blot))
        {
            PixelRect r = Pixels(picture).Inflate(2).Intersect(whole);
            if (r.Area == 0) continue;
            for (int y = r.Y0; y < r.Y1; y++) pixels.AsSpan((y - whole.Y0) * whole.Width + r.X0 - whole.X0, r.Width).Fill(255);
        }
        return new Raster(Math.Max(1, whole.Width), Math.Max(1, whole.Height), 1, pixels);
    }

    private static Raster TurnClockwise(Raster gray)
    {
        byte[] turned = new byte[gray.Pixels.Length];
        for (int y = 0; y < gray.Height; y++)
            for (int x = 0; x < gray.Width; x++) turned[x * gray.Height + gray.Height - 1 - y] = gray.Pixels[y * gray.Width + x];
        return new Raster(gray.Height, gray.Width, 1, turned);
    }

    private static PixelRect InPlane(PointRect r, PointRect place, FigurePlane plane)
    {
        double sx = plane.Width / place.Width, sy = plane.Height / place.Height;
        return new PixelRect((int)Math.Round((r.X0 - place.X0) * sx), (int)Math.Round((r.Y0 - place.Y0) * sy), (int)Math.Round((r.X1 - place.X0) * sx), (int)Math.Round((r.Y1 - place.Y0) * sy)).ClipTo(plane.Width, plane.Height);
    }

    private static PointRect InPoints(PixelRect r, PointRect place, FigurePlane plane)
    {
        double sx = place.Width / plane.Width, sy = place.Height / plane.Height;
        return new PointRect(place.X0 + r.X0 * sx, place.Y0 + r.Y0 * sy, place.X0 + r.X1 * sx, place.Y0 + r.Y1 * sy);
    }
}
