using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;
using Palinode.Samples.Pdf;

namespace Palinode.Training;

/// <summary>Charts, schemes, formulas, tables and words as figures hold them, at resolutions as figures have them. Only for training.</summary>
internal static class LineArt
{
    private static readonly string[] Terms = ["control", "PBS", "siRNA", "vehicle", "low", "high", "24 h", "48 h", "day 7", "10", "50", "100", "WT", "KO", "treated", "sham", "model", "n = 6", "(%)", "0.5", "2000", "receptor", "uptake", "signal", "growth"];

    public static Raster Chart(Dice dice)
    {
        double width = dice.Between(110, 240), height = dice.Between(90, 190);
        RasterSurface s = Sheet(dice, width, height);
        Frame frame = new(3, 3, width - 6, height - 6);
        string[] names = Names(dice, 2 + dice.Below(5)), series = Names(dice, 1 + dice.Below(4));
        switch (dice.Below(5))
        {
            case 0: ChartPainter.Curves(s, frame, dice.Pick(Terms), names, series, dice); break;
            case 1: ChartPainter.Survival(s, frame, series, dice); break;
            case 2: Matrix(s, frame, dice); break;
            default: ChartPainter.Bars(s, frame, dice.Pick(Terms), names, series, dice); break;
        }
        Raster whole = s.ToRaster();
        // The splitter often cuts titles and labels off.
        int cut = dice.Chance(0.5) ? 0 : (int)(dice.Between(0, 0.14) * whole.Width);
        return whole.Crop(new PixelRect(cut, 0, whole.Width, whole.Height - cut));
    }

    /// <summary>Coloured squares in rows and columns.</summary>
    private static void Matrix(RasterSurface s, Frame frame, Dice dice)
    {
        int rows = 4 + dice.Below(20), columns = 4 + dice.Below(20);
        Ink low = Colour(dice, 0.6, 1), high = Colour(dice, 0, 0.9);
        double w = frame.Width / columns, h = frame.Height / rows;
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
            {
                double t = dice.Chance(0.5) ? 0 : dice.Unit();
                s.Box(new Frame(frame.X + c * w, frame.Y + r * h, w * 0.97, h * 0.97), new Ink(low.R + t * (high.R - low.R), low.G + t * (high.G - low.G), low.B + t * (high.B - low.B)));
            }
    }

    /// <summary>One or two peaks over a baseline, filled or as an outline, as cytometers print them.</summary>
    public static Raster Histogram(Dice dice)
    {
        double width = dice.Between(70, 150), height = dice.Between(65, 140), left = 14, floor = height - 14;
        RasterSurface s = Sheet(dice, width, height);
        int curves = 1 + dice.Below(3);
        for (int c = 0; c < curves; c++)
        {
            double p = dice.Between(0.15, 0.5), q = dice.Between(0.45, 0.9), a = dice.Between(0.4, 1), b = dice.Chance(0.6) ? dice.Between(0.05, 0.6) : 0, w = dice.Between(0.02, 0.07);
            List<(double X, double Y)> line = [(left, floor)];
            for (double t = 0; t <= 1; t += 0.01)
            {
                double v = a * Math.Exp(-(t - p) * (t - p) / (2 * w * w)) + b * Math.Exp(-(t - q) * (t - q) / (3 * w * w));
                line.Add((left + t * (width - left - 4), floor - (height - 24) * Math.Clamp(v * dice.Between(0.93, 1.05) + dice.Between(0, 0.02), 0, 1)));
            }
            Ink ink = dice.Chance(0.4) ? Ink.Black : Colour(dice, 0, 0.8);
            if (dice.Chance(0.5)) s.Polygon([.. line, (width - 4, floor)], ink);
            else for (int i = 1; i < line.Count; i++) s.Line(line[i - 1].X, line[i - 1].Y, line[i].X, line[i].Y, 0.8, ink);
        }
        if (dice.Chance(0.5)) s.Outline(new Frame(left, 4, width - left - 4, floor - 4), 0.7, Ink.Black);
        else { s.Line(left, 4, left, floor, 0.7, Ink.Black); s.Line(left, floor, width - 4, floor, 0.7, Ink.Black); }
        for (int i = 0; i < 5; i++) s.Text(dice.Pick(["0", "200", "10", "400", "M1"]), left + i * (width - left - 8) / 4, height - 5, 6.5, Face.Sans, Ink.Black, Anchor.Middle);
        if (dice.Chance(0.6)) { double y = dice.Between(10, floor - 15), x = dice.Between(left + 5, width / 2); s.Line(x, y, x + width * 0.3, y, 0.7, Ink.Black); s.Text(dice.Pick(["M1", "34.7%", "Sub", "Ctrl"]), x, y - 2, 7, Face.Sans, Ink.Black); }
        return s.ToRaster();
    }

