using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Palinode.Cli.Evaluation;

/// <summary>One document and what is printed in some of its figures.</summary>
/// <param name="File">Full path of the document.</param>
/// <param name="Name">What the table and the misses call it; for real articles never its title or file name.</param>
/// <param name="Case">Documents of one case are reported in one line.</param>
/// <param name="Layout">Its figures, in the form of a document's part of layout.json.</param>
/// <param name="Kind">Row of the table for all its figures; null for a row by each figure's style and resolution.</param>
internal sealed record AddressTruth(string File, string Name, string Case, JsonElement Layout, string? Kind)
{
    /// <summary>Every document that a layout.json below the folder describes.</summary>
    public static IReadOnlyList<AddressTruth> OfLayouts(string folder)
    {
        List<AddressTruth> truths = [];
        foreach (string layout in Directory.EnumerateFiles(folder, "layout.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string home = Path.GetDirectoryName(layout)!, name = Path.GetFileName(home);
            foreach (JsonProperty document in Parse(layout).EnumerateObject())
                truths.Add(new AddressTruth(Path.Combine(home, document.Name), $"{name}/{document.Name}", name, document.Value, null));
        }
        return truths.Count > 0 ? truths : throw new InputException($"{folder}: no layout.json lies below it");
    }

    /// <summary>
    /// The figures described in a folder of truth files, each in a document of another folder that is known by its SHA-256 alone. A file's place in
    /// the order of names numbers its row of the table, whether or not the documents of the others are at hand.
    /// </summary>
    /// <param name="truthFolder">JSON files with "sha256" and "figures".</param>
    /// <param name="documents">Folder of PDFs.</param>
    /// <param name="absent">Receives the hashes of documents that are not in the folder.</param>
    public static IReadOnlyList<AddressTruth> OfFiles(string truthFolder, string documents, ICollection<string> absent)
    {
        string[] files = [.. Directory.EnumerateFiles(truthFolder, "*.json").Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new InputException($"{truthFolder}: no truth file (*.json) is in it");
        Dictionary<string, string> byHash = [];
        foreach (string pdf in Directory.EnumerateFiles(documents, "*.pdf").Order(StringComparer.Ordinal)) byHash.TryAdd(Hash(pdf), pdf);
        List<AddressTruth> truths = [];
        for (int i = 0; i < files.Length; i++)
        {
            JsonElement root = Parse(files[i]);
            if (Text(root, "sha256") is not { Length: 64 } hash || !root.TryGetProperty("figures", out JsonElement figures) || figures.ValueKind != JsonValueKind.Array || figures.GetArrayLength() == 0)
                throw new InputException($"{files[i]}: a truth file needs \"sha256\" (64 hexadecimal digits) and \"figures\"");
            if (!byHash.TryGetValue(hash, out string? document)) { absent.Add(hash[..12]); continue; }
            truths.Add(new AddressTruth(document, hash[..12], hash[..12], root, string.Create(CultureInfo.InvariantCulture, $"{i + 1:00}: {Text(figures[0], "style")}")));
        }
        return truths.Count > 0 ? truths : throw new InputException($"{documents}: none of the documents that {truthFolder} describes is in it");
    }

    private static string? Text(JsonElement e, string name) => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out JsonElement v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    private static string Hash(string file)
    {
        using FileStream stream = System.IO.File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static JsonElement Parse(string file)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
            return json.RootElement.Clone();
        }
        catch (JsonException e) { throw new InputException($"{file}: no JSON ({e.Message.Split('\n')[0]})"); }
    }
}
