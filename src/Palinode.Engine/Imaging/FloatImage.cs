using Palinode.Engine.Native;

namespace Palinode.Engine.Imaging;

/// <summary>Operations on grey pictures of floats, row by row.</summary>
internal static unsafe class FloatImage
{
    /// <param name="source">Width × height values.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="sigmaX">Standard deviation along rows, pixels.</param>
    /// <param name="sigmaY">Along columns.</param>
    public static float[] Blur(float[] source, int width, int height, double sigmaX, double sigmaY)
    {
        float[] target = new float[source.Length];
        fixed (float* s = source, t = target) Vision.Check(Vision.pn_gaussian_f(s, width, height, sigmaX, sigmaY, t));
        return target;
    }
}
