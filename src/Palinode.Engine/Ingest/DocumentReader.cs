using System.Security.Cryptography;
using Palinode.Processes;
using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Ingest;

/// <summary>
/// Reads a document of any kind that Palinode knows: a PDF, a JATS package (folder or zip), or one picture. What a file is, its first bytes
/// say. Everything foreign is decoded in child processes under limits; see <see cref="IngestOptions"/>.
/// </summary>
public sealed class DocumentReader
{
    /// <param name="path">A file, or a folder with a JATS package.</param>
    /// <param name="name">How results call it.</param>
    /// <param name="jats">For a PDF the JATS XML of the same article, alone or in a folder or zip with picture files; null without one.</param>
    /// <param name="options">Limits and choices.</param>
    /// <param name="cancel">Ends the children and the reading within a second.</param>
    /// <exception cref="InputException">The document cannot be used; the message says in one line why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
#pragma warning disable CA1822 // An instance by contract: hosts hold one, and caches may come.
    public SourceDocument Read(string path, string name, string? jats, IngestOptions options, CancellationToken cancel = default)
#pragma warning restore CA1822
    {
        using var folder = new TemporaryFolder();
        if (jats is not null && (Directory.Exists(path) || ContentTypes.Of(CheckFile(path, name, options)) is not ContentType.Pdf))
            throw new InputException($"{name}: JATS XML goes with a PDF, and this is none.");
        if (Directory.Exists(path)) return new JatsPackage(JatsSource.OfFolder(path, name, options), options, folder).Read(cancel);
        string full = CheckFile(path, name, options);
        return ContentTypes.Of(full) switch
        {
            ContentType.Empty => throw new InputException($"{name}: the file is empty."),
            ContentType.Pdf => new PdfDocument(full, name, Sha256(full), options, folder).Read(jats is null ? null : Open(jats, options, folder, cancel), cancel),
            ContentType.Zip => new JatsPackage(JatsSource.OfZip(full, name, options, folder, cancel), options, folder).Read(cancel),
            ContentType type when type.IsPicture() => ImageFile.Read(full, name, Sha256(full), options, folder, cancel),
            ContentType.Xml => throw new InputException($"{name}: not a PDF or picture by its content; give a JATS article as a folder or zip with its images."),
            _ => throw new InputException($"{name}: not a PDF, JATS package, PNG, JPEG, TIFF or WebP file by its content."),
        };
    }

    /// <inheritdoc cref="Read(string, string, string?, IngestOptions, CancellationToken)"/>
    public SourceDocument Read(string path, string name, IngestOptions options, CancellationToken cancel = default) => Read(path, name, null, options, cancel);

    private static JatsSource Open(string path, IngestOptions options, TemporaryFolder folder, CancellationToken cancel)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (Directory.Exists(path)) return JatsSource.OfFolder(path, name, options);
        string full = CheckFile(path, name, options);
        return ContentTypes.Of(full) switch
        {
            ContentType.Zip => JatsSource.OfZip(full, name, options, folder, cancel),
            ContentType.Xml => JatsSource.OfFile(full, name),
            _ => throw new InputException($"{name}: not a JATS XML file, nor a folder or zip with one."),
        };
    }

    private static string CheckFile(string path, string name, IngestOptions options)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new InputException($"{name}: there is no such file or folder.");
        // Devices and pipes have no length and no end.
        if (file.Attributes.HasFlag(FileAttributes.Device)) throw new InputException($"{name}: not a regular file.");
        if (file.Length > options.MaxFileBytes)
            throw new InputException($"{name}: {file.Length >> 20} MB are more than the {options.MaxFileBytes >> 20} MB allowed.");
        try
        {
            using FileStream open = file.OpenRead();
            if (!open.CanSeek) throw new InputException($"{name}: not a regular file.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputException($"{name}: the file cannot be opened ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
        return file.FullName;
    }

    internal static string Sha256(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
