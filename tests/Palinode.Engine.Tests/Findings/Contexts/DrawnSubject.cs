using Palinode.Engine.Findings.Contexts;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Findings.Contexts;

/// <summary>Panels of invented figures, and findings between them with a planted transform.</summary>
internal static class DrawnSubject
{
    public static SourceFigure Figure(string number, string? caption) => new() { Number = number, Page = 1, PageSize = (600, 800), Box = Box.Whole, Caption = caption, Graphics = [] };

    public static ContextPanel Panel(SourceFigure figure, string? letter, Box box, Raster pixels, PanelClass kind = PanelClass.Picture, string? row = null, (int Row, int Column)? at = null, string document = "a.pdf") => new(
        new Panel { Document = document, Page = 1, Figure = figure.Number, Box = box, Class = kind, Pixels = pixels, Overlay = new byte[pixels.Width * pixels.Height] },
        new PanelLabels { Letter = letter, Row = row is null ? null : new Label(row, box, 1, LabelOrigin.Text), Position = at is { } p ? new GridPosition(p.Row, p.Column) : null },
        figure);

    /// <summary>A finding that maps a place of A onto a place of B, upright.</summary>
    public static Finding Finding(ContextPanel a, ContextPanel b, Box? inA = null, Box? inB = null, Unit unit = Unit.Image, Flip flip = Flip.None)
    {
        Box from = inA ?? a.Panel.Box, to = inB ?? b.Panel.Box;
        double sx = to.Width / from.Width, sy = to.Height / from.Height;
        AffineMap map = flip == Flip.Horizontal ? new AffineMap(-sx, 0, to.X1 + sx * from.X0, 0, sy, to.Y0 - sy * from.Y0) : new AffineMap(sx, 0, to.X0 - sx * from.X0, 0, sy, to.Y0 - sy * from.Y0);
        return new Finding
        {
            Id = "F1", Unit = unit, Relation = a.Panel.Document == b.Panel.Document ? Relation.Within : Relation.Across,
            A = new Region { Document = a.Panel.Document, Page = 1, Box = from, Figure = a.Panel.Figure, Panel = a.Labels.Letter },
            B = new Region { Document = b.Panel.Document, Page = 1, Box = to, Figure = b.Panel.Figure, Panel = b.Labels.Letter },
            BFromA = new Transform(map, flip, 0, 1, 1), Significance = 5, Confidence = Confidence.High,
            Evidence = new EvidenceNumbers { Inliers = 20, Trials = 10, Zncc = 0.9, Residual = 1, AreaFraction = 1 },
        };
    }

    public static Finding Described(Finding finding, ContextPanel a, ContextPanel b, params ContextPanel[] others) => new FindingContext(new ContextOptions()).Describe(finding, a, b, [a, b, .. others]);

    /// <summary>Cells on a dark ground.</summary>
    public static byte[] Stain(int seed)
    {
        Raster blobs = PlantedScene.Blobs(120, 120, seed, 60);
        return [.. blobs.Pixels.Select(v => (byte)Math.Clamp((v - 110) * 2, 0, 255))];
    }

    public static Raster Colour(byte[]? red, byte[]? green, byte[]? blue)
    {
        byte[] pixels = new byte[120 * 120 * 3];
        for (int i = 0; i < 120 * 120; i++) (pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) = (red?[i] ?? 0, green?[i] ?? 0, blue?[i] ?? 0);
        return new Raster(120, 120, 3, pixels);
    }

    public static Box Cell(int row, int column) => new(0.1 + 0.22 * column, 0.1 + 0.165 * row, 0.3 + 0.22 * column, 0.25 + 0.165 * row);
}
