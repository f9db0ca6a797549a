using System.Numerics.Tensors;

namespace Palinode.Engine.Bands;

/// <summary>Gaussian smoothing in which nothing lies outside the picture: values beyond the rim are 0 and weigh nothing.</summary>
internal static class Smoothing
{
    public static float[] Blur(float[] source, int width, int height, double sigma)
    {
        float[] kernel = Kernel(sigma);
        int reach = kernel.Length / 2;
        float[] rows = new float[source.Length], result = new float[source.Length];
        for (int y = 0; y < height; y++)
        {
            for (int i = -Math.Min(reach, width - 1); i <= Math.Min(reach, width - 1); i++)
            {
                // The part of the row for which the shifted row has values.
                Span<float> to = rows.AsSpan(y * width + Math.Max(0, -i), width - Math.Abs(i));
                TensorPrimitives.MultiplyAdd(source.AsSpan(y * width + Math.Max(0, i), width - Math.Abs(i)), kernel[i + reach], to, to);
            }
        }
        for (int y = 0; y < height; y++)
        {
            Span<float> to = result.AsSpan(y * width, width);
            for (int i = Math.Max(-reach, -y); i <= Math.Min(reach, height - 1 - y); i++)
                TensorPrimitives.MultiplyAdd(rows.AsSpan((y + i) * width, width), kernel[i + reach], to, to);
        }
        return result;
    }

    /// <summary>The plain form of <see cref="Blur"/>, for the tests.</summary>
    internal static float[] BlurScalar(float[] source, int width, int height, double sigma)
    {
        float[] kernel = Kernel(sigma), rows = new float[source.Length], result = new float[source.Length];
        int reach = kernel.Length / 2;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int i = Math.Max(-reach, -x); i <= Math.Min(reach, width - 1 - x); i++) rows[y * width + x] += source[y * width + x + i] * kernel[i + reach];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int i = Math.Max(-reach, -y); i <= Math.Min(reach, height - 1 - y); i++) result[y * width + x] += rows[(y + i) * width + x] * kernel[i + reach];
        return result;
    }

    private static float[] Kernel(double sigma)
    {
        int reach = (int)Math.Ceiling(2.6 * sigma);
        float[] kernel = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(i => (float)Math.Exp(-0.5 * i * i / (sigma * sigma)))];
        float all = kernel.Sum();
        for (int i = 0; i < kernel.Length; i++) kernel[i] /= all;
        return kernel;
    }
}
