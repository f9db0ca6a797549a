using Palinode.Engine.Imaging;
using Palinode.Engine.Native;
using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>How the grain of two places correlates, place by place.</summary>
/// <param name="Levels">One byte a pixel: 255 where nothing can be said, else 100 · (correlation + 1), so 100 is none and 200 is full.</param>
/// <param name="Width">In frame pixels.</param>
/// <param name="Height">In frame pixels.</param>
/// <param name="FrameFromA">Frame pixels from pixels of A.</param>
public sealed record ResidualMap(byte[] Levels, int Width, int Height, AffineMap FrameFromA);

/// <summary>What was measured on the way to a verdict.</summary>
/// <param name="Evidence">The verdict, as a finding tells it.</param>
/// <param name="Map">Null where nothing could be compared.</param>
/// <param name="Grain">Standard deviation of the weaker of the two residuals in even places, grey levels.</param>
/// <param name="Pixels">Pixels that took part.</param>
/// <param name="Grid">The stronger of the two JPEG grids.</param>
/// <param name="Rival">Largest correlation at any other shift or of a turned residual.</param>
internal sealed record ResidualMeasure(PixelEvidence Evidence, ResidualMap? Map, double Grain, int Pixels, double Grid, double Rival);

/// <summary>
/// Two recordings of one scene share its shapes, not their noise. The residuals of both places (what a local Wiener filter takes for noise: Mıhçak et al. 1999,
/// Lukáš, Fridrich and Goljan 2006) are correlated in register and at other shifts; the peak is held against the energy elsewhere (peak-to-correlation
/// energy, Goljan, Fridrich and Filler 2009). What differs: there is no camera fingerprint, both residuals come from single small pictures; edges count little,
/// because structure that both share would correlate too; and the null is the pair itself, shifted, and turned by half.
/// </summary>
internal sealed unsafe class ResidualProof(ResidualOptions options)
{
    /// <param name="a">Grey picture A.</param>
    /// <param name="overlayA">Mask of A's overlays, 255 is ignored.</param>
    /// <param name="b">Grey picture B.</param>
    /// <param name="overlayB">Mask of B's overlays.</param>
    /// <param name="bFromA">Pixels of B from pixels of A.</param>
    /// <param name="shared">Where to look; null for the whole overlap.</param>
    public ResidualMeasure Measure(Raster a, byte[] overlayA, Raster b, byte[] overlayB, AffineMap bFromA, SharedOutline? shared)
    {
        double scale = Math.Sqrt(Math.Abs(bFromA.Determinant)), grid = Math.Max(JpegGrid.Measure(a).Ratio, JpegGrid.Measure(b).Ratio);
        if (scale < options.MinScale || scale > 1 / options.MinScale) return Nothing("resolution", grid);
        Box inA = PixelAgreement.Overlap(a, b, bFromA);
        if (shared is { } s) inA = inA.Intersect(new Box(s.Outline.Min(c => c.X), s.Outline.Min(c => c.Y), s.Outline.Max(c => c.X), s.Outline.Max(c => c.Y)));
        double zoom = Math.Min(1, scale);
        int w = (int)Math.Min(options.Limit, inA.Width * zoom), h = (int)Math.Min(options.Limit, inA.Height * zoom);
        if ((long)w * h < options.MinPixels || Math.Min(w, h) < 2 * options.Shifts / 3) return Nothing("resolution", grid);
        // A whole-pixel corner leaves A's own pixels untouched where A is the coarser one.
        AffineMap aFromFrame = new(1 / zoom, 0, Math.Floor(inA.CentreX - w / 2.0 / zoom), 0, 1 / zoom, Math.Floor(inA.CentreY - h / 2.0 / zoom));
        float[] mask = Mask(a, overlayA, b, overlayB, bFromA, shared, aFromFrame, w, h);
        float[] fa = Sample(a, aFromFrame, w, h);
        AffineMap bFromFrame = FineAlignment.Refine(fa, at => Sample(b, at, w, h), mask, w, h, bFromA.After(aFromFrame));
        float[] fb = Sample(b, bFromFrame, w, h);
        (float[] ra, float[] wa, double ga) = Residual(fa, mask, w, h);
        (float[] rb, float[] wb, double gb) = Residual(fb, mask, w, h);
        int pixels = 0;
        for (int i = 0; i < ra.Length; i++)
        {
            float weight = wa[i] * wb[i];
            if (weight > 0.05) pixels++;
            ra[i] *= weight;
            rb[i] *= weight;
        }
        Surface surface = Correlate(ra, rb, w, h);
        double grain = Math.Min(ga, gb);
        double shapes = FineAlignment.Agreement(fa, fb, mask);
        PixelEvidence evidence = Judge(surface, shapes, grain, pixels, grid, zoom == 1 ? Math.Min(1, 1 / scale) : scale);
        ResidualMap map = LocalMap(ra, rb, w, h, aFromFrame.Inverse());
        return new ResidualMeasure(evidence, map, grain, pixels, grid, surface.Rival);
    }

