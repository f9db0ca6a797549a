using Palinode.Engine.Imaging;

namespace Palinode.Engine.Copies;

/// <summary>A picture at the size of the search, without its slow changes of brightness: once coarse, for finding, once fine, for judging.</summary>
internal sealed class TexturePlane
{
    /// <summary>Standard deviations, in pixels, of the two Gaussians whose difference is taken.</summary>
    private const double CoarseFrom = 1, CoarseTo = 4, FineFrom = 0.7, FineTo = 3, GrainTo = 1.2;

    /// <summary>Standard deviation, in pixels, of the neighbourhood by whose strength grain is divided; and grey levels of grain that count as none.</summary>
    private const double GrainAround = 4;
    private const float LeastGrain = 1;

    /// <summary>An overlay that covers a quarter of a reduced pixel spoils it.</summary>
    private const byte Spoilt = 64;

    /// <param name="gray">Grey picture.</param>
    /// <param name="overlay">Mask of overlays of its size, 255 is ignored.</param>
    /// <param name="longerSide">Pixels that the longer side may have.</param>
    public TexturePlane(Raster gray, byte[] overlay, int longerSide)
    {
        double zoom = Math.Min(1, (double)longerSide / Math.Max(gray.Width, gray.Height));
        Width = Math.Max(1, (int)Math.Round(gray.Width * zoom));
        Height = Math.Max(1, (int)Math.Round(gray.Height * zoom));
        float[] pixels = Array.ConvertAll(gray.Resize(Width, Height).Pixels, p => (float)p);
        Coarse = BandPass(pixels, CoarseFrom, CoarseTo);
        Fine = BandPass(pixels, FineFrom, FineTo);
        Grain = FloatImage.Blur(pixels, Width, Height, GrainTo, GrainTo);
        float[] energy = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            Grain[i] = pixels[i] - Grain[i];
            energy[i] = Grain[i] * Grain[i];
        }
        energy = FloatImage.Blur(energy, Width, Height, GrainAround, GrainAround);
        for (int i = 0; i < pixels.Length; i++) Grain[i] /= MathF.Sqrt(energy[i] + LeastGrain * LeastGrain);
        Covered = [.. new Raster(gray.Width, gray.Height, 1, overlay).Resize(Width, Height).Pixels.Select(p => p >= Spoilt)];
    }

    public int Width { get; }
    public int Height { get; }

    /// <summary>Shapes of 5 to 20 pixels, grey levels, row by row.</summary>
    public float[] Coarse { get; }

    /// <summary>Detail of 3 to 15 pixels.</summary>
    public float[] Fine { get; }

    /// <summary>
    /// What changes from pixel to pixel, noise and the finest texture, evened out: without that a strong edge would speak for everything around it, and one
    /// curved edge is like another.
    /// </summary>
    public float[] Grain { get; }

    /// <summary>Pixels under letters, arrows and scale bars.</summary>
    public bool[] Covered { get; }

    private float[] BandPass(float[] pixels, double from, double to)
    {
        float[] passed = FloatImage.Blur(pixels, Width, Height, from, from), slow = FloatImage.Blur(passed, Width, Height, to, to);
        for (int i = 0; i < passed.Length; i++) passed[i] -= slow[i];
        return passed;
    }
}