    /// <summary>Boxes, discs and arrows with words.</summary>
    public static Raster Scheme(Dice dice)
    {
        double width = dice.Between(90, 280), height = dice.Between(70, 240);
        RasterSurface s = Sheet(dice, width, height);
        if (dice.Chance(0.3)) s.Box(new Frame(0, 0, width, height), Colour(dice, 0.75, 1));
        Ink[] inks = [Colour(dice, 0.2, 1), Colour(dice, 0.2, 1), Colour(dice, 0.4, 1)];
        int things = 3 + dice.Below(22);
        for (int i = 0; i < things; i++)
        {
            double x = dice.Between(0.1, 0.9) * width, y = dice.Between(0.1, 0.9) * height, size = dice.Between(5, 26);
            switch (dice.Below(4))
            {
                case 0: s.Disc(x, y, size, inks[i % 3]); if (dice.Chance(0.5)) s.Disc(x, y, size * 0.6, inks[(i + 1) % 3]); break;
                case 1:
                    Frame box = new(x - size, y - size / 2, 2 * size, size);
                    s.Box(box, inks[i % 3]);
                    s.Outline(box, 0.8, Ink.Black);
                    s.Text(dice.Pick(Terms), x, y + 2, 7, Face.Sans, Ink.Black, Anchor.Middle);
                    break;
                case 2:
                    double tx = x + dice.Between(-50, 50), ty = y + dice.Between(-50, 50);
                    s.Line(x, y, tx, ty, dice.Between(0.7, 3), Ink.Black);
                    s.Disc(tx, ty, 2.5, Ink.Black);
                    break;
                default: s.Text(dice.Pick(Terms), x, y, dice.Between(6, 12), Face.SansBold, Ink.Black, Anchor.Middle); break;
            }
        }
        return s.ToRaster();
    }

    /// <summary>Hexagons and zigzags with letters.</summary>
    public static Raster Formula(Dice dice)
    {
        double width = dice.Between(60, 260), height = dice.Between(45, 160), bond = dice.Between(9, 20);
        RasterSurface s = Sheet(dice, width, height);
        int rings = 1 + dice.Below(5);
        for (int i = 0; i < rings; i++)
        {
            double x = dice.Between(0.15, 0.85) * width, y = dice.Between(0.25, 0.75) * height;
            for (int k = 0; k < 6; k++)
            {
                (double X, double Y) a = (x + bond * Math.Sin(k * Math.PI / 3), y + bond * Math.Cos(k * Math.PI / 3)), b = (x + bond * Math.Sin((k + 1) * Math.PI / 3), y + bond * Math.Cos((k + 1) * Math.PI / 3));
                s.Line(a.X, a.Y, b.X, b.Y, 0.9, Ink.Black);
                if (k % 2 == 0) s.Line(0.85 * a.X + 0.15 * x, 0.85 * a.Y + 0.15 * y, 0.85 * b.X + 0.15 * x, 0.85 * b.Y + 0.15 * y, 0.9, Ink.Black);
            }
            double at = x + bond, up = y - bond / 2;
            for (int k = dice.Below(6); k > 0; k--) { double next = up + (k % 2 == 0 ? bond / 2 : -bond / 2); s.Line(at, up, at + bond * 0.85, next, 0.9, Ink.Black); (at, up) = (at + bond * 0.85, next); }
            s.Text(dice.Pick(["OH", "NH", "O", "COOH", "N", "CH"]), at + 1, up + 3, 9, Face.Sans, Ink.Black);
        }
        return s.ToRaster();
    }

    public static Raster Table(Dice dice)
    {
        int rows = 3 + dice.Below(14), columns = 2 + dice.Below(6);
        double w = dice.Between(30, 60), h = dice.Between(9, 16);
        RasterSurface s = Sheet(dice, columns * w + 8, rows * h + 8);
        bool grid = dice.Chance(0.4), shaded = dice.Chance(0.3);
        if (shaded) s.Box(new Frame(4, 4, columns * w, h), Ink.Gray(0.85));
        for (int r = 0; r <= rows; r++) if (grid || r < 2 || r == rows) s.Line(4, 4 + r * h, 4 + columns * w, 4 + r * h, 0.7, Ink.Black);
        for (int c = 0; c <= columns && grid; c++) s.Line(4 + c * w, 4, 4 + c * w, 4 + rows * h, 0.7, Ink.Black);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                s.Text(r == 0 || c == 0 ? dice.Pick(Terms) : $"{dice.Below(100)}.{dice.Below(100):00}", 6 + c * w, 4 + (r + 0.72) * h, 0.62 * h, r == 0 ? Face.SansBold : Face.Sans, Ink.Black);
        return s.ToRaster();
    }

