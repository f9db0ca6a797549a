using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Processes;

namespace Palinode.Publishing.Pdf;

/// <summary>How much a run of qpdf may take.</summary>
internal sealed record QpdfLimits
{
    public double Seconds { get; init; } = 20;

    /// <summary>Bytes of address space.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;
}

/// <summary>
/// The runs of qpdf that changing a PDF takes: all objects without streams as JSON, the content streams of pages, and the rewriting with changed
/// objects. qpdf passes streams on without interpreting them, so pictures and text come out as they went in.
/// </summary>
/// <remarks>
/// The file is first rewritten without object streams. qpdf 11.3 loses the change of an object that sits in an object stream when another
/// object of that stream is read later (it then takes all of them from the file again): a page of a real article went without its mark.
/// </remarks>
internal sealed class Qpdf(string file, QpdfLimits limits, TemporaryFolder folder, CancellationToken cancel)
{
    private const int Done = 0, DoneWithWarnings = 3;

    /// <summary>What the question for a password is answered with; everything else says that the file is not encrypted or not readable.</summary>
    private const int PasswordRequired = 0, EncryptedOnly = 3;

    private readonly string _plain = folder.File("plain.pdf");

    /// <summary>Pages, encryption and all objects.</summary>
    /// <exception cref="InputException">The file is protected or damaged, or is no PDF.</exception>
    public PdfObjects Read()
    {
        string name = Path.GetFileName(file);
        if (!HasHeader()) throw new InputException($"{name}: this is no PDF");
        // What qpdf would repair by guessing may lack pages, and guessing can take minutes: better to say so at once.
        ChildResult result = Run("--suppress-recovery", "--requires-password", file);
        if (result.ExitCode == PasswordRequired) throw new InputException($"{name}: this file is protected by a password; unlock it first, or mark the publisher's original");
        if (result.ExitCode == EncryptedOnly) throw new InputException($"{name}: this file is encrypted, although it opens without a password; remove the protection first, or mark the publisher's original");
        if (result.Errors.Split('\n').Any(line => line.StartsWith("qpdf:", StringComparison.Ordinal))) throw Damaged(result);
        result = Run("--object-streams=disable", "--stream-data=preserve", "--deterministic-id", file, _plain);
        if (!Succeeded(result) || result.Errors.Contains("file is damaged", StringComparison.Ordinal)) throw Damaged(result);
        result = Run("--json=2", "--json-key=qpdf", "--json-key=pages", _plain);
        if (!Succeeded(result)) throw Damaged(result);
        return new PdfObjects(Parse(result.Output), name);
    }

    /// <summary>The decoded bytes of some streams by their references ("12 0 R"); those that cannot be decoded are left out.</summary>
    public Dictionary<string, byte[]> Streams(IReadOnlyCollection<string> references)
    {
        var streams = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (references.Count == 0) return streams;
        string[] objects = [.. references.Select(r => $"--json-object={r.Replace(" R", "", StringComparison.Ordinal).Replace(' ', ',')}")];
        ChildResult result = Run(["--json=2", "--json-key=qpdf", "--json-key=pages", "--json-stream-data=inline", "--decode-level=generalized", .. objects, _plain]);
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
        ChildResult result = Run(_plain, $"--update-from-json={json}", "--object-streams=generate", "--deterministic-id", "--min-version=1.4", output);
        if (!Succeeded(result) || !File.Exists(output)) throw new InputException($"{Path.GetFileName(file)}: the marked file could not be written ({Reason(result)})");
    }

    /// <summary>Readers look for it in the first kilobyte.</summary>
    private bool HasHeader()
    {
        byte[] start = new byte[1024];
        using FileStream stream = File.OpenRead(file);
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(0, length).IndexOf("%PDF-"u8) >= 0;
    }

    private ChildResult Run(params string[] arguments)
    {
        ChildResult result = ChildProcess.Run(new ChildCommand("qpdf", arguments) { Seconds = limits.Seconds, MemoryBytes = limits.MemoryBytes, MaxOutputBytes = 1L << 30, MaxFileBytes = 4L << 30, Folder = folder }, cancel);
        return result.End switch
        {
            ChildEnd.TookTooLong => throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: qpdf did not come to an end within {limits.Seconds:0} s")),
            ChildEnd.WroteTooMuch => throw new InputException($"{Path.GetFileName(file)}: this file unfolds to more than can be marked"),
            _ => result,
        };
    }

    private InputException Damaged(ChildResult result) => new($"{Path.GetFileName(file)}: this is no intact PDF ({Reason(result)}); mark an intact copy");

    private static bool Succeeded(ChildResult result) => result.End == ChildEnd.Exited && result.ExitCode is Done or DoneWithWarnings;

    private JsonObject Parse(byte[] json)
    {
        try
        {
            return JsonNode.Parse(QpdfText.Readable(json), documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!.AsObject();
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
        foreach (string path in (string[])[file, _plain])
            if (line.LastIndexOf(path, StringComparison.Ordinal) is >= 0 and int at) line = line[(at + path.Length)..];
        return line.TrimStart(':', ' ').TrimEnd('.');
    }
}
