using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Uploads;

/// <param name="Field">Of the form.</param>
/// <param name="Name">As the sender's browser called it; it may name people.</param>
internal sealed record UploadedFile(string Field, string Name, StoredContent Content);

/// <summary>
/// A form with files, read as it comes in. The framework's own way keeps files of more than 64 KiB in the temporary folder, in clear; here they are encrypted
/// on their way to the disk, and nothing of an upload that breaks off stays.
/// </summary>
internal sealed record UploadedForm(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<UploadedFile> Files)
{
    /// <summary>Bytes of a field that is no file: a long letter has a tenth of it.</summary>
    private const int LongestField = 1 << 20;

    private const int MostParts = 100;

    /// <summary>Bytes that a form may have beside its largest file.</summary>
    private const long Beside = 16L << 20;

    public string this[string field] => Fields.GetValueOrDefault(field, "");

    /// <exception cref="InputException">It is no such form, or larger than allowed.</exception>
    public static async Task<UploadedForm> ReadAsync(HttpRequest request, AttachmentStore store, AttachmentOptions options, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new InputException("This is no form with files.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.MaxBytes + Beside;
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        List<UploadedFile> files = [];
        try
        {
            MultipartReader reader = new(boundary, request.Body) { HeadersCountLimit = 8 };
            for (int parts = 0; await reader.ReadNextSectionAsync(stop) is { } section; parts++)
            {
                if (parts == MostParts) throw new InputException($"A form has {MostParts} parts at most.");
                if (section.GetContentDispositionHeader() is not { } disposition || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } field) throw new InputException("A part of the form has no name.");
                string? name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
                if (name is null) fields[field] = await TextAsync(section.Body, stop);
                // A field for a file that was left empty comes as a file without a name.
                else if (name.Length > 0) files.Add(await FileAsync(field, name, section.Body, store, stop));
            }
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            throw new InputException("The form broke off, or is larger than allowed.", e);
        }
        return new UploadedForm(fields, files);
    }

    private static async Task<UploadedFile> FileAsync(string field, string name, Stream body, AttachmentStore store, CancellationToken stop)
    {
        StoredContent content = await store.ReceiveAsync(body, stop);
        SniffedType.RequireHonest(name, content.MediaType);
        return new UploadedFile(field, name, content);
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken stop)
    {
        using MemoryStream text = new();
        byte[] buffer = new byte[8192];
        for (int got; (got = await body.ReadAsync(buffer, stop)) > 0;)
        {
            if (text.Length + got > LongestField) throw new InputException("A field of the form is too long; attach it as a file.");
            text.Write(buffer, 0, got);
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
