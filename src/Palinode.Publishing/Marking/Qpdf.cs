using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Processes;

namespace Palinode.Publishing.Marking;

/// <summary>
/// The runs of qpdf that a marking takes: all objects without streams as JSON, the content streams of pages, and the rewriting with changed
/// objects. qpdf passes streams on without interpreting them, so pictures and text come out as they went in.
/// </summary>
internal sealed class Qpdf(string file, MarkOptions options, TemporaryFolder folder, CancellationToken cancel)
{
    private const int Done = 0, DoneWithWarnings = 3;

    /// <summary>Pages, encryption and all objects.</summary>
    /// <exception cref="InputException">The file is protected or damaged, or is no PDF.</exception>
    public PdfObjects Read()
    {
        ChildResult result = Run("--json=2", "--json-key=qpdf", "--json-key=pages", "--json-key=encrypt", file);
        string name = Path.GetFileName(file);
        if (result.Errors.Contains("invalid password", StringComparison.Ordinal)) throw new InputException($"{name}: this file is protected by a password; unlock it first, or mark the publisher's original");
        if (!Succeeded(result) || result.Errors.Contains("file is damaged", StringComparison.Ordinal))
            throw new InputException($"{name}: this is no intact PDF ({Reason(result)}); mark an intact copy");
        JsonObject json = Parse(result.Output);
        if (json["encrypt"]?["encrypted"]?.GetValue<bool>() == true) throw new InputException($"{name}: this file is encrypted, although it opens without a password; remove the protection first, or mark the publisher's original");
        return new PdfObjects(json, name);
    }

    /// <summary>The decoded bytes of some streams by their references ("12 0 R"); those that cannot be decoded are left out.</summary>
    public Dictionary<string, byte[]> Streams(IReadOnlyCollection<string> references)
    {
        var streams = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (references.Count == 0) return streams;
        string[] objects = [.. references.Select(r => $"--json-object={r.Replace(" R", "", StringComparison.Ordinal).Replace(' ', ',')}")];
        ChildResult result = Run(["--json=2", "--json-key=qpdf", "--json-key=pages", "--json-stream-data=inline", "--decode-level=generalized", .. objects, file]);
        if (!Succeeded(result)) throw new InputException($"{Path.GetFileName(file)}: the content of its pages could not be read ({Reason(result)}); mark an intact copy");
        foreach ((string key, JsonNode? value) in Parse(result.Output)["qpdf"]![1]!.AsObject())
            if (value?["stream"] is JsonObject stream && stream["data"] is { } data && (stream["dict"] as JsonObject)?.ContainsKey("/Filter") != true)
                streams[key["obj:".Length..]] = Convert.FromBase64String(data.GetValue<string>());
        return streams;
    }

    /// <summary>Writes the file anew with changed and added objects. The identifier follows from the content, so equal input gives equal bytes.</summary>
    public void Write(byte[] changes, string output)
    {
        string json = folder.File("changes.json");
        File.WriteAllBytes(json, changes);
        ChildResult result = Run(file, $"--update-from-json={json}", "--object-streams=generate", "--deterministic-id", "--min-version=1.4", output);
        if (!Succeeded(result) || !File.Exists(output)) throw new InputException($"{Path.GetFileName(file)}: the marked file could not be written ({Reason(result)})");
    }

    private ChildResult Run(params string[] arguments)
    {
        ChildResult result = ChildProcess.Run(new ChildCommand("qpdf", arguments) { Seconds = options.Seconds, MemoryBytes = options.MemoryBytes, MaxOutputBytes = 1L << 30, MaxFileBytes = 4L << 30, Folder = folder }, cancel);
        return result.End switch
        {
            ChildEnd.TookTooLong => throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: qpdf did not come to an end within {options.Seconds:0} s")),
            ChildEnd.WroteTooMuch => throw new InputException($"{Path.GetFileName(file)}: this file unfolds to more than can be marked"),
            _ => result,
        };
    }

    private static bool Succeeded(ChildResult result) => result.End == ChildEnd.Exited && result.ExitCode is Done or DoneWithWarnings;

    private JsonObject Parse(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!.AsObject();
        }
        catch (JsonException e)
        {
            throw new InputException($"{Path.GetFileName(file)}: this is no intact PDF (its objects could not be read); mark an intact copy", e);
        }
    }

    /// <summary>The first thing qpdf said, without the path in front.</summary>
    private string Reason(ChildResult result)
    {
        string line = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? $"qpdf ended with code {result.ExitCode}";
        int at = line.IndexOf(file, StringComparison.Ordinal);
        return (at < 0 ? line : line[(at + file.Length)..]).TrimStart(':', ' ').TrimEnd('.');
    }
}
