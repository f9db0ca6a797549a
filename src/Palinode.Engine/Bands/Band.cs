using Palinode.Engine.Imaging;

namespace Palinode.Engine.Bands;

/// <summary>A band of a strip. Lengths in pixels of the strip without its frame; coordinates of pixel centres are whole numbers.</summary>
/// <param name="Index">From left to right, from 0.</param>
/// <param name="CentreX">Centre of the clipped signal.</param>
/// <param name="CentreY">The same.</param>
/// <param name="HalfWidth">Half the width of the box of even signal with the same second moment.</param>
/// <param name="HalfHeight">Half its height.</param>
/// <param name="From">First column whose signal stands out.</param>
/// <param name="To">Column behind the last.</param>
/// <param name="LimitLeft">Middle of the gap to the band before, or the strip's end.</param>
/// <param name="LimitRight">Middle of the gap to the band behind, or the strip's end.</param>
/// <param name="Signal">Grey levels between the ground and the band.</param>
/// <param name="AtEnd">Whether the band touches the strip's end, where it may be cut off.</param>
internal sealed record Band(int Index, double CentreX, double CentreY, double HalfWidth, double HalfHeight, int From, int To, int LimitLeft, int LimitRight, double Signal, bool AtEnd);

/// <summary>A strip with its bands.</summary>
/// <param name="Panel">Index of its panel in the run.</param>
/// <param name="Pixels">Grey, without a drawn frame.</param>
/// <param name="OffsetX">Columns of the panel left of <paramref name="Pixels"/>.</param>
/// <param name="OffsetY">Rows of the panel above it.</param>
/// <param name="IsDark">Dark bands on a light ground.</param>
/// <param name="Bands">From left to right.</param>
internal sealed record BandStrip(int Panel, Raster Pixels, int OffsetX, int OffsetY, bool IsDark, IReadOnlyList<Band> Bands)
{
    /// <summary>Strips of one figure with the same ends, as one blot is cut, have one number; below 0 where that is not known.</summary>
    public int Stack { get; init; } = -1;

    public BandKinship KinshipWith(BandStrip other) =>
        ReferenceEquals(this, other) || Panel == other.Panel ? BandKinship.OneStrip : Stack >= 0 && Stack == other.Stack ? BandKinship.Stacked : BandKinship.Apart;
}

/// <summary>How near the places of two bands are to each other: lanes of one gel are more alike than strangers.</summary>
public enum BandKinship
{
    /// <summary>Of two blots, in one document or in two.</summary>
    Apart,

    /// <summary>Of two strips that stand above each other with the same ends.</summary>
    Stacked,

    OneStrip,
}

/// <summary>What is compared: one band, or two neighbouring ones as one.</summary>
/// <param name="Strip">Index of its strip.</param>
/// <param name="First">Index of its first band.</param>
/// <param name="Count">1 or 2.</param>
/// <param name="CentreX">Centre of the window.</param>
/// <param name="CentreY">Centre of the window.</param>
/// <param name="HalfWidth">Half the width of what is compared, without its surroundings.</param>
/// <param name="HalfHeight">Half its height.</param>
/// <param name="LimitLeft">Columns below it belong to something else.</param>
/// <param name="LimitRight">Columns from it on belong to something else.</param>
internal sealed record BandItem(int Strip, int First, int Count, double CentreX, double CentreY, double HalfWidth, double HalfHeight, int LimitLeft, int LimitRight);
