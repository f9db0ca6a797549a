using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Cases.Forms;

/// <summary>A file that came with a form: its content lies safely on disk and belongs to no case yet.</summary>
internal sealed record ReceivedFile(StoredContent Content, string Name);

/// <summary>What somebody typed into a form, field by field.</summary>
internal sealed class Typed(IReadOnlyDictionary<string, StringValues> fields, IReadOnlyDictionary<string, IReadOnlyList<ReceivedFile>> files)
{
    /// <summary>Fields of one form: a notice with thirty references has a few hundred.</summary>
    private const int MostFields = 2000;

    /// <summary>Characters of all fields together.</summary>
    private const int MostCharacters = 1 << 20;

    private const int MostFiles = 10;

    /// <summary>Bytes of a form without files, encoded.</summary>
    private const long LargestPlain = 4L << 20;

    public static Typed Nothing { get; } = new(new Dictionary<string, StringValues>(), new Dictionary<string, IReadOnlyList<ReceivedFile>>());

    public string Text(string name) => fields.TryGetValue(name, out StringValues values) ? values.ToString().Trim() : "";

    public IReadOnlyList<string> Texts(string name) => fields.TryGetValue(name, out StringValues values) ? [.. values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim())] : [];

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>Whether anything was typed in a field of this name or below it.</summary>
    public bool AnyUnder(string name) => fields.Any(f => (f.Key == name || f.Key.StartsWith(name + ".", StringComparison.Ordinal)) && !f.Key.EndsWith(".rows", StringComparison.Ordinal) && f.Value.Any(v => !string.IsNullOrWhiteSpace(v)))
        || files.Any(f => f.Key == name || f.Key.StartsWith(name + ".", StringComparison.Ordinal));

    public IReadOnlyList<ReceivedFile> Files(string name) => files.GetValueOrDefault(name) ?? [];

    /// <summary>The same with what is said already left as it is.</summary>
    public Typed With(IReadOnlyDictionary<string, string> more) =>
        new(fields.Concat(more.Where(m => !fields.ContainsKey(m.Key)).Select(m => new KeyValuePair<string, StringValues>(m.Key, m.Value))).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal), files);

    /// <summary>The same with a file.</summary>
    public Typed WithFile(string name, ReceivedFile file) => new(fields, new Dictionary<string, IReadOnlyList<ReceivedFile>>(files) { [name] = [file] });

    /// <summary>Values that a link brings along.</summary>
    public static Typed Of(IQueryCollection query) => new(query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal), new Dictionary<string, IReadOnlyList<ReceivedFile>>());

    /// <summary>Reads a form. Files go to the store as they come, never through memory or another place on disk.</summary>
    /// <exception cref="InputException">It is no form, or larger than a form may be.</exception>
    public static async Task<Typed> ReadAsync(HttpRequest request, AttachmentStore? store, CancellationToken stop)
    {
        Typed typed = await ReadAnyAsync(request, store, stop);
        // No database takes it as text, and nobody types it.
        return typed.HoldsNul ? throw new InputException("The form holds a character that is none (NUL).") : typed;
    }

    private bool HoldsNul => fields.Any(f => f.Value.Any(v => v?.Contains('\0', StringComparison.Ordinal) == true));

    private static async Task<Typed> ReadAnyAsync(HttpRequest request, AttachmentStore? store, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)) throw new InputException("That is no form.");
        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            // An endpoint that takes files allows for them; a form without is small, and all of it is in memory.
            if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && !(limit.MaxRequestBodySize <= LargestPlain)) limit.MaxRequestBodySize = LargestPlain;
            FormReader reader = new(request.Body) { ValueCountLimit = MostFields, ValueLengthLimit = MostCharacters };
            try
            {
                return new Typed(await reader.ReadFormAsync(stop), new Dictionary<string, IReadOnlyList<ReceivedFile>>());
            }
            catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
            {
                throw new InputException("The form is larger than it may be.", e);
            }
        }
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 200 } boundary) throw new InputException("That is no form.");
        return await ReadPartsAsync(new MultipartReader(boundary, request.Body), store, stop);
    }

    /// <summary>The next part; null at the end.</summary>
    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken stop)
    {
        try
        {
            return await parts.ReadNextSectionAsync(stop);
        }
        catch (IOException e)
        {
            throw new InputException("The form did not come whole, or is larger than it may be; send it again.", e);
        }
    }

    private static async Task<Typed> ReadPartsAsync(MultipartReader parts, AttachmentStore? store, CancellationToken stop)
    {
        Dictionary<string, StringValues> fields = new(StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<ReceivedFile>> files = new(StringComparer.Ordinal);
        int characters = 0, fileCount = 0, partCount = 0;
        try
        {
            while (await NextAsync(parts, stop) is { } part)
            {
                if (++partCount > MostFields) throw TooLarge();
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? about) || HeaderUtilities.RemoveQuotes(about.Name).Value is not { Length: > 0 and < 200 } name) continue;
                if (about.IsFileDisposition())
                {
                    string fileName = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString();
                    // A browser sends an empty part for a field without a file.
                    if (fileName.Length == 0) continue;
                    if (store is null || ++fileCount > MostFiles) throw new InputException($"At most {MostFiles} files go with one form.");
                    files[name] = [.. files.GetValueOrDefault(name) ?? [], new ReceivedFile(await store.ReceiveAsync(part.Body, stop), fileName)];
                    continue;
                }
                string value = await TextAsync(part.Body, MostCharacters - characters, stop);
                characters += value.Length;
                fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), value);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InputException("The form is larger than it may be.", e);
        }
        return new Typed(fields, files);
    }

    /// <summary>A part as text, read no further than it may be long.</summary>
    private static async Task<string> TextAsync(Stream part, int most, CancellationToken stop)
    {
        using StreamReader reader = new(part);
        StringBuilder text = new();
        char[] buffer = new char[4096];
        for (int got; (got = await reader.ReadAsync(buffer, stop)) > 0;)
            if (text.Append(buffer, 0, got).Length > most) throw TooLarge();
        return text.ToString();
    }

    private static InputException TooLarge() => new("The form is larger than it may be.");
}
