using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Processes;
using Palinode.Publishing.Pdf;

namespace Palinode.Server.Storage.Stripping;

/// <summary>
/// A PDF with its pages and nothing beside them. qpdf (a child under limits, without network) draws visible annotations into the pages and writes the
/// objects as JSON; of the catalogue and of each page only what draws is kept, so that information, XMP, comments and their authors, bookmarks,
/// attachments, forms, scripts and earlier versions are referred to by nothing and are not written. Pictures go through the stripping of their own kind.
/// What the pages themselves show or say is not touched, nor are colour profiles.
/// </summary>
internal sealed class PdfObjectsStripped(StripOptions options)
{
    private const int Done = 0, DoneWithWarnings = 3;
    private const long Unfolded = 2L << 30;

    private static readonly string[] OfCatalog = ["/Type", "/Pages", "/Version", "/Extensions", "/OCProperties", "/OutputIntents"];
    private static readonly string[] OfPages = ["/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate"];
    private static readonly string[] OfPage = ["/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/Group", "/UserUnit"];

    /// <summary>Goes wherever it stands.</summary>
    private static readonly HashSet<string> Nowhere = ["/Metadata", "/PieceInfo", "/LastModified", "/AF", "/StructParent", "/StructParents", "/AA", "/JS", "/OPI", "/Measure", "/PtData"];

    /// <exception cref="InputException">It is protected or damaged, or takes more than is allowed.</exception>
    public byte[] Strip(byte[] file, CancellationToken cancel)
    {
        using TemporaryFolder folder = new(options.MemoryFolder ?? throw new InputException("This machine has no folder in memory (/dev/shm), so no copy of a PDF can be made without writing it to the disk in clear."));
        string original = folder.File("original.pdf"), plain = folder.File("plain.pdf"), changes = folder.File("changes.json"), stripped = folder.File("stripped.pdf");
        File.WriteAllBytes(original, file);
        Run(folder, cancel, "--flatten-annotations=screen", "--generate-appearances", "--decrypt", "--object-streams=disable", "--stream-data=uncompress", "--decode-level=generalized", original, plain);
        JsonObject objects = Objects(Run(folder, cancel, "--json=2", "--json-key=qpdf", plain));
        JsonObject changed = Changed(objects);
        foreach ((string reference, byte[] picture) in Pictures(folder, plain, changed, cancel))
        {
            // qpdf takes data within the JSON from the file as it stands there, and .NET writes a + as \u002B.
            string data = folder.File($"picture{reference.Split(' ')[0]}");
            File.WriteAllBytes(data, picture);
            changed[$"obj:{reference}"]!["stream"]!["datafile"] = data;
        }
        File.WriteAllBytes(changes, QpdfText.Original(new JsonObject
        {
            ["version"] = 2, ["parameters"] = new JsonObject { ["decodelevel"] = "none" },
            ["qpdf"] = new JsonArray(new JsonObject { ["jsonversion"] = 2, ["pdfversion"] = "1.7", ["maxobjectid"] = objects.Count }, changed),
        }.ToJsonString()));
        Run(folder, cancel, plain, $"--update-from-json={changes}", "--object-streams=generate", "--compress-streams=y", "--deterministic-id", stripped);
        return File.ReadAllBytes(stripped);
    }

    /// <summary>All objects as they are to be.</summary>
    private static JsonObject Changed(JsonObject objects)
    {
        JsonObject changed = objects.DeepClone().AsObject();
        foreach ((string _, JsonNode? node) in changed) Clean(node);
        if (changed["trailer"]?["value"] is not JsonObject trailer || Dictionary(changed, trailer["/Root"]) is not { } catalog) throw StrippedCopy.Damaged("PDF", "it has no catalogue");
        Keep(trailer, ["/Root", "/Size", "/ID"]);
        Keep(catalog, OfCatalog);
        CleanLayers(changed, catalog);
        HashSet<string> seen = [];
        Stack<JsonNode?> open = new([catalog["/Pages"]]);
        while (open.TryPop(out JsonNode? node))
        {
            if (node is JsonValue reference && !seen.Add(reference.ToString()) || Dictionary(changed, node) is not { } page) continue;
            bool inner = page.ContainsKey("/Kids");
            Keep(page, inner ? OfPages : OfPage);
            if (inner && Resolve(changed, page["/Kids"]) is JsonArray kids) foreach (JsonNode? kid in kids) open.Push(kid);
        }
        return changed;
    }

