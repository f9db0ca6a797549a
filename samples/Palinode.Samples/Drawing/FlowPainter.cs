using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>A dot plot of flow cytometry: clouds of events in four quadrants, coloured by how crowded they are.</summary>
internal static class FlowPainter
{
    /// <param name="dice">Decides everything.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="positive">Fraction of the events away from the main cloud.</param>
    public static Raster DotPlot(Dice dice, int width, int height, double positive)
    {
        var events = new Field(width, height);
        (double X, double Y)[] spread = [(dice.Between(0.06, 0.1), dice.Between(0.06, 0.1)), (0.09, 0.1), (0.1, 0.08)];
        (double X, double Y)[] centres = [(dice.Between(0.22, 0.3), dice.Between(0.7, 0.78)), (dice.Between(0.68, 0.78), dice.Between(0.66, 0.78)), (dice.Between(0.66, 0.78), dice.Between(0.2, 0.32))];
        for (int i = 0; i < 5200; i++)
        {
            int cloud = dice.Chance(positive) ? 1 + dice.Below(2) : 0;
            double broad = dice.Chance(0.12) ? 2.4 : 1;
            int x = (int)(width * (centres[cloud].X + broad * spread[cloud].X * dice.Normal())), y = (int)(height * (centres[cloud].Y + broad * spread[cloud].Y * dice.Normal()));
            if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) continue;
            events[x, y] += 1;
            events[x + 1, y] += 0.6f;
            events[x, y + 1] += 0.6f;
        }
        Field crowd = events.Blurred(4);
        Field Channel(double low, double high) => new Field(width, height).Paint((x, y) =>
            x == 0 || y == 0 || x == width - 1 || y == height - 1 || x == width / 2 || y == height / 2 ? 0.1 : events[x, y] == 0 ? 1 : low + (high - low) * Math.Min(1, crowd[x, y] * 0.9));
        return Field.ToColor(Channel(0.1, 0.95), Channel(0.2, 0.5), Channel(0.75, 0.1));
    }
}
