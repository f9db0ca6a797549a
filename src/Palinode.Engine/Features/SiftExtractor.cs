using Palinode.Engine.Imaging;
using Palinode.Engine.Native;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Features;

/// <summary>
/// SIFT (Lowe 2004) on the locally equalised panel, enlarged where it is small, text and line overlays left out. Differs from the paper in the
/// low contrast threshold, the even spread of keypoints and RootSIFT descriptors.
/// </summary>
public sealed class SiftExtractor(FeatureOptions options)
{
    private const double Sigma = 1.6;

    /// <param name="panel">Any panel with pixels.</param>
    /// <param name="pairs">Pairs of panels in the run; see <see cref="FeatureOptions.FullPairs"/>.</param>
    public unsafe FeatureSet Extract(Panel panel, int pairs = 0)
    {
        Raster gray = panel.Pixels.ToGray();
        int longer = Math.Max(gray.Width, gray.Height);
        bool blot = panel.Class == PanelClass.Blot;
        int enlargeBelow = blot ? options.EnlargeBlotsBelow : options.EnlargeBelow, capacity = blot ? options.MaxBlotKeypoints : options.KeypointsFor(pairs);
        double zoom = longer < enlargeBelow ? Math.Min(blot ? options.MaxBlotEnlargement : options.MaxEnlargement, (double)enlargeBelow / longer)
            : longer > options.ReduceAbove ? (double)options.ReduceAbove / longer : 1;
        int w = Math.Max(8, (int)Math.Round(gray.Width * zoom)), h = Math.Max(8, (int)Math.Round(gray.Height * zoom));
        double zx = (double)w / gray.Width, zy = (double)h / gray.Height;
        Raster work = gray.Resize(w, h);
        if (options.EqualizeClip > 0) work = work.EqualizeLocally(options.EqualizeClip);
        byte[]? allowed = AllowedMask(panel, w, h);

        float[] points = new float[5 * capacity];
        byte[] sift = new byte[FeatureSet.DescriptorLength * capacity];
        int n;
        fixed (byte* g = work.Pixels, m = allowed, d = sift)
        fixed (float* p = points)
            n = Vision.Check(Vision.pn_sift(g, w, h, m, capacity, options.ContrastThreshold, options.EdgeThreshold, Sigma, p, d));

        float[] x = new float[n], y = new float[n], size = new float[n], angle = new float[n];
        sbyte[] descriptors = new sbyte[n * FeatureSet.DescriptorLength];
        for (int i = 0; i < n; i++)
        {
            x[i] = (float)(points[5 * i] / zx);
            y[i] = (float)(points[5 * i + 1] / zy);
            size[i] = (float)(points[5 * i + 2] / Math.Sqrt(zx * zy));
            angle[i] = points[5 * i + 3] * (MathF.PI / 180);
            RootSift.FromSift(sift.AsSpan(i * FeatureSet.DescriptorLength, FeatureSet.DescriptorLength), descriptors.AsSpan(i * FeatureSet.DescriptorLength, FeatureSet.DescriptorLength));
        }
        return new FeatureSet(x, y, size, angle, descriptors);
    }

    /// <summary>255 where keypoints may lie: away from overlays by two pixels. Null where nothing is overlaid.</summary>
    private static byte[]? AllowedMask(Panel panel, int w, int h)
    {
        if (!panel.Overlay.AsSpan().ContainsAnyExcept((byte)0)) return null;
        Raster overlay = new Raster(panel.Pixels.Width, panel.Pixels.Height, 1, panel.Overlay).Resize(w, h);
        byte[] allowed = new byte[w * h];
        const int reach = 2;
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
            {
                bool clear = true;
                for (int v = Math.Max(0, y - reach); clear && v <= Math.Min(h - 1, y + reach); v++)
                    clear = !overlay.Pixels.AsSpan(v * w + Math.Max(0, x - reach), Math.Min(w - 1, x + reach) - Math.Max(0, x - reach) + 1).ContainsAnyExceptInRange((byte)0, (byte)63);
                if (clear) allowed[y * w + x] = 255;
            }
        return allowed;
    }
}
