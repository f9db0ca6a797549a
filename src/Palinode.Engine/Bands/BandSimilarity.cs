using System.Numerics.Tensors;

namespace Palinode.Engine.Bands;

/// <summary>
/// The cheap first look: correlation of items on a coarse grid (half the inner points along each side) in four orientations, each point weighted
/// by both windows and masks. It finds the true partner among a dozen; it does not decide.
/// </summary>
internal sealed class BandSimilarity
{
    private readonly int _points;
    private readonly float[][] _values, _weights, _weighted, _squares;
    private readonly float[] _mass;

    public BandSimilarity(BandGrid grid, IReadOnlyList<BandPatch> patches)
    {
        int w = grid.Nx / 2, h = grid.Ny / 2;
        _points = w * h;
        int n = patches.Count;
        (_values, _weights, _weighted, _squares, _mass) = (new float[4 * n][], new float[4 * n][], new float[4 * n][], new float[4 * n][], new float[n]);
        for (int i = 0; i < n; i++)
        {
            (float[] value, float[] weight) = Coarse(grid, patches[i], w, h);
            _mass[i] = TensorPrimitives.Sum(weight);
            for (int o = 0; o < 4; o++)
            {
                float[] v = Turn(value, w, h, o), k = Turn(weight, w, h, o), kv = new float[_points], kvv = new float[_points];
                TensorPrimitives.Multiply(k, v, kv);
                TensorPrimitives.Multiply(kv, v, kvv);
                (_values[4 * i + o], _weights[4 * i + o], _weighted[4 * i + o], _squares[4 * i + o]) = (v, k, kv, kvv);
            }
        }
    }

    /// <summary>Correlation of item <paramref name="a"/>, turned, with item <paramref name="b"/>; −1 where they have too little in common to tell.</summary>
    public double Of(int a, int orientation, int b)
    {
        int i = 4 * a + orientation, j = 4 * b;
        float mass = TensorPrimitives.Dot(_weights[i], _weights[j]);
        if (mass <= 0.4f * Math.Max(1, _mass[b])) return -1;
        float sa = TensorPrimitives.Dot(_weighted[i], _weights[j]), sb = TensorPrimitives.Dot(_weights[i], _weighted[j]);
        float saa = TensorPrimitives.Dot(_squares[i], _weights[j]), sbb = TensorPrimitives.Dot(_weights[i], _squares[j]), sab = TensorPrimitives.Dot(_weighted[i], _weighted[j]);
        double va = Math.Max(saa - (double)sa * sa / mass, 1e-6), vb = Math.Max(sbb - (double)sb * sb / mass, 1e-6);
        return (sab - (double)sa * sb / mass) / Math.Sqrt(va * vb);
    }

    /// <summary>The plain form of <see cref="Of"/>, in double precision, for the tests.</summary>
    internal double OfScalar(int a, int orientation, int b)
    {
        float[] va = _values[4 * a + orientation], wa = _weights[4 * a + orientation], vb = _values[4 * b], wb = _weights[4 * b];
        double mass = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int i = 0; i < _points; i++)
        {
            double w = (double)wa[i] * wb[i];
            mass += w;
            sa += w * va[i];
            sb += w * vb[i];
            saa += w * va[i] * va[i];
            sbb += w * vb[i] * vb[i];
            sab += w * va[i] * vb[i];
        }
        if (mass <= 0.4f * Math.Max(1, _mass[b])) return -1;
        return (sab - sa * sb / mass) / Math.Sqrt(Math.Max(saa - sa * sa / mass, 1e-6) * Math.Max(sbb - sb * sb / mass, 1e-6));
    }

    private static (float[] Value, float[] Weight) Coarse(BandGrid grid, BandPatch patch, int w, int h)
    {
        float[] value = new float[w * h], weight = new float[w * h];
        int left = (grid.Ox - grid.Nx) / 2, top = (grid.Oy - grid.Ny) / 2;
        for (int y = 0; y < grid.Ny; y++)
        {
            for (int x = 0; x < grid.Nx; x++)
            {
                int at = (y + top) * grid.Ox + x + left, to = y / 2 * w + x / 2;
                value[to] += patch.Values[at] / 4;
                weight[to] += patch.Mask[at] * grid.Window[y * grid.Nx + x] / 4;
            }
        }
        return (value, weight);
    }

    /// <summary>0 as it is, 1 mirrored left to right, 2 top to bottom, 3 both.</summary>
    private static float[] Turn(float[] source, int w, int h, int orientation)
    {
        if (orientation == 0) return source;
        float[] turned = new float[source.Length];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                turned[y * w + x] = source[((orientation & 2) != 0 ? h - 1 - y : y) * w + ((orientation & 1) != 0 ? w - 1 - x : x)];
        return turned;
    }
}
