using Palinode.Evidence;
using Palinode.Samples.Articles;
using Palinode.Samples.Drawing;

namespace Palinode.Samples;

/// <summary>What is repeated in the sample articles, and where: the kinds that published notices tell of, with invented names.</summary>
internal static class Plants
{
    public static IReadOnlyList<Plant> All(Atlas atlas) =>
    [
        // One band of one blot appears in another blot of the same figure, flipped.
        new("band", "Figure 4C, IL-6R, Ctrl appears as Figure 4E, VEGF, PBS, flipped",
            [new Copy(Spot.OfLane(atlas, "suspect:4E/VEGF", "PBS")) { From = atlas["suspect:4C/IL-6R"].Lane("Ctrl"), Flip = Flip.Horizontal, Feather = 2, Wear = new() { Contrast = 1.08, Brightness = -5, Grain = 1.2, Jpeg = 88 } }])
            { Origin = "suspect:4C/IL-6R", OriginLane = "Ctrl" },

        // Figure 3 panels B and D with Figure 8 panels B and D; 3B with another paper as well, so three places show one field.
        new("image", "Figure 3B appears as Figure 8B and as Figure 3C of paper 1",
        [
            new Copy(Spot.Whole("suspect:8B")) { From = Box.Whole, Wear = new() { Contrast = 1.18, Brightness = 6, Jpeg = 82 } },
            new Copy(Spot.Whole("paper1:3C")) { From = new(0.12, 0.02, 0.939, 0.98), Wear = new() { Gamma = 0.88, Grain = 1.5, Jpeg = 85 } },
        ]) { Origin = "suspect:3B" },
        new("image", "Figure 3D appears, cropped, as Figure 8D",
            [new Copy(Spot.Whole("suspect:8D")) { From = new(0.1, 0.13, 0.92, 0.848), Wear = new() { Contrast = 0.85, Brightness = 10, Jpeg = 80 } }])
            { Origin = "suspect:3D" },

        // Partial duplicates of single bands from another paper, two of them neighbours.
        new("band", "Figure 6B, GAPDH, NC is part of a band of Figure 4A of paper 1",
            [new Copy(Spot.OfLane(atlas, "suspect:6B/GAPDH", "NC", 0.02, 0.06, 0.98, 0.94)) { From = Part(atlas, "paper1:4A/GAPDH", "6 h", 0.02, 0.06, 0.98, 0.94), Feather = 3, Wear = new() { Contrast = 1.1, Jpeg = 84 } }])
            { Origin = "paper1:4A/GAPDH", OriginLane = "6 h" },
        new("band", "Figure 6B, GAPDH, mimic is part of the next band of Figure 4A of paper 1",
            [new Copy(Spot.OfLane(atlas, "suspect:6B/GAPDH", "mimic", 0.02, 0.06, 0.98, 0.94)) { From = Part(atlas, "paper1:4A/GAPDH", "12 h", 0.02, 0.06, 0.98, 0.94), Feather = 3, Wear = new() { Contrast = 1.1, Jpeg = 84 } }])
            { Origin = "paper1:4A/GAPDH", OriginLane = "12 h" },
        new("band", "Figure 6B, Smad3, NC+TGF-β is part of a band of Figure 5A of paper 1",
            [new Copy(Spot.OfLane(atlas, "suspect:6B/Smad3", "NC+TGF-β", 0.1, 0.08, 0.96, 0.92)) { From = Part(atlas, "paper1:5A/Smad3", "NC", 0.12, 0.08, 0.98, 0.92), Feather = 3, Wear = new() { Brightness = -8, Gamma = 1.08, Jpeg = 84 } }])
            { Origin = "paper1:5A/Smad3", OriginLane = "NC" },

        // Whole strips from a second paper: one stretched along one axis, one mirrored.
        new("blot", "Figure 7A, N-cadherin appears in Figure 4B of paper 2, stretched in height",
            [new Copy(Spot.Whole("suspect:7A/N-cadherin")) { From = new(0.01, 0.13, 0.99, 0.87), Wear = new() { Contrast = 1.12, Brightness = 6, Jpeg = 84 } }])
            { Origin = "paper2:4B/Cx43" },
        new("blot", "Figure 7C, vimentin appears in Figure 4B of paper 2, mirrored",
            [new Copy(Spot.Whole("suspect:7C/Vimentin")) { From = new(0.01, 0.04, 0.99, 0.96), Flip = Flip.Horizontal, Wear = new() { Contrast = 0.9, Grain = 1, Jpeg = 84 } }])
            { Origin = "paper2:4B/p120" },

        // Four strips from one figure of a paper published at the same time in the same journal.
        Strip("Figure 8A, Smad3", "suspect:8A/Smad3", "paper3:4E/LRPx6", new(0, 0, 1, 1), Flip.None, 0, new() { Contrast = 1.15, Jpeg = 82 }),
        Strip("Figure 8C, fibronectin", "suspect:8C/Fibronectin", "paper3:4E/Axin2", new(0.01, 0.03, 0.99, 0.97), Flip.Horizontal, 0, new() { Brightness = 12, Jpeg = 80 }),
        Strip("Figure 8E, Snail", "suspect:8E/Snail", "paper3:4E/c-Myc", new(0, 0.04, 0.97, 1), Flip.None, 180, new() { Gamma = 0.85, Grain = 1.2, Jpeg = 84 }),
        Strip("Figure 8F, cyclin D1", "suspect:8F/Cyclin D1", "paper3:4E/p21", new(0.03, 0, 1, 0.95), Flip.Vertical, 0, new() { Contrast = 0.88, Brightness = -6, Jpeg = 84 }),

        // Figures 3A and 5E (donor 3) show two places of one field of a paper by unrelated authors.
        new("region", "Figures 3A and 5E appear in Figure 2A of paper 2",
        [
            new Copy(Spot.Whole("suspect:3A")) { From = new(0.02, 0.03, 0.53, 0.61), Wear = new() { Contrast = 1.1, Jpeg = 85 } },
            new Copy(Spot.Whole("suspect:5E/Donor 3")) { From = new(0.58, 0.45, 0.97, 0.97), Wear = new() { Gamma = 1.12, Brightness = 4, Jpeg = 82 } },
        ]) { Origin = "paper2:2A" },

        // Two donors, one field: the views overlap by two fifths.
        new("region", "Figure 5E, donors 1 and 2 overlap",
        [
            new Copy(Spot.Whole("suspect:5E/Donor 1")) { From = new(0, 0, 0.625, 0.93), Wear = new() { Jpeg = 0 } },
            new Copy(Spot.Whole("suspect:5E/Donor 2")) { From = new(0.375, 0.07, 1, 1), Wear = new() { Contrast = 1.12, Brightness = -7, Jpeg = 84 } },
        ]) { Field = Materials.Immunostain(0.35)(Dice.For("suspect 5E field"), 445, 299) },

        new("image", "Figure 5C appears as Figure 7E, rotated by 180 degrees",
            [new Copy(Spot.Whole("suspect:7E")) { From = new(0, 0, 1, 1), Rotation = 180, Wear = new() { Contrast = 1.1, Brightness = 5, Jpeg = 82 } }])
            { Origin = "suspect:5C/NC" },

        new("region", "A group of nuclei appears twice in Figure 7D",
            [new Copy(new Spot("suspect:7D", new(0.58, 0.12, 0.9, 0.5))) { From = new(0.08, 0.5, 0.4, 0.88), Feather = 5, Wear = new() { Jpeg = 90 } }])
            { Origin = "suspect:7D" },

        // Ordinary repetitions.
        new("blot", "The GAPDH strip of Figure 2C is shown again in Figure 2D", [new Copy(Spot.Whole("suspect:2D/GAPDH")) { From = Box.Whole, Wear = new() { Jpeg = 0 } }])
            { Origin = "suspect:2C/GAPDH", Benign = "same blot shown twice by declaration" },
        new("image", "The box of Figure 2a of paper 1, enlarged", [new Copy(Spot.Whole("paper1:2B")) { From = new(0.5, 0.2, 0.9, 0.6), Wear = new() { Jpeg = 92 } }])
            { Origin = "paper1:2A", Benign = "zoom inset" },
        .. Channels("suspect:2A/Ctrl DAPI", "suspect:2A/Ctrl IL-6R", "suspect:2A/Ctrl Merge"),
        .. Channels("suspect:2A/mimic DAPI", "suspect:2A/mimic IL-6R", "suspect:2A/mimic Merge"),
        .. Channels("paper2:4A/DAPI", "paper2:4A/β-catenin", "paper2:4A/Merge"),
    ];

    /// <summary>Channels come from one painter already: nothing is copied, the pairs are only named.</summary>
    public static bool IsDrawnAlready(Plant plant) => plant.Benign == MergedChannel;

    private const string MergedChannel = "merged channel";

    private static Plant Strip(string what, string to, string origin, Box from, Flip flip, int rotation, Wear wear) =>
        new("blot", what + " appears in Figure 4E of paper 3, published concurrently in the same journal", [new Copy(Spot.Whole(to)) { From = from, Flip = flip, Rotation = rotation, Wear = wear }]) { Origin = origin };

    private static Plant[] Channels(string nuclei, string marker, string merge)
    {
        Plant Same(string a, string b) => new("image", $"{a} and {b} are channels of one field", [new Copy(Spot.Whole(b)) { From = Box.Whole, Wear = new() { Jpeg = 0 } }]) { Origin = a, Benign = MergedChannel };
        return [Same(nuclei, marker), Same(nuclei, merge), Same(marker, merge)];
    }

    private static Box Part(Atlas atlas, string slot, string lane, double x0, double y0, double x1, double y1) => Spot.OfLane(atlas, slot, lane, x0, y0, x1, y1).Part;
}
