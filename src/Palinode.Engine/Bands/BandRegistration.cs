using System.Runtime.Intrinsics;

namespace Palinode.Engine.Bands;

/// <summary>How well one item becomes another.</summary>
internal sealed class BandFit
{
    /// <summary>Share of the target's variance that is left; 9 where nothing could be fitted, 1 more where less than 45 % of the window is covered.</summary>
    public double Residual { get; set; } = 99;

    /// <summary>Weight of the window that both items cover, 0…1.</summary>
    public double Cover { get; set; }

    /// <summary>Variance of the target inside the window; brightness runs from 0 to 1.</summary>
    public double Variance { get; set; }

    /// <summary>Target (x, y) in −1…1 over the inner window lies in the source at ((1 + P0) x + P1, (1 + P2) y + P3).</summary>
    public float[] Warp { get; } = new float[4];

    /// <summary>In three octaves from fine to coarse: log of the residual's energy, and of the target's, over the variance. Empty where the residual is large.</summary>
    public double[] ResidualBands { get; set; } = [];
    public double[] SignalBands { get; set; } = [];

    public BandFit Copy()
    {
        var copy = new BandFit { Residual = Residual, Cover = Cover, Variance = Variance, ResidualBands = ResidualBands, SignalBands = SignalBands };
        Warp.CopyTo(copy.Warp, 0);
        return copy;
    }
}

/// <summary>
/// Fits one item onto another: shift and scale along both axes, and a cubic curve of brightness, all at once by Gauss and Newton (Lucas and
/// Kanade 1981, with the tone curve among the unknowns). Bands of one gel have nearly one shape, so what tells a copy is what is left after
/// the best fit. Not safe for several threads at once: it keeps its buffers.
/// </summary>
internal sealed class BandRegistration(BandGrid grid)
{
    private const int Tones = 4, Unknowns = Tones + 4;
    private const float LargestStep = 0.12f;

    /// <summary>Sums in plain loops instead of vectors, for the tests; the two differ by the order of additions only.</summary>
    internal bool Plain { get; init; }

    private readonly float[] _v = new float[grid.Nx * grid.Ny], _b = new float[grid.Nx * grid.Ny], _weight = new float[grid.Nx * grid.Ny];
    private readonly float[] _jx = new float[grid.Nx * grid.Ny], _jy = new float[grid.Nx * grid.Ny], _gx = new float[grid.Nx * grid.Ny], _gy = new float[grid.Nx * grid.Ny];
    private readonly int[] _at = new int[grid.Nx * grid.Ny];
    private readonly double[] _normal = new double[Unknowns * Unknowns], _right = new double[Unknowns], _tone = new double[Tones * Tones], _curve = new double[Tones], _moments = new double[2 * Tones - 1];
    private readonly float[] _residual = new float[grid.Nx * grid.Ny], _known = new float[grid.Nx * grid.Ny], _predicted = new float[grid.Nx * grid.Ny];

    /// <param name="a">Source.</param>
    /// <param name="orientation">How the source is turned first: 1 mirrors left to right, 2 top to bottom, 3 both.</param>
    /// <param name="b">Target.</param>
    /// <param name="window">Weights of the inner points.</param>
    /// <param name="coarse">Steps on every second point.</param>
    /// <param name="fine">Steps on all points, taken only where the coarse ones came close.</param>
    /// <param name="describeBelow">Residual below which its octaves are measured.</param>
    /// <param name="start">Where to begin, or null.</param>
    public BandFit Fit(BandPatch a, int orientation, BandPatch b, float[] window, int coarse, int fine, double describeBelow, float[]? start = null)
    {
        BandFit best = new();
        start?.CopyTo(best.Warp, 0);
        Span<float> p = stackalloc float[4];
        Span<double> step = stackalloc double[4];
        for (int phase = 0; phase < 2; phase++)
        {
            int stride = phase == 0 ? 2 : 1, steps = phase == 0 ? coarse : fine, worse = 0;
            best.Warp.CopyTo(p);
            double least = 99;
            for (int it = 0; it <= steps; it++)
            {
                double e = Evaluate(a, orientation, b, window, p, stride, it < steps, step, out double cover, out _);
                if (cover < 0.45) e += 1;
                if (e < least)
                {
                    bool settled = least - e < 1e-5 * least;
                    least = e;
                    p.CopyTo(best.Warp);
                    if (settled) break;
                }
                else if (++worse >= 2) break;
                if (e >= 9) break;
                for (int k = 0; k < 4; k++)
                    p[k] = Math.Clamp(p[k] + Math.Clamp((float)step[k], -LargestStep, LargestStep), -(float)grid.Reach, (float)grid.Reach);
            }
            best.Residual = least;
            if (fine == 0 || phase == 0 && least > 2 * describeBelow) break;
        }
        best.Residual = Evaluate(a, orientation, b, window, best.Warp, 1, false, step, out double covered, out double variance) + (covered < 0.45 ? 1 : 0);
        (best.Cover, best.Variance) = (covered, variance);
        if (best.Residual < describeBelow) Describe(best);
        return best;
    }