    /// <summary>A word or a few lines, also upright: what is left of labels.</summary>
    public static Raster Words(Dice dice)
    {
        int lines = dice.Chance(0.7) ? 1 : 2 + dice.Below(5);
        double size = dice.Between(5, 14), width = size * dice.Between(0.8, lines > 1 ? 16 : 5), height = lines * size * 1.3;
        RasterSurface s = Sheet(dice, width, height);
        for (int i = 0; i < lines; i++) s.Text(string.Join(' ', Names(dice, lines > 1 ? 4 : 1)), 1, (i + 0.85) * size * 1.25, size, dice.Pick([Face.Sans, Face.SansBold, Face.Serif]), dice.Chance(0.85) ? Ink.Black : Colour(dice, 0, 0.6));
        Raster words = s.ToRaster();
        // Cut off at the ends, and enlarged until soft, as scraps of labels in stored pictures are.
        if (dice.Chance(0.5) && words.Width > 24) words = words.Crop(new PixelRect(words.Width / 8, 0, words.Width - dice.Below(words.Width / 2), words.Height));
        if (dice.Chance(0.6)) words = words.Resize(Math.Max(6, words.Width / 2), Math.Max(6, words.Height / 2)).Resize(words.Width, words.Height).Blur(dice.Between(0.4, 1.8));
        return dice.Chance(0.4) ? Turned(words) : words;
    }

    /// <summary>Legends, colour bars, arrows, blank areas.</summary>
    public static Raster Key(Dice dice)
    {
        double width = dice.Between(12, 150), height = dice.Between(8, 40);
        RasterSurface s = Sheet(dice, width, height);
        switch (dice.Below(4))
        {
            case 0:
                Ink low = Colour(dice, 0.5, 1), high = Colour(dice, 0, 0.6);
                for (double t = 0; t < 1; t += 0.02) s.Box(new Frame(t * width, 0, width * 0.03, height), new Ink(low.R + t * (high.R - low.R), low.G + t * (high.G - low.G), low.B + t * (high.B - low.B)));
                break;
            case 1: s.Box(new Frame(0, 0, width, height), dice.Chance(0.5) ? Ink.Gray(dice.Unit()) : Colour(dice, 0, 1)); s.Outline(new Frame(1, 1, width - 2, height - 2), dice.Between(0.5, 2), Ink.Black); break;
            case 2: s.Polygon([(0, height * 0.3), (width * 0.7, height * 0.3), (width * 0.7, 0), (width, height / 2), (width * 0.7, height), (width * 0.7, height * 0.7), (0, height * 0.7)], Ink.Black); break;
            default:
                for (double x = 4; x + 20 < width; x += 40) { s.Box(new Frame(x, height / 2 - 3, 6, 6), Colour(dice, 0, 0.9)); s.Text(dice.Pick(Terms), x + 9, height / 2 + 3, 7, Face.Sans, Ink.Black); }
                break;
        }
        Raster key = s.ToRaster();
        return dice.Chance(0.3) ? Turned(key) : key;
    }

    private static RasterSurface Sheet(Dice dice, double width, double height) => new(new FontSet(), width, height, dice.Pick([1.0, 1.5, 2, 2.5, 3]));

    private static Ink Colour(Dice dice, double low, double high) => new(dice.Between(low, high), dice.Between(low, high), dice.Between(low, high));

    private static string[] Names(Dice dice, int count) => [.. Enumerable.Range(0, count).Select(_ => dice.Pick(Terms))];

    private static Raster Turned(Raster r)
    {
        byte[] pixels = new byte[r.Pixels.Length];
        for (int y = 0; y < r.Height; y++)
            for (int x = 0; x < r.Width; x++)
                for (int c = 0; c < r.Channels; c++) pixels[((r.Width - 1 - x) * r.Height + y) * r.Channels + c] = r[x, y, c];
        return new Raster(r.Height, r.Width, r.Channels, pixels);
    }
}
