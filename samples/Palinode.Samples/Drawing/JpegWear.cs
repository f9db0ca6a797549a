using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>
/// What one more JPEG step does to a picture: every channel of YCbCr goes through the 8 × 8 cosine transform and is rounded to the
/// quantisation tables of ITU-T T.81, annex K. The grid starts at the picture's corner. (Colour is not subsampled.)
/// </summary>
internal static class JpegWear
{
    private static readonly int[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly float[] Cosines = [.. Enumerable.Range(0, 64).Select(i => (float)(Math.Cos((2 * (i % 8) + 1) * (i / 8) * Math.PI / 16) * (i / 8 == 0 ? Math.Sqrt(0.125) : 0.5)))];

    public static Raster Apply(Raster source, int quality)
    {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int pixels = source.Width * source.Height;
        float[][] planes = Split(source);
        for (int c = 0; c < planes.Length; c++) Quantise(planes[c], source.Width, source.Height, scale, c == 0);
        byte[] result = new byte[source.Pixels.Length];
        for (int i = 0; i < pixels; i++)
        {
            if (source.Channels == 1) { result[i] = Round(planes[0][i]); continue; }
            (float y, float cb, float cr) = (planes[0][i], planes[1][i], planes[2][i]);
            result[3 * i] = Round(y + 1.402f * cr);
            result[3 * i + 1] = Round(y - 0.344136f * cb - 0.714136f * cr);
            result[3 * i + 2] = Round(y + 1.772f * cb);
        }
        return new Raster(source.Width, source.Height, source.Channels, result);
    }

    private static byte Round(float value) => (byte)Math.Clamp(value + 0.5f, 0f, 255f);

    private static float[][] Split(Raster source)
    {
        int pixels = source.Width * source.Height;
        if (source.Channels == 1) return [Array.ConvertAll(source.Pixels, b => (float)b)];
        float[][] planes = [new float[pixels], new float[pixels], new float[pixels]];
        for (int i = 0; i < pixels; i++)
        {
            float r = source.Pixels[3 * i], g = source.Pixels[3 * i + 1], b = source.Pixels[3 * i + 2];
            planes[0][i] = 0.299f * r + 0.587f * g + 0.114f * b;
            planes[1][i] = -0.168736f * r - 0.331264f * g + 0.5f * b;
            planes[2][i] = 0.5f * r - 0.418688f * g - 0.081312f * b;
        }
        return planes;
    }

    private static void Quantise(float[] plane, int width, int height, int scale, bool luminance)
    {
        Span<float> block = stackalloc float[64], work = stackalloc float[64];
        for (int by = 0; by < height; by += 8)
        {
            for (int bx = 0; bx < width; bx += 8)
            {
                for (int i = 0; i < 64; i++)
                    block[i] = plane[Math.Min(by + i / 8, height - 1) * width + Math.Min(bx + i % 8, width - 1)] - (luminance ? 128 : 0);
                Transform(block, work, forward: true);
                for (int i = 0; i < 64; i++)
                {
                    // Colour tables are coarser and flatter; twice the luminance table is close enough for wear.
                    float step = Math.Max(1, (Luminance[i] * scale * (luminance ? 1 : 2) + 50) / 100);
                    block[i] = MathF.Round(block[i] / step) * step;
                }
                Transform(block, work, forward: false);
                for (int i = 0; i < 64; i++)
                    if (by + i / 8 < height && bx + i % 8 < width) plane[(by + i / 8) * width + bx + i % 8] = block[i] + (luminance ? 128 : 0);
            }
        }
    }

    /// <summary>The two-dimensional cosine transform, rows then columns; <see cref="Cosines"/> holds frequency by position and is orthonormal.</summary>
    private static void Transform(Span<float> block, Span<float> work, bool forward)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int row = 0; row < 8; row++)
            {
                for (int k = 0; k < 8; k++)
                {
                    float sum = 0;
                    for (int n = 0; n < 8; n++) sum += block[row * 8 + n] * (forward ? Cosines[k * 8 + n] : Cosines[n * 8 + k]);
                    // Written transposed: the second pass then runs over columns and turns the block back.
                    work[k * 8 + row] = sum;
                }
            }
            work.CopyTo(block);
        }
    }
}