    /// <summary>Residual at a warp, with the best curve of brightness; and the step that would improve it.</summary>
    private double Evaluate(BandPatch a, int orientation, BandPatch b, float[] window, ReadOnlySpan<float> p, int stride, bool wantStep, Span<double> step, out double cover, out double variance)
    {
        int nx = grid.Nx, ny = grid.Ny, ox = grid.Ox, oy = grid.Oy, left = (ox - nx) / 2, top = (oy - ny) / 2, n = 0;
        bool fx = (orientation & 1) != 0, fy = (orientation & 2) != 0;
        double mass = 0, sum = 0, squares = 0, all = 0;
        variance = 0;
        float[] source = a.Values, target = b.Values;
        byte[] sourceMask = a.Mask, targetMask = b.Mask;
        for (int y = stride / 2; y < ny; y += stride)
        {
            float gy = (y + 0.5f) / ny * 2 - 1, py = ((1 + p[2]) * gy + p[3]) * (ny * 0.5f) + (oy - 1) * 0.5f;
            for (int x = stride / 2; x < nx; x += stride)
            {
                float w = window[y * nx + x];
                all += w;
                int ib = (y + top) * ox + x + left;
                if (w <= 0 || targetMask[ib] == 0) continue;
                float gx = (x + 0.5f) / nx * 2 - 1, px = ((1 + p[0]) * gx + p[1]) * (nx * 0.5f) + (ox - 1) * 0.5f;
                if (px < 0 || py < 0 || px > ox - 1.001f || py > oy - 1.001f) continue;
                int xi = (int)px, yi = (int)py;
                float u = px - xi, t = py - yi;
                int x0 = fx ? ox - 1 - xi : xi, x1 = fx ? x0 - 1 : x0 + 1, y0 = fy ? oy - 1 - yi : yi, y1 = fy ? y0 - 1 : y0 + 1;
                int i00 = y0 * ox + x0, i01 = y0 * ox + x1, i10 = y1 * ox + x0, i11 = y1 * ox + x1;
                if ((sourceMask[i00] & sourceMask[i01] & sourceMask[i10] & sourceMask[i11]) == 0) continue;
                float v00 = source[i00], v01 = source[i01], v10 = source[i10], v11 = source[i11];
                _v[n] = (v00 * (1 - u) + v01 * u) * (1 - t) + (v10 * (1 - u) + v11 * u) * t;
                if (wantStep)
                {
                    _jx[n] = ((v01 - v00) * (1 - t) + (v11 - v10) * t) * nx * 0.5f;
                    _jy[n] = ((v10 - v00) * (1 - u) + (v11 - v01) * u) * ny * 0.5f;
                    _gx[n] = gx;
                    _gy[n] = gy;
                }
                float value = target[ib];
                _weight[n] = w; _b[n] = value; _at[n] = y * nx + x;
                n++;
                mass += w; sum += w * value; squares += (double)w * value * value;
            }
        }
        cover = mass / all;
        if (n < 40 || cover < 0.3) return 9;
        if (!Tone(n, mass)) return 9;
        double total = squares - sum * sum / mass;
        variance = total / mass;
        return wantStep ? Step(n, mass, step) / (total + 2e-6 * mass) : Remember(n) / (total + 2e-6 * mass);
    }

