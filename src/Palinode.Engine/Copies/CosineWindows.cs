using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palinode.Engine.Copies;

/// <summary>A window and the one most like it in one orientation.</summary>
/// <param name="X">Left column of the window.</param>
/// <param name="Y">Top row.</param>
/// <param name="ToX">Left column of the other.</param>
/// <param name="ToY">Its top row.</param>
/// <param name="Orientation">How the window has to be turned.</param>
/// <param name="Alike">Correlation of their slow content, −1…1.</param>
internal readonly record struct AlikeWindows(int X, int Y, int ToX, int ToY, Orientation Orientation, float Alike);

/// <summary>
/// Square windows of a plane as the low coefficients of their cosine transform, scaled to length one: the product of two is the correlation of what
/// the windows show, apart from the finest detail. Mirroring a window only changes signs of coefficients, so the products of one class of parity serve all
/// orientations: four sums give the correlations of four orientations, and four more, of the transposed window, the rest.
/// </summary>
internal sealed class CosineWindows
{
    /// <summary>Side of a window in pixels.</summary>
    public const int Side = 16;

    /// <summary>Rows and columns of the transform that are kept, and the largest sum of both.</summary>
    private const int Orders = 6, MostOrder = 7;

    /// <summary>Share of a window that overlays may cover.</summary>
    private const double MostCovered = 0.1;

    /// <summary>Numbers of coefficients per class of parity: even and even, odd along x, odd along y, odd along both.</summary>
    private static readonly (int U, int V)[][] Classes =
    [
        [.. KeptOrders().Where(o => o.U % 2 == 0 && o.V % 2 == 0)],
        [.. KeptOrders().Where(o => o.U % 2 == 0 && o.V % 2 == 1)],
        [.. KeptOrders().Where(o => o.U % 2 == 1 && o.V % 2 == 0)],
        [.. KeptOrders().Where(o => o.U % 2 == 1 && o.V % 2 == 1)],
    ];

    private static readonly (int U, int V)[] Kept = [.. Classes.SelectMany(c => c)];
    private static readonly int Length = Kept.Length;
    private static readonly int[] Ends = [Classes[0].Length, Classes[0].Length + Classes[1].Length, Length - Classes[3].Length, Length];

    /// <summary>For each kept coefficient the place of the one with rows and columns changed.</summary>
    private static readonly int[] Transposed = [.. Kept.Select(k => Array.IndexOf(Kept, (k.V, k.U)))];

    private const int Lanes = 8;

    /// <summary>Blocks of eight windows that are looked at in one go.</summary>
    private const int Together = 4;

    private readonly int _step;
    private readonly int _leastShift;
    private readonly List<(int X, int Y)> _places = [];
    private readonly List<float> _coefficients = [];

    /// <param name="plane">Band-passed values, row by row.</param>
    /// <param name="width">Of the plane.</param>
    /// <param name="height">Of the plane.</param>
    /// <param name="covered">Pixels that windows should not hold.</param>
    /// <param name="options">Thresholds.</param>
    public CosineWindows(float[] plane, int width, int height, bool[] covered, CopyOptions options)
    {
        (_step, _leastShift) = (options.Step, options.LeastShift);
        if (width < Side || height < Side) return;
        int columns = width - Side + 1, rows = height - Side + 1;
        float[][] basis = [.. Enumerable.Range(0, Orders).Select(k => Enumerable.Range(0, Side).Select(n => (float)(Math.Sqrt((k == 0 ? 1.0 : 2.0) / Side) * Math.Cos(Math.PI * (2 * n + 1) * k / (2.0 * Side)))).ToArray())];
        // Along rows first: one plane for each order.
        float[][] along = [.. basis.Select(b => AlongRows(plane, width, height, columns, b))];
        int[] spoilt = Sums(covered, width, height);
        float[] window = new float[Length];
        for (int y = 0; y < rows; y++)
        {
            float[][] line = [.. Kept.Select(k => AlongColumn(along[k.V], columns, y, basis[k.U]))];
            // Every second place, like the dark fields of a chessboard, is at most one pixel from any copy.
            for (int x = y % 2; x < columns; x += 2)
            {
                if (Within(spoilt, width, x, y) > MostCovered * Side * Side) continue;
                float energy = 0;
                for (int k = 0; k < Length; k++)
                {
                    window[k] = line[k][x];
                    energy += window[k] * window[k];
                }
                if (energy < options.LeastTexture * options.LeastTexture * Side * Side) continue;
                float scale = 1 / MathF.Sqrt(energy);
                _places.Add((x, y));
                for (int k = 0; k < Length; k++) _coefficients.Add(window[k] * scale);
            }
        }
    }