    private PixelEvidence Judge(Surface surface, double shapes, double grain, int pixels, double grid, double scale)
    {
        PixelVerdictKind verdict = PixelVerdictKind.Undetermined;
        string? reason = null;
        bool standsOut = surface.Pce >= options.PceFrom && surface.Peak > 1.5 * surface.Rival;
        if (pixels < options.MinPixels) reason = "resolution";
        else if (grain < options.MinGrain) reason = grid > options.MaxGrid ? "JPEG" : scale < 0.8 ? "resolution" : "blur";
        else if (surface.Peak >= options.SameFrom && standsOut) verdict = PixelVerdictKind.SamePixels;
        else if (grid > options.MaxGrid) reason = "JPEG";
        else if (scale < 0.8) reason = "resolution";
        else if (shapes < options.ShapesFrom) reason = "alignment";
        else if (surface.Peak <= options.SceneTo) verdict = PixelVerdictKind.SameScene;
        else reason = "blur";
        return new PixelEvidence { Verdict = verdict, Reason = reason, Pce = Math.Round(surface.Pce, 1), Correlation = Math.Round(surface.Peak, 3) };
    }

    private static ResidualMeasure Nothing(string reason, double grid) =>
        new(new PixelEvidence { Verdict = PixelVerdictKind.Undetermined, Reason = reason, Pce = 0, Correlation = 0 }, null, 0, 0, grid, 0);

    private static float[] Mask(Raster a, byte[] overlayA, Raster b, byte[] overlayB, AffineMap bFromA, SharedOutline? shared, AffineMap aFromFrame, int w, int h)
    {
        float[] mask = PixelAgreement.Validity(overlayA, a.Width, a.Height, aFromFrame, w, h);
        float[] inB = PixelAgreement.Validity(overlayB, b.Width, b.Height, bFromA.After(aFromFrame), w, h);
        AffineMap sharedFromFrame = shared is null ? default : shared.AFromFrame.Inverse().After(aFromFrame);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
            {
                int i = y * w + x;
                mask[i] *= inB[i];
                if (shared is null) continue;
                (double sx, double sy) = sharedFromFrame.Apply(x + 0.5, y + 0.5);
                int px = (int)Math.Floor(sx), py = (int)Math.Floor(sy);
                if (px < 0 || py < 0 || px >= shared.Width || py >= shared.Height || shared.Mask[py * shared.Width + px] == 0) mask[i] = 0;
            }
        return mask;
    }

    /// <summary>Grey levels in the frame; where the frame is coarser than the picture, each pixel is an average over what it covers.</summary>
    private static float[] Sample(Raster source, AffineMap sourceFromFrame, int w, int h)
    {
        double step = Math.Sqrt(Math.Abs(sourceFromFrame.Determinant)), sigma = Math.Sqrt(Math.Max(0, step * step - 1)) * 0.5;
        Raster warped = (sigma > 0.3 ? source.Blur(sigma) : source).Warp(sourceFromFrame, w, h);
        float[] values = new float[w * h];
        for (int i = 0; i < values.Length; i++) values[i] = warped.Pixels[i];
        return values;
    }

