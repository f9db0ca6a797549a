using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Samples;

/// <summary>A picture of a figure: a micrograph or one strip of a blot. Its address is what a reader would call it.</summary>
internal sealed class Slot
{
    /// <summary>"suspect.pdf" or "corpus/paper1.pdf".</summary>
    public required string Document { get; init; }
    public required string Figure { get; init; }
    public required string Panel { get; init; }

    /// <summary>The protein beside the strip; null for a micrograph.</summary>
    public string? Row { get; init; }

    /// <summary>The conditions above a strip, from the left, in lanes of equal width; empty for a micrograph.</summary>
    public IReadOnlyList<string> Lanes { get; init; } = [];

    /// <summary>Replaced when a plant puts other material into it.</summary>
    public required Raster Pixels { get; set; }

    /// <summary>Size on the page in points, known from the start.</summary>
    public required (double Width, double Height) Size { get; init; }

    /// <summary>Counted from 1; 0 until the article is set.</summary>
    public int Page { get; set; }

    /// <summary>In page fractions; empty until the article is set.</summary>
    public Box Box { get; set; }

    /// <summary>The part of the strip that belongs to a lane, full height.</summary>
    public Box Lane(string lane)
    {
        int index = Lanes.ToList().IndexOf(lane);
        if (index < 0) throw new ArgumentException($"{Document} {Figure}{Panel}/{Row} has no lane {lane}.", nameof(lane));
        return new Box((double)index / Lanes.Count, 0, (index + 1.0) / Lanes.Count, 1);
    }
}

/// <summary>Every picture of every article, by its address: "suspect:4C/IL-6R" for a strip, "suspect:3B" or "suspect:5E/NC" for a micrograph.</summary>
internal sealed class Atlas
{
    /// <summary>The seed of the whole set. Another value draws other articles with the same plants.</summary>
    public const ulong Seed = 20_260_214;

    private readonly Dictionary<string, Slot> _slots = [];

    public Slot this[string address] =>
        _slots.TryGetValue(address, out Slot? slot) ? slot : throw new ArgumentException($"No picture is called {address}.", nameof(address));

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyDictionary<string, Slot> Slots => _slots;

    public Slot Add(string address, Slot slot)
    {
        _slots.Add(address, slot);
        return slot;
    }
}
