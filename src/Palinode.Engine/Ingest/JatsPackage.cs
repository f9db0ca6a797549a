using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Palinode.Articles;
using Palinode.Engine.Ingest.Children;
using Palinode.Engine.Ingest.Metadata;
using Palinode.Evidence;

namespace Palinode.Engine.Ingest;

/// <summary>
/// An article as its publisher keeps it: one JATS XML file and the files of its figures, in a folder or a zip. Figures, labels and captions come
/// from the XML. Each picture file counts as a page of its own, numbered in the order of the figures, with the whole picture as its box.
/// </summary>
internal sealed class JatsPackage(string root, string name, IngestOptions options, TemporaryFolder folder)
{
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    /// <summary>Kinds of picture that can be read, the best first where one figure has several files.</summary>
    private static readonly string[] Extensions = [".tif", ".tiff", ".png", ".jpg", ".jpeg", ".webp"];

    public static SourceDocument FromZip(string path, string name, string sha256, IngestOptions options, TemporaryFolder folder, CancellationToken cancel) =>
        new JatsPackage(PackageZip.Unpack(path, name, options, folder, cancel), name, options, folder).Read(cancel, sha256);

    /// <param name="cancel">Ends the child.</param>
    /// <param name="sha256">Of the zip; computed over the folder's files where it is null.</param>
    public SourceDocument Read(CancellationToken cancel, string? sha256 = null)
    {
        string[] files = [.. Files().Order(StringComparer.Ordinal)];
        XDocument article = Article(files);
        List<string> remarks = [];
        List<(string? Number, string? Caption, string File)> pictures = [];
        foreach (XElement fig in article.Descendants("fig"))
        {
            string? label = Words(fig.Element("label")), caption = Words(fig.Element("caption"));
            string? text = label is null ? caption : caption is null ? label : $"{label.TrimEnd('.', ':')}. {caption}";
            string? number = label is null ? null : FigureLabel.Parse(label)?.Number ?? label;
            string[] names = [.. fig.Descendants("graphic").Select(g => (string?)g.Attribute(XLink + "href")).OfType<string>()];
            string[] found = [.. names.Select(n => FileOf(n, files)).OfType<string>().Distinct(StringComparer.Ordinal)];
            if (found.Length == 0) remarks.Add($"{label ?? "A figure"} has no picture file in the package{(names.Length > 0 ? $" ({names[0]})" : "")}.");
            pictures.AddRange(found.Select(f => (number, text, f)));
        }
        DecodedPicture[] decoded = new PictureDecoder(options, folder).Decode([.. pictures.Select(p => p.File)], asStored: false, cancel);
        var figures = ImmutableArray.CreateBuilder<SourceFigure>();
        for (int i = 0; i < pictures.Count; i++)
        {
            if (decoded[i].Pixels is not { } pixels) { remarks.Add($"{Path.GetFileName(pictures[i].File)}: {decoded[i].Refusal}."); continue; }
            figures.Add(new SourceFigure
            {
                Number = pictures[i].Number, Page = i + 1, Box = Box.Whole, Caption = pictures[i].Caption,
                Graphics = [new Graphic { Pixels = pixels, Box = Box.Whole, Origin = GraphicOrigin.Embedded }],
            });
        }
        if (figures.Count == 0) remarks.Add("No figure was found in this document.");
        return new SourceDocument
        {
            Name = name, Sha256 = sha256 ?? HashOf(files), Kind = DocumentKind.JatsPackage, Pages = pictures.Count, Figures = figures.ToImmutable(), Remarks = [.. remarks],
            Article = JatsMetadata.Read(article),
        };
    }

    /// <summary>Links are not followed: they may lead out of the package.</summary>
    private IEnumerable<string> Files()
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 8 };
        return Directory.EnumerateFiles(root, "*", all);
    }

    private XDocument Article(string[] files)
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

    /// <summary>The largest readable picture with this name, its extension given or not.</summary>
    private static string? FileOf(string href, string[] files)
    {
        string wanted = Path.GetFileName(href), stem = Path.GetFileNameWithoutExtension(wanted);
        return files.Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())
                && (Path.GetFileName(f) == wanted || Path.GetFileNameWithoutExtension(f) == wanted || Path.GetFileNameWithoutExtension(f) == stem))
            .OrderByDescending(f => new FileInfo(f).Length).ThenBy(f => Array.IndexOf(Extensions, Path.GetExtension(f).ToLowerInvariant())).FirstOrDefault();
    }

    private static string? Words(XElement? element) =>
        element is null ? null : string.Join(' ', string.Concat(element.DescendantNodes().OfType<XText>().Select(t => t.Value + (t.Parent?.Name.LocalName is "title" or "p" ? " " : ""))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Of a folder: over its files' names and bytes in order.</summary>
    private string HashOf(string[] files)
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
