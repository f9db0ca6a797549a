using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;
using Palinode.Samples.Layout;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Articles;


/// <summary>Short names for what the articles show.</summary>
internal static class Materials
{
    public static Func<Dice, int, int, Raster> Immunostain(double brown) =>
        (d, w, h) => TissuePainter.Section(d, w, h, new TissueStyle { Immunostain = true, Brown = brown, Glands = 2, Nuclei = 20 });

    public static Func<Dice, int, int, Raster> Haematoxylin(double glands) =>
        (d, w, h) => TissuePainter.Section(d, w, h, new TissueStyle { Glands = glands });

    /// <param name="cells">For a picture of 400 × 300 pixels.</param>
    public static Func<Dice, int, int, Raster> Invaded(int cells) => (d, w, h) => MembranePainter.Invaded(d, w, h, cells * w * h / 120_000);

    /// <param name="cells">For a picture of 400 × 300 pixels.</param>
    /// <param name="elongation">Length over width.</param>
    public static Func<Dice, int, int, Raster> Culture(int cells, double elongation) => (d, w, h) => CulturePainter.Cells(d, w, h, cells * w * h / 120_000, elongation);

    public static Func<Dice, int, int, Raster> Scratch(double gap) => (d, w, h) => CulturePainter.Wound(d, w, h, gap);

    /// <summary>Pictures side by side (or in rows of <paramref name="columns"/>) with their names above.</summary>
    public static void Pictures(this Figure figure, string panel, double x, double y, double width, double height, double gap, IReadOnlyList<string> names, IReadOnlyList<Func<Dice, int, int, Raster>> paints, double scaleBar = 0, int columns = 0)
    {
        if (columns == 0) columns = names.Count;
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            double left = x + i % columns * (width + gap), top = y + i / columns * (height + gap + 8);
            figure.Draw(s => s.Text(name, left + width / 2, top - 2.5, 7, Face.Sans, Ink.Black, Anchor.Middle));
            figure.Micrograph(panel, name, new Frame(left, top, width, height), paints[i], scaleBar, Ink.Black);
        }
    }
}
