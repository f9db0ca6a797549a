namespace Palinode.Engine.Features;

/// <summary>
/// The keypoints of one panel. Positions and sizes are in the panel's own pixels (centre of the first pixel at 0.5, 0.5), angles in radians
/// clockwise as seen on the page. Descriptors are 128 bytes each, one after the other; see <see cref="RootSift"/>.
/// </summary>
public sealed class FeatureSet
{
    public const int DescriptorLength = 128;

    internal FeatureSet(float[] x, float[] y, float[] size, float[] angle, sbyte[] descriptors)
    {
        (X, Y, Size, Angle, Descriptors) = (x, y, size, angle, descriptors);
    }

    public int Count => X.Length;
    public float[] X { get; }
    public float[] Y { get; }

    /// <summary>Diameter of the described neighbourhood's core, in pixels.</summary>
    public float[] Size { get; }
    public float[] Angle { get; }
    public sbyte[] Descriptors { get; }

    /// <summary>
    /// The features that the mirrored panel (x' = width − x) would give, without extracting again: positions and angles are reflected, and the
    /// descriptor's 4 × 4 × 8 bins are permuted (columns reversed along the axis across the orientation, orientation bins reversed).
    /// </summary>
    /// <param name="width">Width of the panel in pixels.</param>
    public FeatureSet Mirrored(double width)
    {
        int n = Count;
        float[] x = new float[n], angle = new float[n];
        sbyte[] d = new sbyte[Descriptors.Length];
        for (int i = 0; i < n; i++)
        {
            x[i] = (float)(width - X[i]);
            angle[i] = MathF.PI - Angle[i];
            RootSift.Mirror(Descriptors.AsSpan(i * DescriptorLength, DescriptorLength), d.AsSpan(i * DescriptorLength, DescriptorLength));
        }
        return new FeatureSet(x, Y, Size, angle, d);
    }
}
