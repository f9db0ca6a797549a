using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Layout;

/// <summary>Small pictures of a first page that are no figures: an invented journal's sign and a badge that names the licence.</summary>
internal static class Emblems
{
    public static Raster Journal(Dice dice)
    {
        RasterSurface surface = new(new FontSet(), 62, 34, 4);
        surface.Box(new Frame(0, 0, 62, 34), new Ink(0.1, 0.25, 0.45));
        for (int i = 0; i < 9; i++) surface.Disc(6 + 6.2 * i, 17 + 8 * Math.Sin(i * 0.9), dice.Between(1.8, 3.6), new Ink(0.95, 0.75 - 0.04 * i, 0.25 + 0.06 * i));
        surface.Text("LTM", 31, 30, 8, Face.SansBold, Ink.White, Anchor.Middle);
        return surface.ToRaster();
    }

    public static Raster Licence()
    {
        RasterSurface surface = new(new FontSet(), 56, 20, 4);
        surface.Box(new Frame(0, 0, 56, 20), Ink.Gray(0.72));
        surface.Box(new Frame(1, 13, 54, 6), Ink.Black);
        surface.Text("open access", 28, 10, 7.5, Face.SansBold, Ink.Black, Anchor.Middle);
        surface.Text("CC BY", 28, 18, 5, Face.SansBold, Ink.White, Anchor.Middle);
        return surface.ToRaster();
    }
}
