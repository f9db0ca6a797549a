using System.Globalization;
using Palinode.Samples.Drawing;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Layout;

/// <summary>Sets an article in two columns: a title block, one figure a page at its top or foot, text around them until both have ended.</summary>
internal sealed class Typesetter
{
    private const double CaptionSize = 8, CaptionLeading = 9.6;
    private readonly Article _article;
    private readonly JournalStyle _style;
    private readonly PdfDocument _pdf;
    private readonly Queue<Figure> _pending;
    private readonly Queue<(double X, double Top, double Bottom)> _columns = [];
    private PdfPage _page;
    private double _x, _y, _bottom;

    private Typesetter(Article article)
    {
        (_article, _style) = (article, article.Style);
        _pdf = new PdfDocument(_style.PageWidth, _style.PageHeight, article.Title);
        _pending = new Queue<Figure>(article.Figures);
        _page = _pdf.AddPage();
    }

    /// <summary>The article's PDF; the slots of its figures know their pages and boxes afterwards.</summary>
    public static byte[] Set(Article article)
    {
        Typesetter setter = new(article);
        setter.TitlePage();
        setter.Body();
        while (setter._pending.Count > 0) setter.NextPage();
        return setter._pdf.ToBytes();
    }

    private void TitlePage()
    {
        RunningLines();
        double y = _style.Margin + 6, width = _style.FullWidth, left = _style.Margin;
        if (_style.LogoAndBadge)
        {
            _page.Picture(Emblems.Journal(Dice.For(_article.Key + " logo")), new Frame(left, y, 62, 34), 92);
            _page.Picture(Emblems.Licence(), new Frame(_style.PageWidth - left - 56, y + 8, 56, 20), 0);
            _page.Text(_style.Name, left + 72, y + 22, 17, _style.Italic, new Ink(0.1, 0.25, 0.45));
            y += 48;
        }
        else
        {
            _page.Text(_style.Name, left, y + 10, 15, _style.Italic, Ink.Black);
            _page.Line(left, y + 17, left + width, y + 17, 0.8, Ink.Black);
            y += 34;
        }
        y = Block([.. Words(_article.Title, _style.Bold)], left, y + 16, width, 17, 20.5, justified: false) + 6;
        y = Block([.. Words(_article.Authors, _style.Bold)], left, y, width, 10, 12.5, justified: false) + 2;
        y = Block([.. Words(_article.Institution, _style.Italic)], left, y, width, 8.6, 10.6, justified: false) + 2;
        y = Block([.. Words($"{_article.Dates}. https://doi.org/{_article.Doi}", _style.Body)], left, y, width, 8.6, 10.6, justified: false) + 6;
        Prose prose = NewProse("abstract");
        y = Block([.. Words("Abstract.", _style.Bold), .. Words(prose.Introduction(3) + " " + prose.Result(4) + " " + prose.Closing(2), _style.Body)], left + 24, y, width - 48, 8.8, 10.8, justified: true) + 14;
        Columns(y, Foot);
    }

    private void Body()
    {
        Prose prose = NewProse("body");
        int figures = _article.Figures.Count;
        Heading("Introduction");
        Paragraph(prose.Introduction(8));
        Paragraph(prose.Introduction(6));
        Heading("Materials and methods");
        foreach (string title in (string[])["Cells and reagents", "Western blotting", "Migration and invasion", "Statistics"])
        {
            Heading(title, _style.Italic);
            Paragraph(prose.Method(8));
        }
        Heading("Results");
        for (int i = 0; i < figures; i++)
        {
            Paragraph(prose.Result(9));
            Paragraph(prose.Result(7));
        }
        Heading("Discussion");
        for (int i = 0; i < 4; i++) Paragraph(prose.Closing(8));
        Heading("Data availability");
        Paragraph("This article was drawn by a program as a sample for software that compares pictures. Its people, places, journals, numbers and images are invented.");
        Heading("References");
        for (int i = 1; i <= 14; i++) Paragraph(Reference(i), first: $"{i}.");
    }

    private string Reference(int number)
    {
        Dice dice = Dice.For($"{_article.Key} reference {number}");
        string[] names = ["Achterdal", "Brenholt", "Cassavoy", "Dunmerrow", "Eskelund", "Farrowgate", "Grimsvold", "Hollinsby", "Ivenmark", "Jorvath", "Kestrelmann", "Lindqvarn"];
        string[] topics = ["Measurement of", "A short account of", "Time course of", "Variation in", "Methods for"];
        string[] journals = ["Invented Reports in Cell Science", "Imaginary Journal of Tissue Research", "Fictional Letters in Medicine"];
        int page = 100 + dice.Below(800);
        return string.Create(CultureInfo.InvariantCulture, $"{dice.Pick(names)} {"ABCDEFG"[dice.Below(7)]}, {dice.Pick(names)} {"HKLMNPR"[dice.Below(7)]}. {dice.Pick(topics)} {dice.Pick(_article.Vocabulary.Proteins)} in {_article.Vocabulary.Disease}. {dice.Pick(journals)}. {2001 + dice.Below(16)}; {3 + dice.Below(40)}:{page}–{page + 9}. https://doi.org/10.5555/ref.{dice.Below(90000) + 10000}");
    }

