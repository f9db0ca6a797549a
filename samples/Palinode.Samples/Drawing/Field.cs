using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>A plane of real numbers, one a pixel: brightness, a stain's density, a channel of light. 0 is black and 1 white when it becomes a picture.</summary>
internal sealed class Field(int width, int height)
{
    public int Width { get; } = width;
    public int Height { get; } = height;
    public float[] Values { get; } = new float[width * height];

    public float this[int x, int y]
    {
        get => Values[y * Width + x];
        set => Values[y * Width + x] = value;
    }

    /// <summary>Sets every pixel from its position.</summary>
    public Field Paint(Func<int, int, double> value)
    {
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++) this[x, y] = (float)value(x, y);
        return this;
    }

    /// <summary>Gaussian blur, separable, borders repeated.</summary>
    public Field Blurred(double sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++) sum += kernel[i + reach] = (float)Math.Exp(-i * i / (2 * sigma * sigma));
        for (int i = 0; i < kernel.Length; i++) kernel[i] /= sum;
        var across = new Field(Width, Height);
        var result = new Field(Width, Height);
        Convolve(this, across, kernel, reach, 1, 0);
        Convolve(across, result, kernel, reach, 0, 1);
        return result;
    }

    /// <summary>
    /// Camera noise: a part that grows with the root of the light (photons) and a part that is always there (read-out), softened over
    /// neighbouring pixels as demosaicing and scanning do.
    /// </summary>
    public Field WithGrain(Dice dice, double photons, double readOut, double softness = 0.6)
    {
        var white = new Field(Width, Height);
        for (int i = 0; i < white.Values.Length; i++) white.Values[i] = (float)dice.Normal();
        if (softness > 0) white = white.Blurred(softness);
        // Blurring white noise by sigma lowers its deviation to about 1 / (2 sigma root pi); lift it again.
        double lift = softness > 0 ? Math.Max(1, 2 * softness * Math.Sqrt(Math.PI)) : 1;
        var noisy = new Field(Width, Height);
        for (int i = 0; i < Values.Length; i++)
        {
            double deviation = photons * Math.Sqrt(Math.Max(0, Values[i])) + readOut;
            noisy.Values[i] = (float)(Values[i] + lift * deviation * white.Values[i]);
        }
        return noisy;
    }

    public Raster ToGray() => new(Width, Height, 1, Array.ConvertAll(Values, ToByte));

    public static Raster ToColor(Field red, Field green, Field blue)
    {
        byte[] pixels = new byte[3 * red.Values.Length];
        for (int i = 0; i < red.Values.Length; i++)
            (pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) = (ToByte(red.Values[i]), ToByte(green.Values[i]), ToByte(blue.Values[i]));
        return new Raster(red.Width, red.Height, 3, pixels);
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value * 255f + 0.5f, 0f, 255f);

    private static void Convolve(Field from, Field to, float[] kernel, int reach, int stepX, int stepY)
    {
        for (int y = 0; y < from.Height; y++)
        {
            for (int x = 0; x < from.Width; x++)
            {
                float sum = 0;
                for (int k = -reach; k <= reach; k++)
                    sum += kernel[k + reach] * from[Math.Clamp(x + k * stepX, 0, from.Width - 1), Math.Clamp(y + k * stepY, 0, from.Height - 1)];
                to[x, y] = sum;
            }
        }
    }
}
