using System.Collections.Concurrent;
using System.Collections.Immutable;
using Palinode.Articles;
using Palinode.Engine.Ingest;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Labels;

/// <summary>
/// Gives the panels of figures their addresses: letter, row, lanes, place in the grid. docs/methods/labels.md tells the method and its limits.
/// May be called from several threads; readers are kept and used again.
/// </summary>
public sealed class LabelStage(LabelOptions options, PanelOptions panelOptions) : IDisposable
{
    private readonly ConcurrentBag<LineReader> _readers = [];

    /// <param name="figure">The figure with its graphics and text.</param>
    /// <param name="panels">Its panels.</param>
    /// <param name="captions">All captions of the document, whose names help reading.</param>
    public FigureLabels Read(SourceFigure figure, IReadOnlyList<Panel> panels, IEnumerable<string> captions)
    {
        if (!options.ReadPixels) return Read(figure, panels, captions, null);
        if (!_readers.TryTake(out LineReader? reader)) reader = new LineReader();
        try { return Read(figure, panels, captions, reader); }
        finally { _readers.Add(reader); }
    }

    private FigureLabels Read(SourceFigure figure, IReadOnlyList<Panel> panels, IEnumerable<string> captions, LineReader? reader)
    {
        FigureFrame frame = FigureFrame.Of(figure);
        IReadOnlyCollection<char> expected = ExpectedLetters(figure.CaptionParts);
        var words = new FigureWords(figure, panels, frame, expected, reader, options, panelOptions);
        PointRect[] places = [.. panels.Select(p => frame.ToPoints(p.Box))];
        IReadOnlyList<LetterMark> marks = PanelLetters.Find(words.Runs, places, expected);
        char?[] letters = new LetterPlacement(places, marks, frame.ToPoints(figure.Box)).Assign();

        int[] strips = [.. Enumerable.Range(0, panels.Count).Where(i => StripLabels.IsStrip(panels[i]))];
        HashSet<TextRun> used = [.. words.Runs.Where(r => marks.Any(m => m.Box == r.Box))];
        var stripLabels = new StripLabels(words.Without(used), [.. places.Where((_, i) => !StripLabels.IsStrip(panels[i]))], new NameVocabulary(captions), options);
        StripReading[] readings = stripLabels.Read([.. strips.Select(i => places[i])], [.. strips.Select(i => letters[i])]);
        GridPosition?[] positions = Positions(places, letters);

        var labels = ImmutableArray.CreateBuilder<PanelLabels>(panels.Count);
        for (int i = 0; i < panels.Count; i++)
        {
            StripReading reading = Array.IndexOf(strips, i) is >= 0 and int s ? readings[s] : StripReading.None;
            labels.Add(new PanelLabels
            {
                Letter = letters[i]?.ToString(),
                Row = ToLabel(reading.Row, frame),
                Lanes = [.. reading.Lanes.Select(l => new Lane(frame.XOf(l.X0), frame.XOf(l.X1), ToLabel(l.Name, frame)))],
                Position = positions[i],
            });
        }
        return new FigureLabels(labels.ToImmutable(), [.. marks.Select(m => Part(m, places, labels, letters, frame))]);
    }

    private static LetteredPart Part(LetterMark mark, PointRect[] places, ImmutableArray<PanelLabels>.Builder labels, char?[] letters, FigureFrame frame)
    {
        Box box = frame.ToBox(mark.Box);
        for (int i = 0; i < places.Length; i++)
        {
            if (letters[i] != mark.Letter) continue;
            box = box.Union(frame.ToBox(places[i]));
            if (labels[i].Row is { } row) box = box.Union(row.Box);
            foreach (Lane lane in labels[i].Lanes) if (lane.Name is { } name) box = box.Union(name.Box);
        }
        return new LetteredPart(new Label(mark.Letter.ToString(), frame.ToBox(mark.Box), mark.Confidence, mark.Origin), box);
    }

    private static Label? ToLabel(TextRun? run, FigureFrame frame) => run is null ? null : new Label(run.Text, frame.ToBox(run.Box), Math.Round(run.Confidence, 2), run.Origin);

    /// <summary>Row and column among the pictures of the same letter.</summary>
    private static GridPosition?[] Positions(PointRect[] places, char?[] letters)
    {
        var positions = new GridPosition?[places.Length];
        foreach (IGrouping<char, int> group in Enumerable.Range(0, places.Length).GroupBy(i => letters[i] ?? '-'))
        {
            List<int> rest = [.. group.OrderBy(i => places[i].Y0).ThenBy(i => places[i].X0)];
            if (rest.Count < 2) continue;
            for (int row = 1; rest.Count > 0; row++)
            {
                PointRect first = places[rest[0]];
                List<int> level = [.. rest.Where(i => places[i].CentreY < first.Y1 && places[i].Y0 < first.CentreY).OrderBy(i => places[i].X0)];
                if (level.Count == 0) level.Add(rest[0]);
                for (int column = 0; column < level.Count; column++) positions[level[column]] = new GridPosition(row, column + 1);
                rest.RemoveAll(level.Contains);
            }
        }
        return positions;
    }

    /// <summary>Letters the caption speaks of, upper case.</summary>
    private static IReadOnlyCollection<char> ExpectedLetters(FigureCaption? caption) =>
        caption is null ? [] : [.. caption.Letters.Select(char.ToUpperInvariant).Distinct()];

    public void Dispose()
    {
        foreach (LineReader reader in _readers) reader.Dispose();
        _readers.Clear();
    }
}
