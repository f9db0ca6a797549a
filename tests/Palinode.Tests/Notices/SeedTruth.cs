using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Palinode.Notices;
using Palinode.Testing;

namespace Palinode.Tests.Notices;

/// <summary>
/// What the four seed notices say, as facts. Names, titles and other words of the texts stand in the truth as places only ("@120-137");
/// the texts are in ../shared. Spans of the truth are sentences: a fact that was read must lie in or around its sentence.
/// </summary>
internal static partial class SeedTruth
{
    public static string Text(int seed) => File.ReadAllText(Directory.GetFiles(SharedMaterial.Require("seeds"), "*.txt").Order(StringComparer.Ordinal).ElementAt(seed));

    public static Notice Read(int seed)
    {
        string file = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Palinode.Tests", "Notices", "truth", $"{seed:D3}.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(file))!;
        Resolve(json, Text(seed));
        return NoticeFile.FromJson(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static void Resolve(JsonNode node, string text)
    {
        IEnumerable<(object Key, JsonNode? Value)> children = node switch
        {
            JsonObject o => [.. o.Select(p => ((object)p.Key, p.Value))],
            JsonArray a => [.. a.Select((v, i) => ((object)i, v))],
            _ => [],
        };
        foreach ((object key, JsonNode? value) in children)
        {
            if (value is JsonValue v && v.TryGetValue(out string? s) && Place().Match(s) is { Success: true } place)
            {
                string words = Plain(text[int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)..int.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture)]);
                if (words.StartsWith("10.", StringComparison.Ordinal)) words = words.ToLowerInvariant();
                if (node is JsonObject o) o[(string)key] = words;
                else ((JsonArray)node)[(int)key] = words;
            }
            else if (value is not null)
            {
                Resolve(value, text);
            }
        }
    }

    private static string Plain(string words) => Blanks().Replace(words.Replace("*", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"^@(\d+)-(\d+)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
