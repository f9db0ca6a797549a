namespace Palinode.Engine.Verification;

/// <summary>How two aligned panels are compared pixel by pixel.</summary>
public sealed record PixelOptions
{
    /// <summary>Longer side of the frame in which both are compared, in pixels: enough for any structure that survives print.</summary>
    public int FrameLimit { get; init; } = 480;

    /// <summary>Standard deviation of the Gaussian window of local correlation, in frame pixels.</summary>
    public double Window { get; init; } = 4.0;

    /// <summary>Smoothing before comparison, in frame pixels, against JPEG and screening noise.</summary>
    public double Smoothing { get; init; } = 0.8;

    /// <summary>Local correlation from which a place counts as shared.</summary>
    public double SharedFrom { get; init; } = 0.55;

    /// <summary>Standard deviation, in grey levels, below which a window is flat and has no say.</summary>
    public double FlatBelow { get; init; } = 2.5;
}