    /// <summary>The step of Gauss and Newton, and the sum of squares before it.</summary>
    private double Step(int n, double mass, Span<double> step)
    {
        double left = Plain ? SumsScalar(n) : SumsVector(n);
        for (int row = 0; row < Tones; row++)
            for (int column = 0; column <= row; column++) _normal[row * Unknowns + column] = _moments[row + column];
        for (int k = 0; k < Unknowns; k++) _normal[k * Unknowns + k] = _normal[k * Unknowns + k] * 1.002 + 1e-6 * mass;
        if (!Cholesky.Solve(Unknowns, _normal, _right)) Array.Clear(_right);
        for (int k = 0; k < 4; k++) step[k] = _right[Tones + k];
        return left;
    }

    /// <summary>The rows of the normal equations that belong to the warp, their right side, and the sum of squares: four tones or four parts of the warp to a vector.</summary>
    private double SumsVector(int n)
    {
        Vector256<double> curve = Vector256.Create(_curve[0], _curve[1], _curve[2], _curve[3]), slopes = Vector256.Create(_curve[1], 2 * _curve[2], 3 * _curve[3], 0);
        Vector256<double> toneRight = default, warpRight = default, t0 = default, t1 = default, t2 = default, t3 = default, w0 = default, w1 = default, w2 = default, w3 = default;
        double left = 0;
        for (int i = 0; i < n; i++)
        {
            double v = _v[i], w = _weight[i];
            Vector256<double> powers = Vector256.Create(1, v, v * v, v * v * v);
            double r = _b[i] - Vector256.Sum(curve * powers), slope = Vector256.Sum(slopes * powers), jx = _jx[i] * slope, jy = _jy[i] * slope;
            left += w * r * r;
            Vector256<double> warp = Vector256.Create(jx * _gx[i], jx, jy * _gy[i], jy), weighted = warp * Vector256.Create(w);
            toneRight += powers * Vector256.Create(w * r);
            warpRight += weighted * Vector256.Create(r);
            // Rows of the normal matrix that belong to the warp: against the tones, and among themselves.
            Vector256<double> a = Vector256.Create(weighted[0]), b = Vector256.Create(weighted[1]), c = Vector256.Create(weighted[2]), d = Vector256.Create(weighted[3]);
            t0 += a * powers; t1 += b * powers; t2 += c * powers; t3 += d * powers;
            w0 += a * warp; w1 += b * warp; w2 += c * warp; w3 += d * warp;
        }
        ReadOnlySpan<Vector256<double>> rowsOfTones = [t0, t1, t2, t3], rowsOfWarp = [w0, w1, w2, w3];
        for (int row = 0; row < Tones; row++)
        {
            for (int column = 0; column < Tones; column++) _normal[(Tones + row) * Unknowns + column] = rowsOfTones[row][column];
            for (int column = 0; column <= row; column++) _normal[(Tones + row) * Unknowns + Tones + column] = rowsOfWarp[row][column];
            _right[row] = toneRight[row];
            _right[Tones + row] = warpRight[row];
        }
        return left;
    }

