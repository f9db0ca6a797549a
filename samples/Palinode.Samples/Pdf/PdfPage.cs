using System.Globalization;
using System.Text;
using Palinode.Engine.Imaging;

namespace Palinode.Samples.Pdf;

/// <summary>One page; what is drawn becomes PDF operators at once.</summary>
internal sealed class PdfPage(PdfDocument document) : Surface(document.Fonts)
{
    private readonly StringBuilder _content = new();
    private double _left, _top;

    internal string Content => _content.ToString();

    /// <summary>Moves the origin of everything drawn from now on, in points from the page's top-left corner.</summary>
    public void Origin(double left, double top) => (_left, _top) = (left, top);

    public override void Polygon(IReadOnlyList<(double X, double Y)> points, Ink fill)
    {
        Op($"{fill.R:0.###} {fill.G:0.###} {fill.B:0.###} rg");
        for (int i = 0; i < points.Count; i++) Op($"{X(points[i].X):0.##} {Y(points[i].Y):0.##} {(i == 0 ? "m" : "l")}");
        Op($"f");
    }

    public override void Line(double x0, double y0, double x1, double y1, double width, Ink ink) =>
        Op($"{ink.R:0.###} {ink.G:0.###} {ink.B:0.###} RG {width:0.##} w {X(x0):0.##} {Y(y0):0.##} m {X(x1):0.##} {Y(y1):0.##} l S");

    public override void Text(string text, double x, double y, double size, Face face, Ink ink, Anchor anchor = Anchor.Left, double upwards = 0)
    {
        double c = Math.Cos(upwards * Math.PI / 180), s = Math.Sin(upwards * Math.PI / 180), shift = Shift(text, size, face, anchor);
        Op($"BT {ink.R:0.###} {ink.G:0.###} {ink.B:0.###} rg /{face} {size:0.##} Tf {c:0.####} {s:0.####} {-s:0.####} {c:0.####} {X(x) + shift * c:0.##} {Y(y) + shift * s:0.##} Tm <{Codes(text, face)}> Tj ET");
    }

    /// <summary>A line of words set to a width: the spaces take what is over.</summary>
    /// <param name="words">At least one.</param>
    /// <param name="x">Left end.</param>
    /// <param name="y">Base line.</param>
    /// <param name="size">Points.</param>
    /// <param name="width">Wanted width; null leaves the spaces as they are.</param>
    public void Words(IReadOnlyList<(string Text, Face Face)> words, double x, double y, double size, double? width)
    {
        double natural = words.Sum(w => Fonts[w.Face].Measure(w.Text, size)) + words.Take(words.Count - 1).Sum(w => Fonts[w.Face].Measure(" ", size));
        double extra = width is { } wanted && words.Count > 1 ? (wanted - natural) / (words.Count - 1) : 0;
        Op($"BT 0 0 0 rg {X(x):0.##} {Y(y):0.##} Td");
        for (int i = 0; i < words.Count; i++)
        {
            Face face = words[i].Face;
            string space = i + 1 < words.Count ? string.Create(CultureInfo.InvariantCulture, $"<{Codes(" ", face)}> {-1000 * extra / size:0.#}") : "";
            Op($"/{face} {size:0.##} Tf [<{Codes(words[i].Text, face)}> {space}] TJ");
        }
        Op($"ET");
    }

    public override void Picture(Raster picture, Frame frame, int quality)
    {
        int number = document.Store(picture, quality);
        Op($"q {frame.Width:0.###} 0 0 {frame.Height:0.###} {X(frame.X):0.###} {Y(frame.Bottom):0.###} cm /P{number} Do Q");
    }

    private string Codes(string text, Face face) => string.Concat(text.Select(c => Fonts[face].Use(c).ToString("X4", CultureInfo.InvariantCulture)));
    private double X(double x) => _left + x;
    private double Y(double y) => document.PageHeight - _top - y;
    private void Op(FormattableString text) => _content.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
