using Palinode.Engine.Imaging;

namespace Palinode.Engine.Tests.Bands;

/// <summary>Strips of a blot with bands at known places. Each band has a shape of its own: bent, ragged at its edges, uneven inside.</summary>
internal static class DrawnStrips
{
    /// <param name="seed">Other seeds give other bands and other grain.</param>
    /// <param name="lanes">Number of bands.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="noise">Standard deviation of the grain in grey levels.</param>
    public static Raster Strip(int seed, int lanes, int width = 320, int height = 48, double noise = 1.5)
    {
        Random random = new(seed);
        double[] density = new double[width * height];
        for (int lane = 0; lane < lanes; lane++)
        {
            double pitch = (double)width / lanes, cx = (lane + 0.5) * pitch + (random.NextDouble() - 0.5) * 0.08 * pitch, half = pitch * (0.3 + 0.08 * random.NextDouble());
            double cy = height * (0.45 + 0.1 * random.NextDouble()), thick = height * (0.1 + 0.06 * random.NextDouble()), bend = (random.NextDouble() - 0.5) * 0.16 * height, level = 1.2 + random.NextDouble();
            double[] top = Wave(random, width), bottom = Wave(random, width), inside = Wave(random, width), across = Wave(random, width);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    double u = (x - cx) / half;
                    if (Math.Abs(u) > 1.6) continue;
                    double middle = cy + bend * u * u, edge = y < middle ? thick * (1 + 0.35 * top[x]) : thick * (1 + 0.35 * bottom[x]);
                    double body = 1 / (1 + Math.Exp((Math.Abs(y - middle) - edge) / 1.4)) / (1 + Math.Exp((Math.Abs(u) - 1) * half / 2.5));
                    density[y * width + x] += level * body * (1 + 0.04 * inside[x] + 0.12 * across[(int)(y * 3.0) % width]);
                }
            }
        }
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)Math.Clamp(225 * Math.Exp(-density[i]) + 8 + noise * Normal(random), 0, 255);
        return new Raster(width, height, 1, pixels);
    }

    /// <summary>Another exposure of the same pixels, re-encoded.</summary>
    public static Raster Altered(Raster source, double gamma, double gain, int noiseSeed)
    {
        Random random = new(noiseSeed);
        return new Raster(source.Width, source.Height, 1, [.. source.Pixels.Select(v => (byte)Math.Clamp(255 * Math.Pow(v / 255.0, gamma) * gain + 1.5 * Normal(random), 0, 255))]);
    }

    public static Raster Mirrored(Raster source)
    {
        byte[] pixels = new byte[source.Pixels.Length];
        for (int y = 0; y < source.Height; y++)
            for (int x = 0; x < source.Width; x++) pixels[y * source.Width + x] = source.Pixels[y * source.Width + source.Width - 1 - x];
        return new Raster(source.Width, source.Height, 1, pixels);
    }

    /// <summary>Copies columns of one strip over another's.</summary>
    public static Raster Paste(Raster onto, Raster from, int fromX, int toX, int width)
    {
        byte[] pixels = [.. onto.Pixels];
        for (int y = 0; y < onto.Height; y++) from.Pixels.AsSpan(y * from.Width + fromX, width).CopyTo(pixels.AsSpan(y * onto.Width + toX));
        return new Raster(onto.Width, onto.Height, 1, pixels);
    }

    private static double[] Wave(Random random, int width)
    {
        double[] wave = new double[width];
        for (int k = 0; k < 7; k++)
        {
            double period = 5 + 45 * random.NextDouble(), phase = 2 * Math.PI * random.NextDouble();
            for (int x = 0; x < width; x++) wave[x] += Math.Sin(2 * Math.PI * x / period + phase) / 2.6;
        }
        return wave;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