    /// <summary>The plain form of <see cref="SumsVector"/>.</summary>
    private double SumsScalar(int n)
    {
        double left = 0;
        Array.Clear(_normal);
        Array.Clear(_right);
        Span<double> row = stackalloc double[Unknowns];
        for (int i = 0; i < n; i++)
        {
            double v = _v[i], w = _weight[i], r = _b[i] - (_curve[0] + _curve[1] * v + _curve[2] * v * v + _curve[3] * v * v * v), slope = _curve[1] + 2 * _curve[2] * v + 3 * _curve[3] * v * v;
            double jx = _jx[i] * slope, jy = _jy[i] * slope;
            left += w * r * r;
            (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]) = (1, v, v * v, v * v * v, jx * _gx[i], jx, jy * _gy[i], jy);
            for (int k = 0; k < Unknowns; k++)
            {
                _right[k] += w * r * row[k];
                for (int c = 0; k >= Tones && c <= k; c++) _normal[k * Unknowns + c] += w * row[k] * row[c];
            }
        }
        return left;
    }

    /// <summary>Keeps what is left for <see cref="Describe"/>, and sums its squares.</summary>
    private double Remember(int n)
    {
        _residual.AsSpan().Clear();
        _known.AsSpan().Clear();
        _predicted.AsSpan().Clear();
        double left = 0;
        for (int i = 0; i < n; i++)
        {
            double v = _v[i], predicted = _curve[0] + v * (_curve[1] + v * (_curve[2] + v * _curve[3])), r = _b[i] - predicted;
            left += _weight[i] * r * r;
            (_residual[_at[i]], _known[_at[i]], _predicted[_at[i]]) = ((float)r, _weight[i], (float)predicted);
        }
        return left;
    }

    /// <summary>The cubic curve of brightness that brings source to target with least squares; its moments are kept for the step.</summary>
    private bool Tone(int n, double mass)
    {
        if (Plain) MomentsScalar(n); else MomentsVector(n);
        for (int r = 0; r < Tones; r++)
            for (int c = 0; c <= r; c++) _tone[r * Tones + c] = _moments[r + c] + (r == c ? 1e-5 * mass * (r > 1 ? 1 : 0.01) : 0);
        return Cholesky.Solve(Tones, _tone, _curve);
    }

    /// <summary>Moments of the source and its products with the target, four powers of brightness to a vector.</summary>
    private void MomentsVector(int n)
    {
        Vector256<double> low = default, high = default, right = default;
        for (int i = 0; i < n; i++)
        {
            double v = _v[i], cube = v * v * v;
            Vector256<double> weighted = Vector256.Create(1, v, v * v, cube) * Vector256.Create((double)_weight[i]);
            low += weighted;
            high += weighted * Vector256.Create(cube);
            right += weighted * Vector256.Create((double)_b[i]);
        }
        (_moments[0], _moments[1], _moments[2], _moments[3], _moments[4], _moments[5], _moments[6]) = (low[0], low[1], low[2], low[3], high[1], high[2], high[3]);
        right.CopyTo(_curve);
    }

    /// <summary>The plain form of <see cref="MomentsVector"/>.</summary>
    private void MomentsScalar(int n)
    {
        Array.Clear(_moments);
        Array.Clear(_curve);
        for (int i = 0; i < n; i++)
        {
            double power = _weight[i];
            for (int k = 0; k < _moments.Length; k++)
            {
                _moments[k] += power;
                if (k < Tones) _curve[k] += power * _b[i];
                power *= _v[i];
            }
        }
    }

    /// <summary>Energies of residual and target between Gaussians of 0.8, 1.6, 3.2 and 6.4 grid points.</summary>
    private void Describe(BandFit fit)
    {
        int n = grid.Nx * grid.Ny;
        double mass = 0, sum = 0;
        for (int i = 0; i < n; i++) { mass += _known[i]; sum += _known[i] * (_predicted[i] + _residual[i]); }
        float mean = (float)(sum / mass);
        float[] target = new float[n], predicted = new float[n];
        for (int i = 0; i < n; i++)
        {
            target[i] = _known[i] * (_predicted[i] + _residual[i] - mean);
            predicted[i] = _known[i] * (_predicted[i] - mean);
        }
        double[] sigmas = [0.8, 1.6, 3.2, 6.4];
        float[][] smoothTarget = new float[4][], smoothPredicted = new float[4][];
        for (int s = 0; s < 4; s++)
        {
            float[] known = Smoothing.Blur(_known, grid.Nx, grid.Ny, sigmas[s]);
            smoothTarget[s] = Smoothing.Blur(target, grid.Nx, grid.Ny, sigmas[s]);
            smoothPredicted[s] = Smoothing.Blur(predicted, grid.Nx, grid.Ny, sigmas[s]);
            for (int i = 0; i < n; i++)
            {
                float k = 1 / (known[i] + 1e-3f);
                smoothTarget[s][i] *= k;
                smoothPredicted[s][i] *= k;
            }
        }
        fit.ResidualBands = new double[3];
        fit.SignalBands = new double[3];
        for (int s = 0; s < 3; s++)
        {
            double signal = 0, residual = 0;
            for (int i = 0; i < n; i++)
            {
                double hb = smoothTarget[s][i] - smoothTarget[s + 1][i], hp = smoothPredicted[s][i] - smoothPredicted[s + 1][i];
                signal += _known[i] * hb * hb;
                residual += _known[i] * (hb - hp) * (hb - hp);
            }
            fit.ResidualBands[s] = Math.Log(residual / mass / fit.Variance + 1e-5);
            fit.SignalBands[s] = Math.Log(signal / mass / fit.Variance + 1e-5);
        }
    }
}
