using Palinode.Engine.Imaging;

namespace Palinode.Testing;

/// <summary>Drawn scenes with known content: random blobs and lines in many sizes, so that features are plenty and no two seeds agree.</summary>
internal static class PlantedScene
{
    /// <summary>A grey scene of soft elliptic blobs on a sloping ground, with grain.</summary>
    public static Raster Blobs(int width, int height, int seed, int count = 120)
    {
        var random = new Random(seed);
        float[] field = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) field[y * width + x] = 90 + 30f * x / width + 20f * y / height;
        for (int k = 0; k < count; k++)
        {
            double cx = random.NextDouble() * width, cy = random.NextDouble() * height, a = 2 + random.NextDouble() * 9, b = a * (0.4 + 0.6 * random.NextDouble());
            double turn = random.NextDouble() * Math.PI, depth = (random.NextDouble() < 0.5 ? -1 : 1) * (25 + 70 * random.NextDouble());
            double c = Math.Cos(turn), s = Math.Sin(turn);
            for (int y = Math.Max(0, (int)(cy - 3 * a)); y < Math.Min(height, (int)(cy + 3 * a)); y++)
                for (int x = Math.Max(0, (int)(cx - 3 * a)); x < Math.Min(width, (int)(cx + 3 * a)); x++)
                {
                    double u = ((x - cx) * c + (y - cy) * s) / a, v = ((y - cy) * c - (x - cx) * s) / b, d = u * u + v * v;
                    field[y * width + x] += (float)(depth * Math.Exp(-d * d));
                }
        }
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)Math.Clamp(field[i] + random.NextDouble() * 6 - 3, 0, 255);
        return new Raster(width, height, 1, pixels);
    }

    /// <summary>Grain, gain and offset, as a copy suffers them.</summary>
    public static Raster Disturbed(this Raster source, int seed, double gain = 0.9, double offset = 8, double grain = 3)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[source.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(source.Pixels[i] * gain + offset + grain * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5), 0, 255);
        return new Raster(source.Width, source.Height, source.Channels, pixels);
    }
}
