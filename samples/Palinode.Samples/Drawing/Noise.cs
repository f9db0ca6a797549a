namespace Palinode.Samples.Drawing;

/// <summary>Smooth random values over the plane: a lattice of hashed numbers, interpolated (value noise), unbounded and repeatable.</summary>
internal readonly struct Noise(Dice dice)
{
    private readonly ulong _key = dice.Next();

    /// <summary>About −1 to 1, changing over one unit of x or y.</summary>
    public double At(double x, double y)
    {
        int ix = (int)Math.Floor(x), iy = (int)Math.Floor(y);
        double fx = Ease(x - ix), fy = Ease(y - iy);
        double top = Lattice(ix, iy) * (1 - fx) + Lattice(ix + 1, iy) * fx;
        double bottom = Lattice(ix, iy + 1) * (1 - fx) + Lattice(ix + 1, iy + 1) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    /// <summary>Octaves of <see cref="At"/>, each twice as fine and half as strong as the one before; about −1 to 1.</summary>
    public double Fractal(double x, double y, int octaves)
    {
        double sum = 0, weight = 1, total = 0;
        for (int i = 0; i < octaves; i++)
        {
            sum += weight * At(x + 17.3 * i, y - 9.1 * i);
            total += weight;
            (x, y, weight) = (2 * x, 2 * y, weight / 2);
        }
        return sum / total;
    }

    private static double Ease(double t) => t * t * (3 - 2 * t);

    private double Lattice(int x, int y)
    {
        ulong z = _key ^ ((ulong)(uint)x * 0x9E3779B97F4A7C15UL) ^ ((ulong)(uint)y * 0xC2B2AE3D27D4EB4FUL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (z >> 32) / (double)uint.MaxValue * 2 - 1;
    }
}
