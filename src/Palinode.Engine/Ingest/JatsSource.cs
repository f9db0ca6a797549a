using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Palinode.Processes;
using Palinode.Engine.Ingest.Metadata;

namespace Palinode.Engine.Ingest;

/// <summary>An article's JATS XML, alone or in a folder or zip with the files of its figures.</summary>
internal sealed class JatsSource
{
    /// <summary>Kinds of picture that can be read, the best first where one figure has several files.</summary>
    private static readonly string[] Extensions = [".tif", ".tiff", ".png", ".jpg", ".jpeg", ".webp"];

    private readonly string[] _files;

    private JatsSource(string name, string sha256, XDocument article, string[] files) => (Name, Sha256, Article, _files) = (name, sha256, article, files);

    /// <summary>How messages call it.</summary>
    public string Name { get; }

    /// <summary>Of the XML file or the zip; of a folder over its files' names and bytes in order.</summary>
    public string Sha256 { get; }
    public XDocument Article { get; }

    /// <summary>Whether there may be picture files: false for an XML file that was given alone.</summary>
    public bool IsPackage => _files.Length > 0;

    /// <exception cref="InputException">No JATS article is in the folder.</exception>
    public static JatsSource OfFolder(string root, string name, IngestOptions options)
    {
        string[] files = [.. Files(root)];
        return new JatsSource(name, HashOf(root, files), ArticleIn(files, name, options), files);
    }

    /// <exception cref="InputException">The zip is damaged or hostile, or no JATS article is in it.</exception>
    public static JatsSource OfZip(string path, string name, IngestOptions options, TemporaryFolder folder, CancellationToken cancel)
    {
        string[] files = [.. Files(PackageZip.Unpack(path, name, options, folder, cancel))];
        return new JatsSource(name, DocumentReader.Sha256(path), ArticleIn(files, name, options), files);
    }

    /// <exception cref="InputException">The XML is damaged or no JATS article.</exception>
    public static JatsSource OfFile(string path, string name)
    {
        try
        {
            XDocument article = JatsFile.Load(path) ?? throw new InputException($"{name}: the XML is no JATS article.");
            return new JatsSource(name, DocumentReader.Sha256(path), article, []);
        }
        catch (XmlException e) { throw new InputException($"{name}: no well-formed XML (line {e.LineNumber}).", e); }
    }

    /// <summary>The largest readable picture with this name, its extension given or not; null where there is none.</summary>
    public string? PictureOf(string href)
    {
        string wanted = Path.GetFileName(href), stem = Path.GetFileNameWithoutExtension(wanted);
        return _files.Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())
                && (Path.GetFileName(f) == wanted || Path.GetFileNameWithoutExtension(f) == wanted || Path.GetFileNameWithoutExtension(f) == stem))
            .OrderByDescending(f => new FileInfo(f).Length).ThenBy(f => Array.IndexOf(Extensions, Path.GetExtension(f).ToLowerInvariant())).FirstOrDefault();
    }

    /// <summary>Each figure's picture files, those that are there.</summary>
    public string[] PicturesOf(JatsFigure figure) => [.. figure.Graphics.Select(PictureOf).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>In order. Links are not followed: they may lead out of the package.</summary>
    private static IEnumerable<string> Files(string root)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 8 };
        return Directory.EnumerateFiles(root, "*", all).Order(StringComparer.Ordinal);
    }

    private static XDocument ArticleIn(string[] files, string name, IngestOptions options)
    {
        string[] xml = [.. files.Where(f => Path.GetExtension(f).ToLowerInvariant() is ".xml" or ".nxml")];
        if (xml.Length == 0) throw new InputException($"{name}: a folder or zip must hold an article's JATS XML beside its images; no XML file is in it.");
        foreach (string file in xml)
        {
            if (new FileInfo(file).Length > options.MaxFileBytes) continue;
            try
            {
                if (JatsFile.Load(file) is { } article) return article;
            }
            catch (XmlException e) when (xml.Length == 1) { throw new InputException($"{name}: {Path.GetFileName(file)} is no well-formed XML (line {e.LineNumber}).", e); }
            catch (XmlException) { continue; }
        }
        throw new InputException($"{name}: none of the XML files in it is a JATS article.");
    }

    private static string HashOf(string root, string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file).Replace('\\', '/') + "\n"));
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
