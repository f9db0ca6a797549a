using Palinode.Engine.Imaging;
using Palinode.Engine.Native;
using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>What the pixels of an aligned pair say.</summary>
/// <param name="SharedInA">Around the shared area, in pixels of A.</param>
/// <param name="Zncc">Correlation over the shared area, −1…1.</param>
/// <param name="Agreement">Share of the textured part of the geometric overlap whose local correlation counts as shared, 0…1.</param>
/// <param name="LocalZncc">Mean local correlation over the shared area.</param>
/// <param name="SharedPixels">Size of the shared textured area in pixels of the frame.</param>
/// <param name="AreaFraction">Shared area over the area of the smaller panel, 0…1.</param>
internal sealed record PixelVerdict(Box SharedInA, double Zncc, double Agreement, double LocalZncc, double SharedPixels, double AreaFraction)
{
    public static PixelVerdict Nothing { get; } = new(new Box(0, 0, 0, 0), 0, 0, 0, 0, 0);
}

/// <summary>Two panels in one frame and how they correlate, place by place.</summary>
/// <param name="InA">What the frame covers, in pixels of A.</param>
/// <param name="Zoom">Pixels of the frame for one pixel of A.</param>
/// <param name="AFromFrame">Pixels of A from pixels of the frame.</param>
/// <param name="Width">Of the frame.</param>
/// <param name="Height">Of the frame.</param>
/// <param name="A">Grey levels of A.</param>
/// <param name="B">Grey levels of B.</param>
/// <param name="Mask">1 where both have a pixel that is no overlay.</param>
/// <param name="Local">Local correlation, 0 where it was not measured.</param>
/// <param name="Textured">Where it was measured: at least one of the two is not flat there.</param>
internal sealed record LocalAgreement(Box InA, double Zoom, AffineMap AFromFrame, int Width, int Height, float[] A, float[] B, float[] Mask, float[] Local, bool[] Textured);

/// <summary>
/// Carries B into A's frame and correlates the two in a sliding Gaussian window (local ZNCC). The area that agrees grows from the matched points
/// to where agreement ends, so that a copy altered in one corner is still found and told by its true extent.
/// </summary>
internal sealed unsafe class PixelAgreement(PixelOptions options)
{
    /// <param name="a">Grey picture A.</param>
    /// <param name="overlayA">Mask of A's overlays, 255 is ignored.</param>
    /// <param name="b">Grey picture B.</param>
    /// <param name="overlayB">Mask of B's overlays.</param>
    /// <param name="bFromA">Pixels of B from pixels of A.</param>
    /// <param name="seeds">Matched points in pixels of A; the shared area is made of the parts that hold one. Empty: every part counts.</param>
    public PixelVerdict Compare(Raster a, byte[] overlayA, Raster b, byte[] overlayB, AffineMap bFromA, IReadOnlyList<(double X, double Y)> seeds)
    {
        if (Correlate(a, overlayA, b, overlayB, bFromA) is not { } map) return PixelVerdict.Nothing;
        (int w, int h, double zoom, Box inA, float[] local, bool[] textured) = (map.Width, map.Height, map.Zoom, map.InA, map.Local, map.Textured);
        byte[] good = new byte[w * h];
        int texturedCount = 0, goodCount = 0;
        for (int i = 0; i < good.Length; i++)
        {
            if (!textured[i]) continue;
            texturedCount++;
            if (local[i] >= options.SharedFrom) { good[i] = 255; goodCount++; }
        }
        if (goodCount == 0) return PixelVerdict.Nothing;
        double agreement = (double)goodCount / texturedCount;

        byte[] shared = Grow(good, w, h, seeds, map.AFromFrame.Inverse(), out PixelRect bounds, out int sharedCount);
        if (sharedCount == 0) return PixelVerdict.Nothing;
        (double zncc, double localMean) = Over(shared, map.A, map.B, local);
        Box box = agreement > 0.75 ? inA
            : new Box(inA.X0 + bounds.X0 / zoom, inA.Y0 + bounds.Y0 / zoom, inA.X0 + bounds.X1 / zoom, inA.Y0 + bounds.Y1 / zoom);
        double scale = Math.Sqrt(Math.Abs(bFromA.Determinant)), areaA = box.Area / ((double)a.Width * a.Height), areaB = box.Area * scale * scale / ((double)b.Width * b.Height);
        return new PixelVerdict(box, zncc, agreement, localMean, sharedCount, Math.Min(1, Math.Max(areaA, areaB)));
    }

