using System.Globalization;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Drawing;

/// <summary>Draws charts as journals print them: axes with ticks, bars with error bars and stars, curves, survival steps.</summary>
internal static class ChartPainter
{
    private const double LabelSize = 6.5;
    private static readonly Ink[] Fills = [Ink.Gray(0.15), Ink.Gray(0.75), new(0.25, 0.45, 0.7), new(0.8, 0.35, 0.3), new(0.4, 0.65, 0.4)];

    /// <param name="surface">Page or raster.</param>
    /// <param name="frame">Around everything, labels included.</param>
    /// <param name="yTitle">Reads upwards at the left.</param>
    /// <param name="groups">Names below the bars.</param>
    /// <param name="series">Number of bars in a group; their names.</param>
    /// <param name="dice">Gives heights and errors.</param>
    public static void Bars(Surface surface, Frame frame, string yTitle, IReadOnlyList<string> groups, IReadOnlyList<string> series, Dice dice)
    {
        Frame plot = Axes(surface, frame, yTitle, 1.5, 0.5);
        double slot = plot.Width / groups.Count, bar = slot * 0.72 / series.Count;
        int color = dice.Below(3);
        for (int g = 0; g < groups.Count; g++)
        {
            for (int s = 0; s < series.Count; s++)
            {
                double value = dice.Between(0.25, 1.2), error = dice.Between(0.04, 0.14), x = plot.X + slot * (g + 0.14) + s * bar;
                double top = plot.Bottom - value / 1.5 * plot.Height, reach = error / 1.5 * plot.Height, middle = x + bar / 2;
                surface.Box(new Frame(x, top, bar * 0.92, plot.Bottom - top), Fills[(s + color) % Fills.Length]);
                surface.Line(middle, top + reach, middle, top - reach, 0.6, Ink.Black);
                surface.Line(middle - 2, top - reach, middle + 2, top - reach, 0.6, Ink.Black);
                if (dice.Chance(0.35)) surface.Text(dice.Chance(0.5) ? "*" : "**", middle, top - reach - 1, 8, Face.Sans, Ink.Black, Anchor.Middle);
            }
            surface.Text(groups[g], plot.X + slot * (g + 0.5), plot.Bottom + 8, LabelSize, Face.Sans, Ink.Black, Anchor.Middle);
        }
        if (series.Count > 1) Legend(surface, plot, series, color);
    }

    /// <summary>Curves over time with points and errors.</summary>
    public static void Curves(Surface surface, Frame frame, string yTitle, IReadOnlyList<string> times, IReadOnlyList<string> series, Dice dice)
    {
        Frame plot = Axes(surface, frame, yTitle, 2, 0.5);
        int color = dice.Below(3);
        for (int s = 0; s < series.Count; s++)
        {
            double value = dice.Between(0.2, 0.3), rise = dice.Between(0.15, 1.6 / times.Count), lastX = 0, lastY = 0;
            Ink ink = Fills[(s + color) % Fills.Length];
            for (int i = 0; i < times.Count; i++)
            {
                double x = plot.X + plot.Width * (i + 0.5) / times.Count, y = plot.Bottom - value / 2 * plot.Height, reach = dice.Between(1.5, 4);
                if (i > 0) surface.Line(lastX, lastY, x, y, 0.9, ink);
                surface.Line(x, y - reach, x, y + reach, 0.5, ink);
                surface.Disc(x, y, 1.7, ink);
                if (s == 0) surface.Text(times[i], x, plot.Bottom + 8, LabelSize, Face.Sans, Ink.Black, Anchor.Middle);
                (lastX, lastY) = (x, y);
                value += rise * dice.Between(0.6, 1.4);
            }
        }
        Legend(surface, plot, series, color);
    }

    /// <summary>Survival in steps.</summary>
    public static void Survival(Surface surface, Frame frame, IReadOnlyList<string> series, Dice dice)
    {
        Frame plot = Axes(surface, frame, "Overall survival", 1, 0.25);
        int color = dice.Below(3);
        for (int s = 0; s < series.Count; s++)
        {
            double alive = 1, x = plot.X, hazard = dice.Between(0.02, 0.09);
            Ink ink = Fills[(s + color) % Fills.Length];
            while (x < plot.Right - 2)
            {
                double next = Math.Min(plot.Right - 2, x + dice.Between(3, 11)), y = plot.Bottom - alive * plot.Height;
                surface.Line(x, y, next, y, 1, ink);
                double after = Math.Max(0.1, alive - hazard * dice.Between(0.2, 1.6));
                surface.Line(next, y, next, plot.Bottom - after * plot.Height, 1, ink);
                (alive, x) = (after, next);
            }
        }
        for (int i = 0; i <= 4; i++) surface.Text($"{15 * i}", plot.X + plot.Width * i / 4, plot.Bottom + 8, LabelSize, Face.Sans, Ink.Black, Anchor.Middle);
        surface.Text("Months", plot.X + plot.Width / 2, plot.Bottom + 16, LabelSize, Face.Sans, Ink.Black, Anchor.Middle);
        Legend(surface, plot, series, color);
    }

    private static Frame Axes(Surface surface, Frame frame, string yTitle, double top, double step)
    {
        Frame plot = new(frame.X + 28, frame.Y + 8, frame.Width - 32, frame.Height - 28);
        surface.Line(plot.X, plot.Y, plot.X, plot.Bottom, 0.7, Ink.Black);
        surface.Line(plot.X, plot.Bottom, plot.Right, plot.Bottom, 0.7, Ink.Black);
        for (int i = 0; i * step <= top + 1e-9; i++)
        {
            double y = plot.Bottom - i * step / top * plot.Height;
            surface.Line(plot.X - 2.5, y, plot.X, y, 0.7, Ink.Black);
            surface.Text((i * step).ToString(step < 0.5 ? "0.00" : "0.0", CultureInfo.InvariantCulture), plot.X - 4, y + 2.2, LabelSize, Face.Sans, Ink.Black, Anchor.Right);
        }
        surface.Text(yTitle, frame.X + 7, plot.Y + plot.Height / 2, 7, Face.Sans, Ink.Black, Anchor.Middle, 90);
        return plot;
    }

    private static void Legend(Surface surface, Frame plot, IReadOnlyList<string> series, int color)
    {
        for (int s = 0; s < series.Count; s++)
        {
            double y = plot.Y - 6 + 8 * s;
            surface.Box(new Frame(plot.Right - 42, y, 5, 5), Fills[(s + color) % Fills.Length]);
            surface.Text(series[s], plot.Right - 34, y + 5, LabelSize, Face.Sans, Ink.Black);
        }
    }
}