    /// <summary>Windows with texture.</summary>
    public int Count => _places.Count;

    /// <summary>Whether windows are compared eight at a time; for the tests.</summary>
    internal bool Wide { get; init; } = Vector256.IsHardwareAccelerated;

    /// <summary>For every asking window and orientation the window most like it, where any is at least so much alike and far enough away.</summary>
    /// <param name="alikeFrom">Least correlation.</param>
    public IEnumerable<AlikeWindows> Nearest(double alikeFrom)
    {
        float[] blocks = Blocks();
        (int X, int Y)[] places = [.. _places];
        float[] query = new float[2 * Length], best = new float[Orientation.Count];
        int[] who = new int[Orientation.Count];
        for (int i = 0; i < places.Length; i++)
        {
            (int x, int y) = places[i];
            // A step of its own in each direction; with the chessboard, rows of odd number have odd columns.
            if (y % _step != 0 || x % _step != 0) continue;
            ReadOnlySpan<float> own = CollectionsMarshal.AsSpan(_coefficients).Slice(i * Length, Length);
            own.CopyTo(query);
            for (int k = 0; k < Length; k++) query[Length + k] = own[Transposed[k]];
            Array.Fill(best, (float)alikeFrom);
            Array.Fill(who, -1);
            if (Wide) SearchVector(blocks, places, query, x, y, best, who); else SearchScalar(blocks, places, query, x, y, best, who);
            for (int o = 0; o < Orientation.Count; o++)
                if (who[o] >= 0) yield return new AlikeWindows(x, y, places[who[o]].X, places[who[o]].Y, new Orientation(o), best[o]);
        }
    }

    private bool IsFar((int X, int Y) place, int x, int y) => Math.Max(Math.Abs(place.X - x), Math.Abs(place.Y - y)) >= _leastShift;

    /// <summary>Coefficients of eight windows side by side, so that a vector holds one coefficient of eight; filled up with zeros to whole groups of blocks.</summary>
    private float[] Blocks()
    {
        float[] blocks = new float[(Count + Lanes * Together - 1) / (Lanes * Together) * Lanes * Together * Length];
        for (int i = 0; i < Count; i++)
            for (int k = 0; k < Length; k++) blocks[(i / Lanes * Length + k) * Lanes + i % Lanes] = _coefficients[i * Length + k];
        return blocks;
    }

    /// <summary>The plain form: the same sums in the same order.</summary>
    private void SearchScalar(float[] blocks, (int X, int Y)[] places, float[] query, int x, int y, float[] best, int[] who)
    {
        Span<float> sums = stackalloc float[8];
        for (int j = 0; j < places.Length; j++)
        {
            if (!IsFar(places[j], x, y)) continue;
            int at = j / Lanes * Length * Lanes + j % Lanes;
            for (int half = 0; half < 2; half++)
                for (int c = 0, k = 0; c < 4; c++)
                {
                    float sum = 0;
                    for (; k < Ends[c]; k++) sum = MathF.FusedMultiplyAdd(query[half * Length + k], blocks[at + k * Lanes], sum);
                    sums[half * 4 + c] = sum;
                }
            for (int o = 0; o < Orientation.Count; o++)
            {
                int half = o & 4;
                float mx = (o & 1) != 0 ? -1 : 1, my = (o & 2) != 0 ? -1 : 1;
                float alike = (sums[half] + mx * sums[half + 1]) + my * (sums[half + 2] + mx * sums[half + 3]);
                if (alike > best[o]) (best[o], who[o]) = (alike, j);
            }
        }
    }

    /// <summary>
    /// Eight windows a vector and four vectors at a time, so that each coefficient of the asking window is loaded once for thirty-two products. As a rule
    /// none of eight windows is more alike than what is known, and one comparison tells.
    /// </summary>
    private void SearchVector(float[] blocks, (int X, int Y)[] places, float[] query, int x, int y, float[] best, int[] who)
    {
        Span<float> alike = stackalloc float[Orientation.Count * Lanes];
        Span<Vector256<float>> sums = stackalloc Vector256<float>[8 * Together];
        float least = best.Min();
        for (int first = 0; first * Lanes < places.Length; first += Together)
        {
            for (int c = 0, k = 0; c < 4; k = Ends[c++]) Products(blocks, first, query, k, Ends[c], sums.Slice(c * Together, Together), sums.Slice((c + 4) * Together, Together));
            for (int t = 0; t < Together; t++)
            {
                Vector256<float> most = Vector256.Create(float.NegativeInfinity);
                for (int half = 0; half < 8; half += 4)
                {
                    Vector256<float> s0 = sums[half * Together + t], s1 = sums[(half + 1) * Together + t], s2 = sums[(half + 2) * Together + t], s3 = sums[(half + 3) * Together + t];
                    Keep(s0 + s1 + (s2 + s3), half, alike, ref most);
                    Keep(s0 - s1 + (s2 - s3), half + 1, alike, ref most);
                    Keep(s0 + s1 - (s2 + s3), half + 2, alike, ref most);
                    Keep(s0 - s1 - (s2 - s3), half + 3, alike, ref most);
                }
                if (!Vector256.GreaterThanAny(most, Vector256.Create(least))) continue;
                for (int l = 0, j = (first + t) * Lanes; l < Lanes && j < places.Length; l++, j++)
                {
                    if (!IsFar(places[j], x, y)) continue;
                    for (int o = 0; o < Orientation.Count; o++)
                        if (alike[o * Lanes + l] > best[o]) (best[o], who[o]) = (alike[o * Lanes + l], j);
                }
                least = best.Min();
            }
        }
    }