    /// <summary>The residual in units of grain, its weight (0…1, small where there is structure), and the grain's standard deviation in grey levels.</summary>
    private (float[] Residual, float[] Weight, double Grain) Residual(float[] image, float[] mask, int w, int h)
    {
        int n = w * h;
        float[] smooth = Blur(image, w, h, options.HighPass), rest = new float[n], squares = new float[n], weight = new float[n];
        for (int i = 0; i < n; i++)
        {
            rest[i] = image[i] - smooth[i];
            squares[i] = rest[i] * rest[i];
        }
        float[] variance = Blur(squares, w, h, options.VarianceWindow);
        List<float> known = [];
        for (int i = 0; i < n; i++)
        {
            // Black or white to the stop holds no grain; nor does what rounding alone explains.
            if (mask[i] == 0 || smooth[i] < 4 || smooth[i] > 251 || variance[i] < 0.1) continue;
            weight[i] = 1;
            known.Add(variance[i]);
        }
        if (known.Count == 0) return (rest, weight, 0);
        known.Sort();
        float grain = known[(int)(options.GrainQuantile * (known.Count - 1))];
        for (int i = 0; i < n; i++)
        {
            if (weight[i] == 0) continue;
            weight[i] = MathF.Min(1, MathF.Pow(grain / variance[i], (float)options.Selectivity));
            rest[i] /= MathF.Sqrt(grain);
        }
        return (rest, weight, Math.Sqrt(grain));
    }

    /// <param name="Peak">Correlation in register: the best within one pixel.</param>
    /// <param name="Pce">Signed peak-to-correlation energy.</param>
    /// <param name="Rival">Largest absolute correlation at any other shift, and of A with B turned by half.</param>
    private readonly record struct Surface(double Peak, double Pce, double Rival);

    private Surface Correlate(float[] a, float[] b, int w, int h)
    {
        double peak = double.NegativeInfinity, energy = 0, rival = 0;
        int n = 0, reach = options.Shifts;
        for (int dy = -reach; dy <= reach; dy++)
            for (int dx = -reach; dx <= reach; dx++)
            {
                double c = ShiftedCorrelation.At(a, b, w, h, dx, dy);
                int far = Math.Max(Math.Abs(dx), Math.Abs(dy));
                if (far <= 1) peak = Math.Max(peak, c);
                if (far <= options.PeakRadius) continue;
                energy += c * c;
                n++;
                rival = Math.Max(rival, Math.Abs(c));
            }
        // Turned by half, nothing of B lies where it did: another place of the same picture, with the same statistics.
        float[] turned = [.. b.Reverse()];
        for (int dy = -reach; dy <= reach; dy += 2)
            for (int dx = -reach; dx <= reach; dx += 2)
            {
                double c = ShiftedCorrelation.At(a, turned, w, h, dx, dy);
                energy += c * c;
                n++;
                rival = Math.Max(rival, Math.Abs(c));
            }
        double mean = energy / n;
        return new Surface(peak, mean > 0 ? Math.Sign(peak) * peak * peak / mean : 0, rival);
    }

    private ResidualMap LocalMap(float[] a, float[] b, int w, int h, AffineMap frameFromA)
    {
        int n = w * h;
        float[] ab = new float[n], aa = new float[n], bb = new float[n];
        for (int i = 0; i < n; i++) (ab[i], aa[i], bb[i]) = (a[i] * b[i], a[i] * a[i], b[i] * b[i]);
        ab = Blur(ab, w, h, options.MapWindow); aa = Blur(aa, w, h, options.MapWindow); bb = Blur(bb, w, h, options.MapWindow);
        byte[] levels = new byte[n];
        for (int i = 0; i < n; i++)
        {
            // Below a fiftieth of full grain the window holds structure or nothing.
            double p = Math.Sqrt((double)aa[i] * bb[i]);
            levels[i] = p < 0.02 ? (byte)255 : (byte)Math.Round(100 + 100 * Math.Clamp(ab[i] / p, -1, 1));
        }
        return new ResidualMap(levels, w, h, frameFromA);
    }

    private static float[] Blur(float[] source, int w, int h, double sigma)
    {
        float[] target = new float[source.Length];
        fixed (float* s = source, t = target)
            Vision.Check(Vision.pn_gaussian_f(s, w, h, sigma, sigma, t));
        return target;
    }
}
