namespace Palinode.Samples.Drawing;

/// <summary>A closed shape with a wavy outline: a nucleus, a cell, a gland. Turned ellipse whose radius is modulated by a few harmonics.</summary>
internal sealed class Blob
{
    private readonly double _cos, _sin;
    private readonly double[] _amplitudes, _phases;

    /// <param name="dice">Gives the outline's waves.</param>
    /// <param name="x">Centre, pixels.</param>
    /// <param name="y">Centre, pixels.</param>
    /// <param name="radiusX">Half axis along the angle, pixels.</param>
    /// <param name="radiusY">Half axis across it, pixels.</param>
    /// <param name="angle">Radians.</param>
    /// <param name="waviness">Relative height of the outline's waves; 0 for an ellipse.</param>
    public Blob(Dice dice, double x, double y, double radiusX, double radiusY, double angle, double waviness)
    {
        (X, Y, RadiusX, RadiusY, Angle) = (x, y, radiusX, radiusY, angle);
        (_cos, _sin) = (Math.Cos(angle), Math.Sin(angle));
        _amplitudes = new double[4];
        _phases = new double[4];
        for (int i = 0; i < 4; i++) (_amplitudes[i], _phases[i]) = (waviness * dice.Between(-1, 1) / (i + 1), dice.Between(0, 2 * Math.PI));
        Reach = Math.Max(radiusX, radiusY) * (1 + 2.1 * waviness);
    }

    public double X { get; }
    public double Y { get; }
    public double RadiusX { get; }
    public double RadiusY { get; }
    public double Angle { get; }

    /// <summary>No point of the shape is farther from the centre.</summary>
    public double Reach { get; }

    /// <summary>Distance to the outline in pixels, roughly: positive inside, negative outside.</summary>
    public double Depth(double x, double y)
    {
        double dx = x - X, dy = y - Y;
        double u = (dx * _cos + dy * _sin) / RadiusX, v = (dy * _cos - dx * _sin) / RadiusY;
        double r = Math.Sqrt(u * u + v * v), theta = Math.Atan2(v, u), radius = 1;
        for (int i = 0; i < 4; i++) radius += _amplitudes[i] * Math.Sin((i + 2) * theta + _phases[i]);
        return (radius - r) * Math.Min(RadiusX, RadiusY) * Math.Min(1, 0.5 + 0.5 * r);
    }

    /// <summary>Visits the pixels within <paramref name="margin"/> of the shape's reach, with their depth.</summary>
    public void Visit(int width, int height, double margin, Action<int, int, double> pixel)
    {
        double reach = Reach + margin;
        int x1 = (int)Math.Min(width - 1, X + reach), y1 = (int)Math.Min(height - 1, Y + reach);
        for (int y = (int)Math.Max(0, Y - reach); y <= y1; y++)
            for (int x = (int)Math.Max(0, X - reach); x <= x1; x++) pixel(x, y, Depth(x + 0.5, y + 0.5));
    }

    /// <summary>Centres that keep their distance: darts thrown until the field is full or the number is reached.</summary>
    public static List<(double X, double Y)> Scatter(Dice dice, double width, double height, int count, double distance, Func<double, double, bool>? allowed = null)
    {
        List<(double X, double Y)> centres = [];
        for (int throws = 0; throws < 40 * count && centres.Count < count; throws++)
        {
            double x = dice.Between(-20, width + 20), y = dice.Between(-20, height + 20);
            if (allowed is not null && !allowed(x, y)) continue;
            // Cells crowd in some places: the distance they keep varies from throw to throw.
            double keep = distance * dice.Between(0.6, 1.25);
            if (centres.TrueForAll(c => (c.X - x) * (c.X - x) + (c.Y - y) * (c.Y - y) > keep * keep)) centres.Add((x, y));
        }
        return centres;
    }
}