    /// <summary>Both panels in one frame, at the resolution of the coarser, with their local correlation; null where they share next to nothing.</summary>
    public LocalAgreement? Correlate(Raster a, byte[] overlayA, Raster b, byte[] overlayB, AffineMap bFromA)
    {
        double scale = Math.Sqrt(Math.Abs(bFromA.Determinant));
        if (scale is < 0.05 or > 20) return null;
        // Work where the coarser of the two has its own pixels; only the overlap matters, so the frame is cut to it.
        Box inA = Overlap(a, b, bFromA);
        if (inA.Width < 6 || inA.Height < 6) return null;
        double zoom = Math.Min(1, scale);
        zoom = Math.Min(zoom, options.FrameLimit / Math.Max(inA.Width, inA.Height));
        int w = (int)Math.Ceiling(inA.Width * zoom), h = (int)Math.Ceiling(inA.Height * zoom);
        if (w < 6 || h < 6) return null;
        AffineMap aFromFrame = new(1 / zoom, 0, inA.X0, 0, 1 / zoom, inA.Y0);
        AffineMap bFromFrame = bFromA.After(aFromFrame);

        float[] fa = Sample(a, aFromFrame, w, h), fb = Sample(b, bFromFrame, w, h);
        float[] mask = Validity(overlayA, a.Width, a.Height, aFromFrame, w, h);
        float[] maskB = Validity(overlayB, b.Width, b.Height, bFromFrame, w, h);
        for (int i = 0; i < mask.Length; i++) mask[i] *= maskB[i];
        float[] local = LocalCorrelation(fa, fb, mask, w, h, out bool[] textured);
        return new LocalAgreement(inA, zoom, aFromFrame, w, h, fa, fb, mask, local, textured);
    }

    /// <summary>The box around the part of A whose image lies in B, in pixels of A (an upright box, generous where the overlap is slanted).</summary>
    internal static Box Overlap(Raster a, Raster b, AffineMap bFromA)
    {
        AffineMap aFromB = bFromA.Inverse();
        Box of = aFromB.Around(new Box(0, 0, b.Width, b.Height));
        return of.Intersect(new Box(0, 0, a.Width, a.Height));
    }

    private float[] Sample(Raster source, AffineMap sourceFromFrame, int w, int h)
    {
        double step = Math.Sqrt(Math.Abs(sourceFromFrame.Determinant));
        // Before sampling coarsely, blur by what a pixel of the frame covers, or grain turns into false detail.
        double sigma = Math.Sqrt(Math.Max(0, step * step - 1)) * 0.5;
        Raster smooth = sigma > 0.3 ? source.Blur(sigma) : source;
        Raster warped = smooth.Warp(sourceFromFrame, w, h);
        float[] values = new float[w * h];
        for (int i = 0; i < values.Length; i++) values[i] = warped.Pixels[i];
        return options.Smoothing > 0 ? Blur(values, w, h, options.Smoothing) : values;
    }

    internal static float[] Validity(byte[] overlay, int sw, int sh, AffineMap sourceFromFrame, int w, int h)
    {
        byte[] valid = new byte[sw * sh];
        for (int i = 0; i < valid.Length; i++) valid[i] = overlay[i] == 0 ? (byte)255 : (byte)0;
        Raster warped = new Raster(sw, sh, 1, valid).Warp(sourceFromFrame, w, h);
        float[] mask = new float[w * h];
        for (int i = 0; i < mask.Length; i++) mask[i] = warped.Pixels[i] > 200 ? 1 : 0;
        return mask;
    }

