using System.Globalization;
using System.Text.Json;

namespace Palinode.Cli.Evaluation;

/// <summary>A pair of places that a case lists, with what was done to the copy.</summary>
internal sealed record KnownPair(Place A, Place B)
{
    public string Kind { get; init; } = "?";
    public string Transform { get; init; } = "identity";
    public string Plant { get; init; } = "-";
    public string Level { get; init; } = "?";

    /// <summary>Shorter side of the smaller region, in pixels of the embedded figure; null where the case does not say.</summary>
    public double? MinSide { get; init; }

    public string Scope => A.Document == B.Document ? "within" : "across";
}

/// <summary>One case of a set: documents, and what is known to be duplicated in them.</summary>
internal sealed class EvaluationCase
{
    /// <summary>The folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Names the result folder.</summary>
    public required string Id { get; init; }
    public required string Folder { get; init; }

    /// <summary>Relative to <see cref="Folder"/>.</summary>
    public required string Suspect { get; init; }
    public required IReadOnlyList<string> Corpus { get; init; }

    /// <summary>Every duplicate is listed, so that any other finding is false.</summary>
    public required bool Complete { get; init; }
    public required IReadOnlyList<KnownPair> Pairs { get; init; }

    /// <summary>Pairs that are alike for a good reason: neither rewarded nor punished.</summary>
    public required IReadOnlyList<KnownPair> Benign { get; init; }
}

/// <summary>Reads evaluation sets: a folder of cases, each a folder with a case.json.</summary>
internal static class EvaluationSet
{
    /// <exception cref="InputException">The folder is missing, holds no case, or a case cannot be understood.</exception>
    public static IReadOnlyList<EvaluationCase> Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder");
        string[] files = [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "case.json")).Where(File.Exists)];
        if (files.Length == 0) throw new InputException($"{folder}: the folder holds no evaluation case (a folder with a case.json)");
        return [.. files.Select(ReadCase)];
    }

    private static EvaluationCase ReadCase(string file)
    {
        string folder = Path.GetDirectoryName(file)!, name = Path.GetFileName(folder);
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = json.RootElement;
            EvaluationCase made = new()
            {
                Name = name,
                Folder = folder,
                Id = Text(root, "id") ?? name,
                Suspect = Text(root, "suspect") ?? throw new JsonException("\"suspect\" is missing"),
                Corpus = [.. Items(root, "corpus").Select(e => e.GetString() ?? throw new JsonException("a corpus entry is no text"))],
                Complete = Truth(root, "complete"),
                Pairs = [.. Items(root, "pairs").Select(ReadPair)],
                Benign = [.. Items(root, "benign").Select(ReadPair)],
            };
            if (made.Id is "." or ".." || made.Id.Contains('/', StringComparison.Ordinal)) throw new JsonException("\"id\" names a result folder and must be one plain name");
            return made;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InputException($"{file}: not an evaluation case: {e.Message}", e);
        }
    }

    private static KnownPair ReadPair(JsonElement pair) => new(ReadPlace(pair.GetProperty("a")), ReadPlace(pair.GetProperty("b")))
    {
        Kind = Text(pair, "kind") ?? "?",
        Transform = Text(pair, "variant") is { Length: > 0 } variant ? variant : TransformOf(pair),
        Plant = Text(pair, "plant") ?? "-",
        Level = Text(pair, "level") is { Length: > 0 } level ? level : Start(Text(pair, "difficulty") ?? "?"),
        MinSide = pair.TryGetProperty("min_side_px", out JsonElement side) && side.ValueKind == JsonValueKind.Number ? side.GetDouble() : null,
    };

    private static Place ReadPlace(JsonElement place) =>
        FindingReader.TryPlace(place, out Place read) ? read : throw new JsonException("a pair's region needs a document and a box of four numbers");

    /// <summary>Transforms in the names that tables use: right angles apart, everything else "free".</summary>
    private static string TransformOf(JsonElement pair)
    {
        string flip = "none";
        double rotation = 0;
        if (pair.TryGetProperty("transform", out JsonElement t) && t.ValueKind == JsonValueKind.Object)
        {
            flip = Text(t, "flip") is { Length: > 0 } given ? given : "none";
            if (t.TryGetProperty("rotation", out JsonElement r) && r.ValueKind == JsonValueKind.Number) rotation = r.GetDouble() % 360;
            if (rotation < 0) rotation += 360;
        }
        if (rotation is not (0 or 90 or 180 or 270)) return "free";
        if (flip == "none") return rotation switch { 0 => "identity", 180 => "rot180", _ => "rot90" };
        string word = flip switch { "horizontal" => "hflip", "vertical" => "vflip", _ => flip };
        return rotation == 0 ? word : word + "+rot" + rotation.ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>"hard: 1 lane, jpeg 66" → "hard".</summary>
    private static string Start(string difficulty)
    {
        string word = difficulty.Split(':')[0];
        return word.Length > 12 ? word[..12] : word;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement e) && e.ValueKind == JsonValueKind.String ? e.GetString() : null;

    private static bool Truth(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement e) && e.ValueKind == JsonValueKind.True;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement e) && e.ValueKind == JsonValueKind.Array ? e.EnumerateArray() : default;
}
