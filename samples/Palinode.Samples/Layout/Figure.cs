using Palinode.Engine.Imaging;
using Palinode.Evidence;
using Palinode.Samples.Drawing;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Layout;

/// <summary>How a figure arrives in the file.</summary>
internal enum FigureForm
{
    /// <summary>Pictures at their own resolution; letters, labels and charts as text and vectors of the page.</summary>
    SeparatePictures,

    /// <summary>Everything flattened into one JPEG.</summary>
    CompoundJpeg,
}

/// <summary>
/// A figure in the making: panels are added with their places in points from the figure's top-left corner. Nothing is drawn before
/// the article is set, so that plants can still change the pictures.
/// </summary>
internal sealed class Figure(Atlas atlas, string article, string document, int number, double width, double height, FigureForm form)
{
    /// <summary>Resolution of compound figures, and of pictures that are drawn for them: 200 dots an inch.</summary>
    public const double CompoundScale = 200 / 72.0;

    private const int CompoundQuality = 88;
    private readonly List<Action<Surface>> _drawing = [];
    private readonly List<(Slot Slot, Frame Frame)> _pictures = [];

    public int Number { get; } = number;
    public double Width { get; } = width;
    public double Height { get; } = height;

    /// <summary>Without the "Figure 3." in front.</summary>
    public required string Caption { get; init; }

    /// <summary>JPEG quality of separate pictures; 0 keeps them lossless.</summary>
    public int Quality { get; init; } = 86;

    /// <summary>Pixels in a point of separate pictures; real articles have anything from 1.5 to 4.</summary>
    public double PixelsPerPoint { get; init; } = 2.6;

    /// <summary>Upper or lower case panel letters.</summary>
    public bool LowerCase { get; init; }

    private double Scale => form == FigureForm.CompoundJpeg ? CompoundScale : PixelsPerPoint;

    /// <summary>Adds vectors and texts.</summary>
    public void Draw(Action<Surface> drawing) => _drawing.Add(drawing);

    public void Letter(string letter, double x, double y) =>
        Draw(s => s.Text(LowerCase ? letter.ToLowerInvariant() : letter, x, y + 10, 12, Face.SansBold, Ink.Black));

    /// <summary>Adds one micrograph.</summary>
    /// <param name="panel">Letter.</param>
    /// <param name="name">What tells it from other pictures of the panel; null where there is one only.</param>
    /// <param name="frame">Points.</param>
    /// <param name="paint">Draws it at a width and height in pixels, from dice of its own.</param>
    /// <param name="scaleBar">Length in points of a scale bar drawn over its lower right corner; 0 for none.</param>
    /// <param name="bar">Colour of the scale bar.</param>
    public Slot Micrograph(string panel, string? name, Frame frame, Func<Dice, int, int, Raster> paint, double scaleBar = 0, Ink bar = default)
    {
        string address = $"{article}:{Number}{panel}{(name is null ? "" : "/" + name)}";
        frame = Snap(frame);
        (int w, int h) = ((int)Math.Round(frame.Width * Scale), (int)Math.Round(frame.Height * Scale));
        Slot slot = Place(address, panel, null, [], frame, paint(Dice.For(address), w, h));
        if (scaleBar > 0) Draw(s => s.Box(new Frame(frame.Right - 5 - scaleBar, frame.Bottom - 6, scaleBar, 1.6), bar));
        return slot;
    }

