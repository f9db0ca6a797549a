using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Panels;

/// <summary>A picture, strip, dot plot or chart that a composed figure is known to hold.</summary>
/// <param name="Kind">"micro", "strip", "facs" or "chart".</param>
/// <param name="Box">In page fractions.</param>
/// <param name="Letter">The upper-case letter of its panel.</param>
internal sealed record KnownPicture(string Kind, Box Box, string Letter);

/// <summary>A composed figure with what it is known to hold.</summary>
internal sealed record KnownFigure(string Name, string Style, int Dpi, SourceFigure Figure, ImmutableArray<KnownPicture> Pictures);

/// <summary>
/// Reads composed evaluation papers without the ingest stage: poppler hands out the embedded pictures in drawing order, and
/// layout.json says which figure each belongs to. What is tested is therefore the splitting alone.
/// </summary>
internal static class SyntheticFigures
{
    // Each page of a composed paper begins with the journal's logo of this size.
    private const int LogoWidth = 150, LogoHeight = 44;

    public static IEnumerable<KnownFigure> Read(string caseFolder)
    {
        using JsonDocument layout = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(caseFolder, "layout.json")));
        foreach (JsonProperty document in layout.RootElement.EnumerateObject())
        {
            string pdf = Path.Combine(caseFolder, document.Name);
            ILookup<int, Raster> pictures = EmbeddedPictures(pdf).ToLookup(p => p.Page, p => p.Raster);
            ILookup<int, PlacedText> words = Words(pdf).ToLookup(w => w.Page, w => w.Text);
            foreach (IGrouping<int, JsonElement> page in document.Value.GetProperty("figures").EnumerateArray().GroupBy(f => f.GetProperty("page").GetInt32()))
            {
                Queue<Raster> queue = new(pictures[page.Key].Where(r => r.Width != LogoWidth || r.Height != LogoHeight));
                foreach (JsonElement figure in page)
                {
                    KnownFigure? known = Join(figure, queue, words[page.Key], $"{Path.GetFileName(caseFolder)}/{document.Name}");
                    if (known is not null) yield return known;
                }
            }
        }
    }

    private static KnownFigure? Join(JsonElement figure, Queue<Raster> pictures, IEnumerable<PlacedText> words, string paper)
    {
        string style = figure.GetProperty("style").GetString()!;
        Box box = ReadBox(figure.GetProperty("box"));
        List<KnownPicture> known = [];
        List<Graphic> graphics = [];
        if (style != "vector") graphics.Add(new Graphic { Pixels = pictures.Dequeue(), Box = box, Origin = GraphicOrigin.Embedded });
        foreach (JsonElement panel in figure.GetProperty("panels").EnumerateArray())
        {
            string kind = panel.GetProperty("kind").GetString()!, letter = panel.GetProperty("letter").GetString()!;
            if (kind == "chart" && style != "vector") known.Add(new KnownPicture("chart", ReadBox(panel.GetProperty("box")), letter));
            foreach (JsonElement picture in panel.GetProperty("pictures").EnumerateArray())
            {
                Box at = ReadBox(picture.GetProperty("box"));
                known.Add(new KnownPicture(picture.GetProperty("kind").GetString()!, at, letter));
                if (style == "vector") graphics.Add(new Graphic { Pixels = pictures.Dequeue(), Box = at, Origin = GraphicOrigin.Embedded });
            }
        }
        if (graphics.Count == 0) return null;
        string number = figure.GetProperty("number").GetString()!;
        SourceFigure source = new()
        {
            Number = number,
            Page = figure.GetProperty("page").GetInt32(),
            Box = box,
            Graphics = [.. graphics],
            Text = [.. words.Where(w => w.Box.Intersect(box).Area > 0)],
        };
        return new KnownFigure($"{paper}#{number}", style, figure.GetProperty("dpi").GetInt32(), source, [.. known]);
    }

    private static Box ReadBox(JsonElement e) => new(e[0].GetDouble(), e[1].GetDouble(), e[2].GetDouble(), e[3].GetDouble());

    public static List<(int Page, Raster Raster)> EmbeddedPictures(string pdf)
    {
        string folder = Directory.CreateTempSubdirectory("palinode-figures-").FullName;
        try
        {
            Run("pdfimages", pdf, Path.Combine(folder, "i"));
            List<(int, Raster)> found = [];
            foreach (string line in Run("pdfimages", "-list", pdf).Split('\n').Skip(2))
            {
                string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (cells.Length < 3 || cells[2] != "image") continue;
                string stem = Path.Combine(folder, $"i-{int.Parse(cells[1], CultureInfo.InvariantCulture):000}");
                string? file = new[] { ".ppm", ".pgm" }.Select(e => stem + e).FirstOrDefault(File.Exists);
                if (file is not null) found.Add((int.Parse(cells[0], CultureInfo.InvariantCulture), ReadNetpbm(File.ReadAllBytes(file))));
            }
            return found;
        }
        finally { Directory.Delete(folder, true); }
    }

    private static List<(int Page, PlacedText Text)> Words(string pdf)
    {
        List<(int, PlacedText)> words = [];
        int page = 0;
        double width = 1, height = 1;
        foreach (string line in Run("pdftotext", "-bbox", pdf, "-").Split('\n'))
        {
            string l = line.Trim();
            if (l.StartsWith("<page ", StringComparison.Ordinal)) (page, width, height) = (page + 1, Attribute(l, "width"), Attribute(l, "height"));
            if (!l.StartsWith("<word ", StringComparison.Ordinal)) continue;
            string text = System.Net.WebUtility.HtmlDecode(l[(l.IndexOf('>') + 1)..l.LastIndexOf('<')]);
            words.Add((page, new PlacedText(text, new Box(Attribute(l, "xMin") / width, Attribute(l, "yMin") / height, Attribute(l, "xMax") / width, Attribute(l, "yMax") / height))));
        }
        return words;
    }

    private static double Attribute(string tag, string name)
    {
        int at = tag.IndexOf(name + "=\"", StringComparison.Ordinal) + name.Length + 2;
        return double.Parse(tag.AsSpan(at, tag.IndexOf('"', at) - at), CultureInfo.InvariantCulture);
    }

    private static Raster ReadNetpbm(byte[] file)
    {
        int at = 0;
        string Token()
        {
            while (file[at] <= ' ') at++;
            int start = at;
            while (file[at] > ' ') at++;
            return Encoding.ASCII.GetString(file, start, at - start);
        }
        int channels = Token() == "P6" ? 3 : 1, width = int.Parse(Token(), CultureInfo.InvariantCulture), height = int.Parse(Token(), CultureInfo.InvariantCulture);
        Token();
        return new Raster(width, height, channels, file[(at + 1)..(at + 1 + width * height * channels)]);
    }

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return output;
    }
}
