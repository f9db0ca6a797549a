using Palinode.Engine.Imaging;
using Palinode.Evidence;
using Palinode.Samples.Drawing;

namespace Palinode.Samples;

/// <summary>A part of a picture, in fractions of it; <paramref name="Lane"/> names the part where it is a lane.</summary>
internal sealed record Spot(string Slot, Box Part, string? Lane = null)
{
    public static Spot Whole(string slot) => new(slot, Box.Whole);

    /// <summary>A lane, or a part of it.</summary>
    public static Spot OfLane(Atlas atlas, string slot, string lane, double x0 = 0, double y0 = 0, double x1 = 1, double y1 = 1) =>
        new(slot, new Box(x0, y0, x1, y1).Within(atlas[slot].Lane(lane)), lane);
}

/// <summary>Where a copy goes and how it gets there.</summary>
internal sealed record Copy(Spot To)
{
    /// <summary>The part of the origin that is copied, in its own fractions.</summary>
    public required Box From { get; init; }
    public Flip Flip { get; init; }

    /// <summary>Degrees clockwise after the flip: 0 or 180.</summary>
    public int Rotation { get; init; }

    /// <summary>Pixels over which the copy fades into what was there; 0 for a cut.</summary>
    public double Feather { get; init; }
    public Wear Wear { get; init; } = new();

    /// <summary>Fractions of the target picture from fractions of the origin.</summary>
    public AffineMap TargetFromOrigin
    {
        get
        {
            AffineMap unit = new AffineMap(1 / From.Width, 0, -From.X0 / From.Width, 0, 1 / From.Height, -From.Y0 / From.Height);
            bool mirrorX = Flip == Flip.Horizontal ^ Rotation == 180, mirrorY = Flip == Flip.Vertical ^ Rotation == 180;
            AffineMap turn = new(mirrorX ? -1 : 1, 0, mirrorX ? 1 : 0, 0, mirrorY ? -1 : 1, mirrorY ? 1 : 0);
            Box to = To.Part;
            return new AffineMap(to.Width, 0, to.X0, 0, to.Height, to.Y0).After(turn).After(unit);
        }
    }
}

/// <summary>
/// One origin and its copies. The origin is a picture of an article (then it and each copy are a pair), or a field that only its
/// copies show. Copies that share ground are pairs too.
/// </summary>
internal sealed record Plant(string Kind, string Story, IReadOnlyList<Copy> Copies)
{
    /// <summary>The picture that is copied; null where <see cref="Field"/> is.</summary>
    public string? Origin { get; init; }

    /// <summary>A lane of the origin, where one band is copied.</summary>
    public string? OriginLane { get; init; }

    /// <summary>A field of view that no article shows whole.</summary>
    public Raster? Field { get; init; }

    /// <summary>Set where the repetition has an ordinary reason: the pair is then neither rewarded nor punished.</summary>
    public string? Benign { get; init; }
}

/// <summary>Two places that show the same material.</summary>
/// <param name="Plant">Why.</param>
/// <param name="A">First place.</param>
/// <param name="B">Second place.</param>
/// <param name="BFromA">Fractions of B's picture from fractions of A's.</param>
/// <param name="Wear">What was done to the copies.</param>
internal sealed record PlantedPair(Plant Plant, Spot A, Spot B, AffineMap BFromA, string Wear);

/// <summary>Puts copies into pictures and says which places are the same afterwards.</summary>
internal static class Planting
{
    public static void Apply(Atlas atlas, Plant plant)
    {
        Raster origin = plant.Field ?? atlas[plant.Origin!].Pixels;
        foreach (Copy copy in plant.Copies)
        {
            Slot slot = atlas[copy.To.Slot];
            slot.Pixels = Paste(origin, slot.Pixels, copy, Dice.For("wear of " + copy.To));
        }
    }

    /// <summary>Every two places of a plant that share ground, the origin first.</summary>
    public static IEnumerable<PlantedPair> Pairs(Plant plant)
    {
        for (int i = 0; i < plant.Copies.Count; i++)
        {
            Copy copy = plant.Copies[i];
            if (plant.Origin is { } origin) yield return new PlantedPair(plant, new Spot(origin, copy.From, plant.OriginLane), copy.To, copy.TargetFromOrigin, copy.Wear.InWords());
            for (int j = i + 1; j < plant.Copies.Count; j++)
            {
                Copy other = plant.Copies[j];
                Box shared = copy.From.Intersect(other.From);
                if (shared.Area <= 0) continue;
                yield return new PlantedPair(plant, copy.To with { Part = copy.TargetFromOrigin.Around(shared) }, other.To with { Part = other.TargetFromOrigin.Around(shared) },
                    other.TargetFromOrigin.After(copy.TargetFromOrigin.Inverse()), $"{copy.Wear.InWords()}; {other.Wear.InWords()}");
            }
        }
    }

    private static Raster Paste(Raster origin, Raster target, Copy copy, Dice dice)
    {
        PixelRect place = PixelRect.FromBox(copy.To.Part, target.Width, target.Height);
        // Fractions of the target to pixels of the patch, fractions of the origin to its pixels.
        AffineMap patchFromTarget = new(target.Width, 0, -place.X0, 0, target.Height, -place.Y0);
        AffineMap patchFromOrigin = patchFromTarget.After(copy.TargetFromOrigin).After(AffineMap.Scaling(1.0 / origin.Width, 1.0 / origin.Height));
        Raster patch = copy.Wear.Apply(Matching(origin, target.Channels).Warp(patchFromOrigin.Inverse(), place.Width, place.Height, 255), dice);
        byte[] pixels = [.. target.Pixels];
        for (int y = 0; y < place.Height; y++)
        {
            for (int x = 0; x < place.Width; x++)
            {
                double depth = Math.Min(Math.Min(x, place.Width - 1 - x) + 0.5, Math.Min(y, place.Height - 1 - y) + 0.5);
                double share = copy.Feather <= 0 ? 1 : Math.Clamp(depth / copy.Feather, 0, 1);
                for (int c = 0; c < target.Channels; c++)
                {
                    ref byte pixel = ref pixels[((place.Y0 + y) * target.Width + place.X0 + x) * target.Channels + c];
                    pixel = (byte)(pixel + share * (patch[x, y, c] - pixel) + 0.5);
                }
            }
        }
        return new Raster(target.Width, target.Height, target.Channels, pixels);
    }

    private static Raster Matching(Raster origin, int channels)
    {
        if (origin.Channels == channels) return origin;
        if (channels == 1) return origin.ToGray();
        return new Raster(origin.Width, origin.Height, 3, [.. origin.Pixels.SelectMany(v => new[] { v, v, v })]);
    }
}
