using Palinode.Evidence;

namespace Palinode.Engine.Copies;

/// <summary>One of the eight ways to lay a square onto itself: transposed or not, then mirrored along x, along y, or both.</summary>
/// <param name="Index">Bit 0: left and right are changed; bit 1: top and bottom; bit 2: before that, rows and columns.</param>
internal readonly record struct Orientation(int Index)
{
    public const int Count = 8;

    public bool Transposed => (Index & 4) != 0;
    private int SignX => (Index & 1) != 0 ? -1 : 1;
    private int SignY => (Index & 2) != 0 ? -1 : 1;

    /// <summary>Where a vector goes.</summary>
    public (int X, int Y) Turn(int x, int y) => Transposed ? (SignX * y, SignY * x) : (SignX * x, SignY * y);

    /// <summary>The map between continuous pixel coordinates for a displacement of whole pixel numbers.</summary>
    public AffineMap Map(int dx, int dy)
    {
        // Pixel n covers n … n + 1, so its centre is half a pixel further.
        (int tx, int ty) = Turn(1, 1);
        double ox = dx + 0.5 - 0.5 * tx, oy = dy + 0.5 - 0.5 * ty;
        return Transposed ? new AffineMap(0, SignX, ox, SignY, 0, oy) : new AffineMap(SignX, 0, ox, 0, SignY, oy);
    }
}
