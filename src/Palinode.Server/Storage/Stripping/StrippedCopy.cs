using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Storage.Stripping;

internal sealed record StripOptions
{
    /// <summary>Bytes of a file that a copy is made of, in memory. Default that of the largest upload.</summary>
    public long MaxBytes { get; init => field = value is > 0 and <= 1L << 30 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 500L << 20;

    /// <summary>Seconds for a run of qpdf. Default 60: the slowest of a thousand public files took 20.</summary>
    public double Seconds { get; init; } = 60;

    /// <summary>Bytes of address space of qpdf. Default 2 GiB.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Where files lie in clear for the moment that another program reads them: in memory. Null where the machine has no such place; then no such copy is made.</summary>
    public string? MemoryFolder { get; init; } = Directory.Exists("/dev/shm") ? "/dev/shm" : null;
}

/// <summary>
/// A copy of a file without what says where it comes from: author, software, device, place, time, comments, embedded files, small earlier versions,
/// scripts. Pictures are not decoded: the parts of the file that hold them are carried over byte by byte, so every pixel is as it was.
/// </summary>
internal sealed class StrippedCopy(StripOptions options) : IDisposable
{
    /// <summary>One at a time: a copy is made in memory.</summary>
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Kinds that a copy can be made of.</summary>
    public static bool CanBeMadeOf(string mediaType) => mediaType is "image/png" or "image/jpeg" or "image/tiff" or "image/gif" or "image/webp" or "image/jp2" or "application/pdf";

    /// <param name="mediaType">By its content, as <see cref="SniffedType"/> says.</param>
    /// <exception cref="InputException">No copy can be made of this file; the original stays where it is.</exception>
    public async Task<byte[]> MakeAsync(Stream content, string mediaType, CancellationToken stop)
    {
        if (!CanBeMadeOf(mediaType)) throw new InputException("What this file says about its origin cannot be taken out. Make a PDF, PNG or TIFF of it, look through that, and attach it.");
        if (content.Length > options.MaxBytes) throw new InputException($"Copies are made of files up to {options.MaxBytes >> 20} MiB.");
        await _one.WaitAsync(stop);
        try
        {
            byte[] bytes = new byte[content.Length];
            await content.ReadExactlyAsync(bytes, stop);
            return mediaType switch
            {
                "image/png" => PngChunks.Strip(bytes),
                "image/jpeg" => JpegSegments.Strip(bytes),
                "image/tiff" => TiffTags.Strip(bytes),
                "image/gif" => GifBlocks.Strip(bytes),
                "image/webp" => WebpChunks.Strip(bytes),
                "image/jp2" => Jp2Boxes.Strip(bytes),
                _ => new PdfObjectsStripped(options).Strip(bytes, stop),
            };
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The file breaks its format.</summary>
    internal static InputException Damaged(string kind, string what) => new($"This {kind} is damaged ({what}): no copy without its metadata can be made. Ask for an intact file.");
}