    /// <summary>Takes away what belongs nowhere, and properties of marked content that are no layers: they hold what a program remembered.</summary>
    private static void Clean(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject group:
                foreach (string key in group.Select(p => p.Key).Where(Nowhere.Contains).ToArray()) group.Remove(key);
                if (group["/Type"]?.ToString() is "/OCG") group["/Name"] = "u:Layer";
                foreach ((string _, JsonNode? inner) in group) Clean(inner);
                break;
            case JsonArray list:
                foreach (JsonNode? inner in list) Clean(inner);
                break;
        }
    }

    /// <summary>Which layers show stays; what they are called and who made them goes.</summary>
    private static void CleanLayers(JsonObject objects, JsonObject catalog)
    {
        if (Dictionary(objects, catalog["/OCProperties"]) is not { } layers) return;
        Keep(layers, ["/OCGs", "/D"]);
        if (Dictionary(objects, layers["/D"]) is { } shown) Keep(shown, ["/BaseState", "/ON", "/OFF", "/AS", "/Intent"]);
        foreach (JsonNode? layer in Resolve(objects, layers["/OCGs"]) as JsonArray ?? [])
            if (Dictionary(objects, layer) is { } group)
            {
                Keep(group, ["/Type", "/Intent"]);
                group["/Name"] = "u:Layer";
            }
    }

    /// <summary>JPEGs and JPEG 2000 pictures without their metadata, by their objects.</summary>
    private Dictionary<string, byte[]> Pictures(TemporaryFolder folder, string plain, JsonObject changed, CancellationToken cancel)
    {
        string[] pictures = [.. changed.Where(o => FilterOf(o.Value?["stream"]?["dict"]) is "/DCTDecode" or "/JPXDecode").Select(o => o.Key["obj:".Length..])];
        Dictionary<string, byte[]> stripped = new(StringComparer.Ordinal);
        foreach (string[] some in pictures.Chunk(200))
        {
            string[] wanted = [.. some.Select(r => $"--json-object={r.Replace(" R", "", StringComparison.Ordinal).Replace(' ', ',')}")];
            JsonObject read = Objects(Run(folder, cancel, ["--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=none", .. wanted, plain]));
            foreach (string reference in some)
            {
                byte[] data = Convert.FromBase64String(read[$"obj:{reference}"]!["stream"]!["data"]!.GetValue<string>());
                stripped[reference] = FilterOf(changed[$"obj:{reference}"]!["stream"]!["dict"]) == "/DCTDecode" ? JpegSegments.Strip(data) : Jp2Boxes.Strip(data);
            }
        }
        return stripped;
    }

    /// <summary>The only filter; what came before it was undone already.</summary>
    private static string? FilterOf(JsonNode? dictionary) => dictionary?["/Filter"] switch { JsonValue one => one.ToString(), JsonArray { Count: 1 } list => list[0]?.ToString(), _ => null };

    private static void Keep(JsonObject dictionary, string[] keys)
    {
        foreach (string key in dictionary.Select(p => p.Key).Where(k => !keys.Contains(k)).ToArray()) dictionary.Remove(key);
    }

    private static JsonObject? Dictionary(JsonObject objects, JsonNode? node) => Resolve(objects, node) as JsonObject;

    private static JsonNode? Resolve(JsonObject objects, JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && text.EndsWith(" R", StringComparison.Ordinal) ? objects[$"obj:{text}"]?["value"] : node;

    private static JsonObject Objects(byte[] json)
    {
        try
        {
            return JsonNode.Parse(QpdfText.Readable(json), documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!["qpdf"]![1]!.DeepClone().AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InputException("This PDF is damaged (its objects could not be read): no copy without its metadata can be made.", e);
        }
    }

    private byte[] Run(TemporaryFolder folder, CancellationToken cancel, params string[] arguments)
    {
        ChildResult result = ChildProcess.Run(new ChildCommand("qpdf", arguments) { Seconds = options.Seconds, MemoryBytes = options.MemoryBytes, MaxOutputBytes = Unfolded, MaxFileBytes = Unfolded, Folder = folder }, cancel);
        if (result.End != ChildEnd.Exited) throw StrippedCopy.Damaged("PDF", "it takes longer or unfolds to more than is allowed");
        if (result.ExitCode is Done or DoneWithWarnings) return result.Output;
        throw StrippedCopy.Damaged("PDF", result.Errors.Contains("password", StringComparison.OrdinalIgnoreCase) ? "it is protected by a password" : "qpdf cannot read it");
    }
}