    /// <summary>Adds a blot: strips below each other, protein names at the left, weights at the right, conditions above.</summary>
    /// <param name="panel">Letter.</param>
    /// <param name="x">Left end of the strips.</param>
    /// <param name="y">Top of the condition names.</param>
    /// <param name="laneWidth">Points.</param>
    /// <param name="stripHeight">Points.</param>
    /// <param name="lanes">Conditions.</param>
    /// <param name="rows">From the top.</param>
    public void Blot(string panel, double x, double y, double laneWidth, double stripHeight, IReadOnlyList<string> lanes, params BlotRow[] rows)
    {
        for (int i = 0; i < lanes.Count; i++)
        {
            double centre = x + (i + 0.5) * laneWidth;
            string label = lanes[i];
            // Long names stand at an angle, as they do in print.
            bool slanted = lanes.Any(l => l.Length * 3.6 > laneWidth);
            Draw(s => s.Text(label, slanted ? centre - 4 : centre, y + (slanted ? 26 : 8), 7, Face.Sans, Ink.Black, slanted ? Anchor.Left : Anchor.Middle, slanted ? 40 : 0));
        }
        double top = y + (lanes.Any(l => l.Length * 3.6 > laneWidth) ? 29 : 11);
        foreach (BlotRow row in rows)
        {
            Frame frame = Snap(new Frame(x, top, laneWidth * lanes.Count, stripHeight));
            string address = $"{article}:{Number}{panel}/{row.Protein}";
            Raster strip = BlotPainter.Strip(Dice.For(address), (int)Math.Round(frame.Width * Scale), (int)Math.Round(frame.Height * Scale), row.Lanes, row.Style);
            Place(address, panel, row.Protein, lanes, frame, strip);
            Draw(s =>
            {
                s.Outline(frame, 0.5, Ink.Black);
                s.Text(row.Protein, frame.X - 4, frame.Y + frame.Height / 2 + 2.6, 7.5, Face.Sans, Ink.Black, Anchor.Right);
                s.Text(row.Weight, frame.Right + 4, frame.Y + frame.Height / 2 + 2.4, 6.5, Face.Sans, Ink.Black);
            });
            top += stripHeight + 4;
        }
    }

    /// <summary>Draws the figure on a page and notes where its pictures came to stand.</summary>
    public void Render(PdfDocument pdf, PdfPage page, int pageNumber, double left, double top)
    {
        page.Origin(left, top);
        if (form == FigureForm.CompoundJpeg)
        {
            RasterSurface raster = new(new FontSet(), Width, Height, CompoundScale);
            DrawOn(raster);
            Raster flat = raster.ToRaster();
            page.Picture(flat, new Frame(0, 0, flat.Width / CompoundScale, flat.Height / CompoundScale), CompoundQuality);
        }
        else
        {
            DrawOn(page);
        }
        foreach ((Slot slot, Frame f) in _pictures)
        {
            slot.Page = pageNumber;
            slot.Box = new Box((left + f.X) / pdf.PageWidth, (top + f.Y) / pdf.PageHeight, (left + f.Right) / pdf.PageWidth, (top + f.Bottom) / pdf.PageHeight);
        }
        page.Origin(0, 0);
    }

    private void DrawOn(Surface surface)
    {
        foreach ((Slot slot, Frame frame) in _pictures) surface.Picture(slot.Pixels, frame, Quality);
        foreach (Action<Surface> step in _drawing) step(surface);
    }

    private Slot Place(string address, string panel, string? row, IReadOnlyList<string> lanes, Frame frame, Raster pixels)
    {
        Slot slot = atlas.Add(address, new Slot
        {
            Document = document, Figure = $"{Number}", Panel = panel, Row = row, Lanes = lanes, Pixels = pixels, Size = (frame.Width, frame.Height),
        });
        _pictures.Add((slot, frame));
        return slot;
    }

    /// <summary>In a compound picture panels begin at whole pixels, so the truth must too.</summary>
    private Frame Snap(Frame f)
    {
        if (form != FigureForm.CompoundJpeg) return f;
        static double Whole(double v) => Math.Round(v * CompoundScale) / CompoundScale;
        return new Frame(Whole(f.X), Whole(f.Y), Whole(f.Right) - Whole(f.X), Whole(f.Bottom) - Whole(f.Y));
    }
}

/// <summary>A strip to be drawn.</summary>
/// <param name="Protein">Its name at the left.</param>
/// <param name="Weight">At the right, "80 kDa".</param>
/// <param name="Lanes">Strength of each band, 0 for none, 1 for strong.</param>
internal sealed record BlotRow(string Protein, string Weight, params double[] Lanes)
{
    public BlotStyle Style { get; init; } = new();
}
