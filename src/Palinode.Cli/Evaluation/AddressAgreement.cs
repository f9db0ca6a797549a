using System.Globalization;
using System.Text;
using System.Text.Json;
using Palinode.Evidence;

namespace Palinode.Cli.Evaluation;

/// <summary>Counts of one kind of figure: of each thing, how many there are and how many were read rightly.</summary>
internal sealed class AddressCounts
{
    /// <summary>Pictures, strips, dot plots and charts of the truth, and those found with IoU ≥ 0.7.</summary>
    public int Panels { get; set; }
    public int PanelsFound { get; set; }

    /// <summary>Panels read, and those that are one of the truth's.</summary>
    public int Read { get; set; }
    public int ReadRight { get; set; }

    /// <summary>Lettered parts, those whose pictures all have its letter, and those whose box agrees with IoU ≥ 0.7.</summary>
    public int Letters { get; set; }
    public int LettersRight { get; set; }
    public int PartsFound { get; set; }
    public int Rows { get; set; }
    public int RowsRight { get; set; }
    public int Lanes { get; set; }
    public int LanesRight { get; set; }

    public void Add(AddressCounts o)
    {
        Panels += o.Panels; PanelsFound += o.PanelsFound; Read += o.Read; ReadRight += o.ReadRight; Letters += o.Letters; LettersRight += o.LettersRight;
        PartsFound += o.PartsFound; Rows += o.Rows; RowsRight += o.RowsRight; Lanes += o.Lanes; LanesRight += o.LanesRight;
    }
}

/// <summary>
/// Compares what was read of documents with a layout.json that says what is printed: panels by box, letters, rows and lanes by exact text. A figure
/// that was not found, or not under its number, counts with everything in it as missed.
/// </summary>
internal static class AddressAgreement
{
    private const double SameBox = 0.7;

    /// <param name="layout">The document's part of layout.json.</param>
    /// <param name="read">What was read of the document.</param>
    /// <param name="byKind">Counts by "style, dpi"; added to.</param>
    /// <param name="misses">Receives one line for each wrong reading.</param>
    /// <param name="row">Name under which all figures of the layout are counted; null for their style and resolution.</param>
    public static void Compare(JsonElement layout, FiguresFile read, SortedDictionary<string, AddressCounts> byKind, ICollection<string> misses, string? row = null)
    {
        foreach (JsonElement figure in layout.GetProperty("figures").EnumerateArray())
        {
            string style = Text(figure, "style") ?? "", kind = row ?? $"{style}, {(figure.TryGetProperty("dpi", out JsonElement dpi) ? dpi.GetInt32() : 0):000} dpi", number = Text(figure, "number") ?? "";
            if (!byKind.TryGetValue(kind, out AddressCounts? counts)) byKind[kind] = counts = new AddressCounts();
            int page = figure.TryGetProperty("page", out JsonElement p) ? p.GetInt32() : 0;
            Box place = BoxOf(figure);
            // By place: whether the number was read is counted elsewhere.
            ReadFigure? found = read.Figures.Where(f => (f.Page ?? 0) == page && f.Box.Intersect(place).Area > 0.5 * Math.Min(f.Box.Area, place.Area)).MaxBy(f => f.Box.OverlapWith(place));
            Compare(figure, found, counts, line => misses.Add($"{read.Input.Document} figure {number} ({kind}): {line}"));
        }
    }

