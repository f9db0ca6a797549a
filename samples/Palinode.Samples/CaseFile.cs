using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Evidence;

namespace Palinode.Samples;

/// <summary>Writes what was planted as case.json, in the format of evaluation cases, after the articles are set.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SampleSet set)
    {
        JsonArray pairs = [], benign = [];
        foreach (PlantedPair pair in set.Pairs)
        {
            JsonObject a = Place(set.Atlas, pair.A), b = Place(set.Atlas, pair.B);
            if (pair.Plant.Benign is { } why)
            {
                benign.Add(new JsonObject { ["a"] = a, ["b"] = b, ["why"] = why });
                continue;
            }
            Transform t = InWords(set.Atlas, pair);
            pairs.Add(new JsonObject
            {
                ["kind"] = pair.Plant.Kind, ["a"] = a, ["b"] = b,
                ["transform"] = new JsonObject
                {
                    ["flip"] = t.Flip.ToString().ToLowerInvariant(), ["rotation"] = Math.Round(t.Rotation) % 360, ["scale"] = Math.Round(t.Scale, 3), ["stretch"] = Math.Round(t.Stretch, 3),
                },
                ["difficulty"] = pair.Wear, ["story"] = pair.Plant.Story,
            });
        }
        JsonObject file = new()
        {
            ["id"] = "samples", ["source"] = "drawn by samples/Palinode.Samples", ["licence"] = "Apache-2.0", ["suspect"] = "suspect.pdf",
            ["corpus"] = new JsonArray("corpus/paper1.pdf", "corpus/paper2.pdf", "corpus/paper3.pdf"), ["complete"] = true, ["pairs"] = pairs, ["benign"] = benign,
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(file, Options), (byte)'\n'];
    }

    /// <summary>The transform as it is seen on the pages, in points, which are square.</summary>
    public static Transform InWords(Atlas atlas, PlantedPair pair)
    {
        (double Width, double Height) a = atlas[pair.A.Slot].Size, b = atlas[pair.B.Slot].Size;
        AffineMap points = AffineMap.Scaling(b.Width, b.Height).After(pair.BFromA).After(AffineMap.Scaling(1 / a.Width, 1 / a.Height));
        return Transform.FromPixels(points, pair.BFromA);
    }

    private static JsonObject Place(Atlas atlas, Spot spot)
    {
        Slot slot = atlas[spot.Slot];
        Box box = spot.Part.Within(slot.Box);
        JsonObject place = new()
        {
            ["document"] = slot.Document, ["page"] = slot.Page, ["box"] = new JsonArray(Math.Round(box.X0, 5), Math.Round(box.Y0, 5), Math.Round(box.X1, 5), Math.Round(box.Y1, 5)),
            ["figure"] = slot.Figure, ["panel"] = slot.Panel,
        };
        if (slot.Row is not null) place["row"] = slot.Row;
        if (spot.Lane is not null) place["lane"] = spot.Lane;
        return place;
    }
}
