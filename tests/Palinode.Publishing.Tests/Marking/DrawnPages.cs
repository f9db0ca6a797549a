using System.Globalization;
using System.Text;

namespace Palinode.Publishing.Tests.Marking;

/// <summary>One page of a drawn PDF.</summary>
/// <param name="MediaBox">Left, bottom, right, top.</param>
internal sealed record DrawnPage(double[] MediaBox)
{
    /// <summary>Absent where null.</summary>
    public double[]? CropBox { get; init; }

    /// <summary>Absent where null.</summary>
    public int? Rotate { get; init; }

    /// <summary>Operators; they may leave the graphics state in disorder.</summary>
    public string Content { get; init; } = "";

    /// <summary>Further entries of the page's dictionary.</summary>
    public string Entries { get; init; } = "";
}

/// <summary>Writes small PDFs by hand: one font (/F), the objects a test wants, and pages.</summary>
internal static class DrawnPages
{
    public static DrawnPage A4(string content = "") => new([0, 0, 595, 842]) { Content = content };

    public static string Text(string text, double x = 72, double y = 400) => string.Create(CultureInfo.InvariantCulture, $"BT /F 12 Tf {x} {y} Td ({text}) Tj ET\n");

    /// <param name="pages">In order.</param>
    /// <param name="catalog">Further entries of the catalog.</param>
    /// <param name="tree">Further entries of the page tree's root, which pages inherit.</param>
    /// <param name="information">Entries of the document information; no such dictionary where null.</param>
    /// <param name="more">Objects from 100 on, for the entries to refer to.</param>
    /// <param name="sharedResources">Whether all pages inherit one resource dictionary instead of having their own.</param>
    public static byte[] Write(IReadOnlyList<DrawnPage> pages, string catalog = "", string tree = "", string? information = null, IReadOnlyList<string>? more = null, bool sharedResources = false)
    {
        const int firstPage = 1000, firstOther = 100;
        const string resources = "/Resources <</Font <</F 3 0 R>>>>";
        var objects = new SortedDictionary<int, string>
        {
            [1] = $"<</Type /Catalog /Pages 2 0 R {catalog}>>",
            [2] = $"<</Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', Enumerable.Range(0, pages.Count).Select(i => $"{firstPage + (2 * i)} 0 R"))}] {tree} {(sharedResources ? resources : "")}>>",
            [3] = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        };
        if (information is not null) objects[4] = $"<<{information}>>";
        for (int i = 0; i < (more?.Count ?? 0); i++) objects[firstOther + i] = more![i];
        for (int i = 0; i < pages.Count; i++)
        {
            DrawnPage page = pages[i];
            string crop = page.CropBox is null ? "" : $"/CropBox {Box(page.CropBox)}", rotate = page.Rotate is { } turned ? $"/Rotate {turned}" : "";
            objects[firstPage + (2 * i)] = $"<</Type /Page /Parent 2 0 R /MediaBox {Box(page.MediaBox)} {crop} {rotate} {(sharedResources || page.Entries.Contains("/Resources", StringComparison.Ordinal) ? "" : resources)} /Contents {firstPage + (2 * i) + 1} 0 R {page.Entries}>>";
            objects[firstPage + (2 * i) + 1] = $"<</Length {page.Content.Length}>>\nstream\n{page.Content}\nendstream";
        }
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
        foreach ((int number, string content) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n");
        }
        int start = file.Length;
        file.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Keys.Max() + 1} /Root 1 0 R{(information is null ? "" : " /Info 4 0 R")}>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Box(double[] box) => $"[{string.Join(' ', box.Select(v => v.ToString("0.##", CultureInfo.InvariantCulture)))}]";
}
