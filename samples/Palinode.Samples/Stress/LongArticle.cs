using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Samples.Articles;
using Palinode.Samples.Drawing;
using Palinode.Samples.Layout;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Stress;

/// <summary>
/// An article with a chosen number of image panels and nothing planted, to measure what a screening costs. Every figure holds six micrographs and a
/// blot of four strips, figures alternate between one compound JPEG and separate pictures, charts come between, and no two pictures are drawn alike.
/// </summary>
internal static class LongArticle
{
    public const int PanelsPerFigure = Micrographs + Strips;

    /// <summary>After so many figures with pictures comes one with charts only, as articles have them.</summary>
    private const int PicturesPerChart = 3;

    private const int Micrographs = 6, Strips = 4, Columns = 3;
    private const double PictureWidth = 150, PictureHeight = 112, Gap = 14;

    /// <param name="panels">A multiple of <see cref="PanelsPerFigure"/>.</param>
    /// <returns>A PDF; the same bytes for the same number.</returns>
    public static byte[] Draw(int panels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(panels % PanelsPerFigure, 0, nameof(panels));
        ArgumentOutOfRangeException.ThrowIfLessThan(panels, PanelsPerFigure);
        string key = string.Create(CultureInfo.InvariantCulture, $"long{panels}");
        Atlas atlas = new();
        return Typesetter.Set(new Article
        {
            Key = key, Document = $"{key}.pdf", Style = Journals.CellPathways,
            Title = "A survey of many cultures, sections and blots, drawn to measure time",
            Authors = "Ansa Merriwold, Bero Quillfeather, Odda Strandvik", Institution = "Institute of Imaginary Endocrinology, Castelvary",
            Volume = "2021; 17:1–40", Doi = $"10.5555/jcp.2021.{panels}", Dates = "Received 4 January 2021, accepted 2 June 2021, published 9 July 2021",
            Vocabulary = new Vocabulary("thyroid carcinoma", "HMGQ1", ["Smad3", "PARP", "cyclin A", "ZO-1"], ["HTX-9", "LVO-2", "TPC-n"]),
            Figures = [.. Enumerable.Range(1, FiguresFor(panels / PanelsPerFigure)).Select(number => number % (PicturesPerChart + 1) == 0 ? Charts(atlas, key, number) : DrawFigure(atlas, key, number))],
        });
    }

    private static int FiguresFor(int pictures) => pictures + pictures / PicturesPerChart;

    private static Figure Charts(Atlas atlas, string key, int number)
    {
        Figure figure = new(atlas, key, $"{key}.pdf", number, 490, 150, FigureForm.SeparatePictures) { Caption = "Means of the series above. A, Relative density. B, Growth." };
        figure.Letter("A", 0, 0);
        figure.Draw(s => ChartPainter.Bars(s, new Frame(12, 8, 220, 132), "Relative density", ["0 h", "6 h", "24 h"], ["HTX-9", "LVO-2"], Dice.For($"{key} chart {number}")));
        figure.Letter("B", 250, 0);
        figure.Draw(s => ChartPainter.Curves(s, new Frame(262, 8, 220, 132), "OD 450", ["0 h", "24 h", "48 h", "72 h", "96 h"], ["low", "high"], Dice.For($"{key} curve {number}")));
        return figure;
    }

    private static Figure DrawFigure(Atlas atlas, string key, int number)
    {
        FigureForm form = number % 2 == 1 ? FigureForm.SeparatePictures : FigureForm.CompoundJpeg;
        Figure figure = new(atlas, key, $"{key}.pdf", number, 490, 8 + 2 * (PictureHeight + Gap) + 140, form)
        {
            Caption = "Cultures, sections and blots of one series. A to F, Micrographs of different fields. G, Western blot of lysates. Scale bars, 50 µm.",
        };
        for (int i = 0; i < Micrographs; i++)
        {
            double x = i % Columns * (PictureWidth + Gap), y = i / Columns * (PictureHeight + Gap);
            string letter = ((char)('A' + i)).ToString();
            figure.Letter(letter, x, y);
            figure.Micrograph(letter, null, new Frame(x + Gap, y + 6, PictureWidth, PictureHeight), Subject(number + i), 22, Ink.Black);
        }
        double below = 2 * (PictureHeight + Gap) + 8;
        figure.Letter("G", 0, below);
        Dice dice = Dice.For($"{key} blot {number}");
        double[] Lanes() => [.. Enumerable.Range(0, 6).Select(_ => dice.Between(0.15, 1.1))];
        figure.Blot("G", 70, below + 4, 38, 22, ["0 h", "3 h", "6 h", "12 h", "24 h", "48 h"],
            new BlotRow("Smad3", "52 kDa", Lanes()), new BlotRow("PARP", "116 kDa", Lanes()) { Style = new() { Doublet = 0.3, Thickness = 0.2 } },
            new BlotRow("cyclin A", "49 kDa", Lanes()) { Style = new() { Membrane = 0.8, Smile = -0.07 } }, new BlotRow("GAPDH", "36 kDa", 1, 1.05, 0.95, 1, 1, 0.98) { Style = new() { Thickness = 0.32, Exposure = 1.4 } });
        return figure;
    }

    private static Func<Dice, int, int, Raster> Subject(int which) => (which % 7) switch
    {
        0 => Materials.Haematoxylin(5),
        1 => Materials.Invaded(80),
        2 => Materials.Culture(70, 2.2),
        3 => (d, w, h) => new FluorescencePainter(d, w, h, 60, 13, Marker.Membrane, 0.9).Gray(),
        4 => Materials.Immunostain(0.6),
        5 => Materials.Scratch(0.35),
        _ => (d, w, h) => new FluorescencePainter(d, w, h, 50, 14, Marker.SomeNuclei, 0.6).Nuclei(),
    };
}