    private Prose NewProse(string part) => new(Dice.For($"{_article.Key} {part}"), _article.Vocabulary, _style.Reference, _article.Figures.Count);

    private void Heading(string text, Face? face = null)
    {
        if (_y + 3.5 * _style.Leading > _bottom) NextColumn();
        _y += face is null ? 8 : 3;
        _page.Words([.. Words(text, face ?? _style.Bold)], _x, _y + _style.Leading, _style.TextSize + (face is null ? 1 : 0), null);
        _y += _style.Leading + 3;
    }

    private void Paragraph(string text, string? first = null)
    {
        List<(string Text, Face Face)> words = [.. first is null ? [] : Words(first, _style.Body), .. Words(text, _style.Body)];
        foreach (List<(string, Face)> line in Lines(words, _style.ColumnWidth, _style.TextSize, out int last))
        {
            if (_y + _style.Leading > _bottom) NextColumn();
            _y += _style.Leading;
            _page.Words(line, _x, _y, _style.TextSize, last-- == 1 ? null : _style.ColumnWidth);
        }
        _y += 3;
    }

    private void NextColumn()
    {
        if (_columns.Count == 0) NextPage();
        (_x, _y, _bottom) = _columns.Dequeue();
    }

    private double Foot => _style.PageHeight - _style.Margin - 8;

    private void NextPage()
    {
        _page = _pdf.AddPage();
        RunningLines();
        double top = _style.Margin + 12, bottom = Foot;
        if (_pending.TryDequeue(out Figure? figure))
        {
            List<(string Text, Face Face)> caption =
                [.. Words(string.Format(CultureInfo.InvariantCulture, _style.CaptionLabel, figure.Number), _style.Bold), .. Words(figure.Caption, _style.Body)];
            Lines(caption, _style.FullWidth, CaptionSize, out int lines);
            double height = figure.Height + 12 + lines * CaptionLeading;
            double left = _style.Margin + (_style.FullWidth - figure.Width) / 2, at = figure.Number % 3 == 0 ? bottom - height : top;
            figure.Render(_pdf, _page, _pdf.Pages, left, at);
            Block(caption, _style.Margin, at + figure.Height + 10, _style.FullWidth, CaptionSize, CaptionLeading, justified: true);
            if (figure.Number % 3 == 0) bottom = at - 14;
            else top = at + height + 14;
        }
        Columns(top, bottom);
    }

    private void Columns(double top, double bottom)
    {
        _columns.Clear();
        _columns.Enqueue((_style.Margin, top, bottom));
        _columns.Enqueue((_style.Margin + _style.ColumnWidth + _style.Gap, top, bottom));
        (_x, _y, _bottom) = _columns.Dequeue();
    }

    private void RunningLines()
    {
        double y = _style.Margin - 12;
        Ink gray = Ink.Gray(0.35);
        _page.Text($"{_style.Name} {_article.Volume}", _style.Margin, y, 7.6, _style.Body, gray);
        _page.Text(_article.Authors.Split(',')[0] + " et al.", _style.PageWidth - _style.Margin, y, 7.6, _style.Body, gray, Anchor.Right);
        double foot = _style.PageHeight - _style.Margin + 18;
        _page.Text($"doi:{_article.Doi}", _style.Margin, foot, 7.6, _style.Body, gray);
        _page.Text("Sample article: everything in it is invented", _style.PageWidth / 2, foot, 7.6, _style.Italic, gray, Anchor.Middle);
        _page.Text($"{_pdf.Pages}", _style.PageWidth - _style.Margin, foot, 8.6, _style.Body, gray, Anchor.Right);
    }

    /// <summary>Sets words at a place of the page and returns where the next block may begin.</summary>
    private double Block(List<(string Text, Face Face)> words, double x, double y, double width, double size, double leading, bool justified)
    {
        foreach (List<(string, Face)> line in Lines(words, width, size, out int last))
        {
            y += leading;
            _page.Words(line, x, y, size, justified && last-- > 1 ? width : null);
        }
        return y;
    }

    private List<List<(string Text, Face Face)>> Lines(List<(string Text, Face Face)> words, double width, double size, out int count)
    {
        List<List<(string, Face)>> lines = [[]];
        double used = 0;
        foreach ((string text, Face face) in words)
        {
            double word = _pdf.Fonts[face].Measure(text, size), space = _pdf.Fonts[face].Measure(" ", size);
            if (lines[^1].Count > 0 && used + space + word > width)
            {
                lines.Add([]);
                used = 0;
            }
            used += (lines[^1].Count > 0 ? space : 0) + word;
            lines[^1].Add((text, face));
        }
        count = lines.Count;
        return lines;
    }

    private static IEnumerable<(string Text, Face Face)> Words(string text, Face face) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => (w, face));
}