    private float[] LocalCorrelation(float[] a, float[] b, float[] mask, int w, int h, out bool[] textured)
    {
        int n = w * h;
        float[] ma = new float[n], mb = new float[n], maa = new float[n], mbb = new float[n], mab = new float[n];
        for (int i = 0; i < n; i++)
        {
            float m = mask[i], p = a[i], q = b[i];
            (ma[i], mb[i], maa[i], mbb[i], mab[i]) = (m * p, m * q, m * p * p, m * q * q, m * p * q);
        }
        float[] weight = Blur(mask, w, h, options.Window);
        ma = Blur(ma, w, h, options.Window); mb = Blur(mb, w, h, options.Window);
        maa = Blur(maa, w, h, options.Window); mbb = Blur(mbb, w, h, options.Window); mab = Blur(mab, w, h, options.Window);
        float[] local = new float[n];
        textured = new bool[n];
        double flat = options.FlatBelow * options.FlatBelow;
        for (int i = 0; i < n; i++)
        {
            double k = weight[i];
            if (mask[i] == 0 || k < 0.4) continue;
            double pa = ma[i] / k, pb = mb[i] / k, va = maa[i] / k - pa * pa, vb = mbb[i] / k - pb * pb, cov = mab[i] / k - pa * pb;
            if (va < flat && vb < flat) continue;
            textured[i] = true;
            local[i] = (float)(cov / Math.Sqrt(Math.Max(va, flat * 0.25) * Math.Max(vb, flat * 0.25)));
        }
        return local;
    }

    /// <summary>The connected parts of <paramref name="good"/> that hold a seed, or all where none does.</summary>
    private static byte[] Grow(byte[] good, int w, int h, IReadOnlyList<(double X, double Y)> seeds, AffineMap frameFromA, out PixelRect bounds, out int count)
    {
        Component[] parts = RasterOperations.Components(good, w, h, out int[] labels);
        bool[] keep = new bool[parts.Length + 1];
        bool any = false;
        foreach ((double sx, double sy) in seeds)
        {
            (double x, double y) = frameFromA.Apply(sx, sy);
            int px = (int)x, py = (int)y;
            if (px < 0 || py < 0 || px >= w || py >= h || labels[py * w + px] == 0) continue;
            keep[labels[py * w + px]] = true;
            any = true;
        }
        if (!any) Array.Fill(keep, seeds.Count == 0);
        keep[0] = false;
        byte[] shared = new byte[w * h];
        count = 0;
        int x0 = w, y0 = h, x1 = 0, y1 = 0;
        for (int i = 0; i < shared.Length; i++)
        {
            if (!keep[labels[i]]) continue;
            shared[i] = 255;
            count++;
        }
        for (int k = 0; k < parts.Length; k++)
        {
            if (!keep[k + 1]) continue;
            PixelRect r = parts[k].Bounds;
            (x0, y0, x1, y1) = (Math.Min(x0, r.X0), Math.Min(y0, r.Y0), Math.Max(x1, r.X1), Math.Max(y1, r.Y1));
        }
        bounds = count > 0 ? new PixelRect(x0, y0, x1, y1) : default;
        return shared;
    }

    private static (double Zncc, double Local) Over(byte[] shared, float[] a, float[] b, float[] local)
    {
        double n = 0, sa = 0, sb = 0, l = 0;
        for (int i = 0; i < shared.Length; i++)
            if (shared[i] != 0) { n++; sa += a[i]; sb += b[i]; l += local[i]; }
        double ma = sa / n, mb = sb / n, va = 0, vb = 0, cov = 0;
        for (int i = 0; i < shared.Length; i++)
        {
            if (shared[i] == 0) continue;
            double p = a[i] - ma, q = b[i] - mb;
            va += p * p; vb += q * q; cov += p * q;
        }
        return (va > 0 && vb > 0 ? cov / Math.Sqrt(va * vb) : 0, l / n);
    }

    private static float[] Blur(float[] source, int w, int h, double sigma)
    {
        float[] target = new float[source.Length];
        fixed (float* s = source, t = target)
            Vision.Check(Vision.pn_gaussian_f(s, w, h, sigma, sigma, t));
        return target;
    }
}
