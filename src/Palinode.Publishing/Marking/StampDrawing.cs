using System.Globalization;
using System.Text;

namespace Palinode.Publishing.Marking;

/// <summary>
/// The drawing of a mark for pages of one geometry, in displayed coordinates: the label along the rising diagonal, and a line at the upper
/// edge with the date and the address of the notice.
/// </summary>
internal sealed class StampDrawing
{
    /// <summary>Between two lines of a label, in heights of a capital.</summary>
    private const double LineGap = .55;

    /// <summary>Room around the line of text inside its white ground, as a fraction of the letters' size.</summary>
    private const double Padding = .35;

    private readonly PageGeometry _page;
    private readonly MarkRequest _request;
    private readonly MarkOptions _options;

    public StampDrawing(PageGeometry page, MarkRequest request, MarkOptions options)
    {
        (_page, _request, _options) = (page, request, options);
        double ems = Helvetica.Width(request.LineBeforeAddress + request.NoticeAddress);
        double size = Math.Min(Math.Min(options.LineSize, .96 * page.Width / (ems + (2 * Padding))), page.Height / 6);
        double distance = Math.Min(options.LineDistance, page.Height / 20);
        double width = ems * size, left = (page.Width - width) / 2;
        double top = page.Height - distance, bottom = top - (size * (.95 + (2 * Padding) - .3));
        Line = (left - (Padding * size), bottom, left + width + (Padding * size), top, left, top - (size * (.72 + Padding)), size);
    }

    /// <summary>The white ground of the line and its link, where its text begins, and the size of its letters.</summary>
    public (double Left, double Bottom, double Right, double Top, double TextLeft, double Baseline, double Size) Line { get; }

    /// <summary>Operators of the drawing. It uses the graphics states /E (edge), /L (letters) and /G (ground), and the font /F.</summary>
    public string Operators()
    {
        var drawing = new StringBuilder();
        double angle = Math.Atan2(_page.Height, _page.Width), cos = Math.Cos(angle), sin = Math.Sin(angle);
        (string[] lines, double size) = Arrangement(cos, sin);
        double height = Height(lines.Length), pen = _options.LineWidth;
        var path = new StringBuilder();
        for (int i = 0; i < lines.Length; i++)
        {
            double y = (height / 2) - (pen / 2) - 1 - (i * (1 + LineGap));
            path.Append(LetterForms.Path(lines[i], -LetterForms.Width(lines[i]) * size / 2, y * size, size));
        }
        // An artifact is no part of the article's own structure: readers by ear are told by the link's description.
        drawing.Append(CultureInfo.InvariantCulture, $"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq {cos:0.#####} {sin:0.#####} {-sin:0.#####} {cos:0.#####} {_page.Width / 2:0.##} {_page.Height / 2:0.##} cm 1 J 1 j\n");
        drawing.Append(CultureInfo.InvariantCulture, $"/E gs 1 1 1 RG {pen * 1.35 * size:0.##} w\n{path}S\n/L gs .8 .07 .07 RG {pen * size:0.##} w\n{path}S\nQ\n");
        (double left, double bottom, double right, double top, double textLeft, double baseline, double points) = Line;
        string before = _request.LineBeforeAddress, address = _request.NoticeAddress;
        double underline = textLeft + (Helvetica.Width(before) * points);
        drawing.Append(CultureInfo.InvariantCulture, $"q /G gs 1 g {left:0.##} {bottom:0.##} {right - left:0.##} {top - bottom:0.##} re f Q\n");
        drawing.Append(CultureInfo.InvariantCulture, $"q .6 .05 .05 rg BT /F {points:0.##} Tf {textLeft:0.##} {baseline:0.##} Td {Literal(before + address)} Tj ET\n");
        drawing.Append(CultureInfo.InvariantCulture, $"{underline:0.##} {baseline - (.16 * points):0.##} {Helvetica.Width(address) * points:0.##} {.06 * points:0.##} re f Q\nEMC\n");
        return drawing.ToString();
    }

    /// <summary>One line or two, whichever gives larger letters, and their height in points.</summary>
    private (string[] Lines, double Size) Arrangement(double cos, double sin)
    {
        string label = _request.Label.InWords();
        IEnumerable<string[]> ways = Enumerable.Range(0, label.Length).Where(i => label[i] == ' ').Select(i => (string[])[label[..i], label[(i + 1)..]]).Prepend([label]);
        return ways.Select(lines => (lines, Size(lines, cos, sin))).MaxBy(way => way.Item2);
    }

    private double Size(string[] lines, double cos, double sin)
    {
        double width = lines.Max(LetterForms.Width) + _options.LineWidth, height = Height(lines.Length);
        return _options.Fill * Math.Min(_page.Width / ((width * cos) + (height * sin)), _page.Height / ((width * sin) + (height * cos)));
    }

    private double Height(int lines) => lines + ((lines - 1) * LineGap) + _options.LineWidth;

    private static string Literal(string text) => $"({text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})";
}