    private static void Keep(Vector256<float> values, int orientation, Span<float> alike, ref Vector256<float> most)
    {
        values.CopyTo(alike[(orientation * Lanes)..]);
        most = Vector256.Max(most, values);
    }

    /// <summary>Sums of products over some coefficients, of the asking window and of its transposed one, for four blocks from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products(float[] blocks, int first, float[] query, int from, int to, Span<Vector256<float>> own, Span<Vector256<float>> transposed)
    {
        ref float v = ref blocks[first * Length * Lanes];
        ref float q = ref MemoryMarshal.GetArrayDataReference(query);
        nuint next = (nuint)(Length * Lanes);
        Vector256<float> o0 = default, o1 = default, o2 = default, o3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        for (int k = from; k < to; k++)
        {
            Vector256<float> mine = Vector256.Create(Unsafe.Add(ref q, k)), turned = Vector256.Create(Unsafe.Add(ref q, Length + k));
            nuint at = (nuint)(k * Lanes);
            Vector256<float> b0 = Vector256.LoadUnsafe(ref v, at), b1 = Vector256.LoadUnsafe(ref v, at + next), b2 = Vector256.LoadUnsafe(ref v, at + 2 * next), b3 = Vector256.LoadUnsafe(ref v, at + 3 * next);
            o0 = Vector256.FusedMultiplyAdd(mine, b0, o0);
            t0 = Vector256.FusedMultiplyAdd(turned, b0, t0);
            o1 = Vector256.FusedMultiplyAdd(mine, b1, o1);
            t1 = Vector256.FusedMultiplyAdd(turned, b1, t1);
            o2 = Vector256.FusedMultiplyAdd(mine, b2, o2);
            t2 = Vector256.FusedMultiplyAdd(turned, b2, t2);
            o3 = Vector256.FusedMultiplyAdd(mine, b3, o3);
            t3 = Vector256.FusedMultiplyAdd(turned, b3, t3);
        }
        (own[0], own[1], own[2], own[3]) = (o0, o1, o2, o3);
        (transposed[0], transposed[1], transposed[2], transposed[3]) = (t0, t1, t2, t3);
    }

    private static IEnumerable<(int U, int V)> KeptOrders() =>
        from u in Enumerable.Range(0, Orders) from v in Enumerable.Range(0, Orders) where u + v > 0 && u + v <= MostOrder select (u, v);

    private static float[] AlongRows(float[] plane, int width, int height, int columns, float[] basis)
    {
        float[] result = new float[columns * height];
        for (int y = 0; y < height; y++)
        {
            Span<float> target = result.AsSpan(y * columns, columns);
            for (int n = 0; n < Side; n++) Add(plane.AsSpan(y * width + n, columns), basis[n], target);
        }
        return result;
    }

    private static float[] AlongColumn(float[] along, int columns, int y, float[] basis)
    {
        float[] line = new float[columns];
        for (int n = 0; n < Side; n++) Add(along.AsSpan((y + n) * columns, columns), basis[n], line);
        return line;
    }

    private static void Add(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(target[i..]) + factor * new Vector<float>(source[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++) target[i] += factor * source[i];
    }

    /// <summary>Sums over all pixels above and left, one row and column more than the plane.</summary>
    private static int[] Sums(bool[] covered, int width, int height)
    {
        int[] sums = new int[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++)
            for (int x = 0, row = 0; x < width; x++)
            {
                row += covered[y * width + x] ? 1 : 0;
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        return sums;
    }

    private static int Within(int[] sums, int width, int x, int y)
    {
        int w = width + 1, top = y * w + x, bottom = (y + Side) * w + x;
        return sums[bottom + Side] - sums[bottom] - sums[top + Side] + sums[top];
    }
}