    private static void Compare(JsonElement figure, ReadFigure? found, AddressCounts counts, Action<string> miss)
    {
        List<ReadPanel> panels = [.. found?.Panels ?? []];
        HashSet<ReadPanel> matched = new(ReferenceEqualityComparer.Instance);
        counts.Read += panels.Count;
        foreach (JsonElement part in figure.GetProperty("panels").EnumerateArray())
        {
            string letter = Text(part, "letter") ?? "";
            Box partBox = BoxOf(part);
            List<JsonElement> pictures = [.. part.GetProperty("pictures").EnumerateArray()];
            List<Box> boxes = pictures.Count == 0 ? [partBox] : [.. pictures.Select(BoxOf)];
            bool all = true;
            bool lanesCounted = false;
            string[] lanes = part.TryGetProperty("lanes", out JsonElement l) ? [.. l.EnumerateArray().Select(e => e.GetString()!)] : [];
            for (int i = 0; i < boxes.Count; i++)
            {
                ReadPanel? panel = panels.MaxBy(q => q.Box.OverlapWith(boxes[i]));
                // A chart's box in the truth has room for words on all sides; the drawing itself fills half of it or more.
                bool isChart = pictures.Count == 0 || Text(pictures[i], "kind") == "chart";
                bool same = panel is not null && (panel.Box.OverlapWith(boxes[i]) >= SameBox || isChart && Inside(panel.Box, boxes[i]) && panel.Box.OverlapWith(boxes[i]) >= 0.5);
                counts.Panels++;
                if (same) { counts.PanelsFound++; matched.Add(panel!); } else { miss($"panel {letter} {i + 1} not found"); panel = null; }
                if (panel?.Letter != letter) { if (all) miss($"letter {letter} read as {panel?.Letter ?? "nothing"}"); all = false; }
                if (pictures.Count == 0) continue;
                if (Text(pictures[i], "row") is { } row)
                {
                    counts.Rows++;
                    if (panel?.Row?.Text == row) counts.RowsRight++;
                    else miss($"row {row} of {letter} read as {panel?.Row?.Text ?? "nothing"}");
                    if (lanes.Length > 0 && !lanesCounted && panel is not null)
                    {
                        lanesCounted = true;
                        counts.Lanes += lanes.Length;
                        string?[] names = [.. panel.Lanes.Select(n => n.Name?.Text)];
                        int right = names.Length == lanes.Length ? lanes.Where((name, k) => names[k] == name).Count() : 0;
                        counts.LanesRight += right;
                        if (right < lanes.Length) miss($"lanes {string.Join(" | ", lanes)} of {letter} read as {string.Join(" | ", names.Select(n => n ?? "–"))}");
                    }
                }
            }
            if (lanes.Length > 0 && !lanesCounted) counts.Lanes += lanes.Length;
            counts.Letters++;
            if (all) counts.LettersRight++;
            ReadPart? readPart = found?.Parts.FirstOrDefault(q => q.Letter == letter);
            if (readPart is not null && readPart.Box.OverlapWith(partBox) >= SameBox) counts.PartsFound++;
        }
        counts.ReadRight += matched.Count;
        foreach (ReadPanel extra in panels.Where(q => !matched.Contains(q))) miss($"panel of class {extra.Class} too many at {extra.Box.X0:0.000},{extra.Box.Y0:0.000},{extra.Box.X1:0.000},{extra.Box.Y1:0.000}");
    }

    public static string Markdown(string set, SortedDictionary<string, AddressCounts> byKind, double seconds, int documents, string machine, string version)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Addresses read from {set}\n\nPalinode {version} on {machine}. {documents} documents, {seconds / Math.Max(1, documents):0.0} s each for reading, splitting and labels.\n\n");
        text.Append("Panels are pictures, strips and charts with IoU ≥ 0.7 (charts: inside the truth's box, which leaves room for words, and IoU ≥ 0.5). A letter is right when every picture of its part has it. Rows and lanes are right when their text is exactly what is printed; a strip that was not found counts as wrong.\n\n");
        text.Append("| figures | panels | recall | precision | letters | right | part boxes | rows | exact | lanes | exact |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        var total = new AddressCounts();
        foreach ((string kind, AddressCounts c) in byKind) { Row(kind, c); total.Add(c); }
        Row("**all**", total);
        return text.ToString();

        void Row(string kind, AddressCounts c) => text.Append(CultureInfo.InvariantCulture,
            $"| {kind} | {c.Panels} | {Share(c.PanelsFound, c.Panels)} | {Share(c.ReadRight, c.Read)} | {c.Letters} | {Share(c.LettersRight, c.Letters)} | {Share(c.PartsFound, c.Letters)} | {c.Rows} | {Share(c.RowsRight, c.Rows)} | {c.Lanes} | {Share(c.LanesRight, c.Lanes)} |\n");
    }

    private static string Share(int right, int all) => all == 0 ? "–" : ((double)right / all).ToString("0.000", CultureInfo.InvariantCulture);

    private static bool Inside(Box inner, Box outer) => inner.Intersect(outer).Area > 0.9 * inner.Area;

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out JsonElement v) ? v.ValueKind == JsonValueKind.String ? v.GetString() : v.ToString() : null;

    private static Box BoxOf(JsonElement e)
    {
        double[] v = [.. e.GetProperty("box").EnumerateArray().Select(x => x.GetDouble())];
        return new Box(v[0], v[1], v[2], v[3]);
    }
}
