using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Palinode.Articles;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>Opens XML from strangers: sizes are limited, nothing outside a given folder is read, and a DTD only where one was asked for.</summary>
internal static class XmlInput
{
    /// <summary>Bytes; the largest journal articles have some millions.</summary>
    public const long MaxBytes = 16L << 20;

    /// <summary>Characters that entities may expand to. The JATS DTD with MathML itself takes about four million.</summary>
    private const long MaxEntityCharacters = 32L << 20;

    /// <summary>Without a DTD: declarations are skipped, and entities beyond the five of XML are an error that says so.</summary>
    /// <exception cref="XmlException">Not well-formed, or beyond the limits.</exception>
    /// <exception cref="InputException">Nested too deep.</exception>
    public static XDocument Load(Stream xml)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = MaxBytes, MaxCharactersFromEntities = 1024 };
        return Load(xml, settings, null);
    }

    /// <summary>Against the DTD that the document names, taken from a folder.</summary>
    /// <param name="xml">The document.</param>
    /// <param name="files">The DTD's folder.</param>
    /// <param name="complain">Gets every complaint about the document itself.</param>
    /// <exception cref="XmlException">Not well-formed, beyond the limits, or the DTD is not there (an inner exception says which).</exception>
    public static XDocument LoadWithDtd(Stream xml, LocalFiles files, Action<ValidationEventArgs> complain)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Parse, ValidationType = ValidationType.DTD, XmlResolver = files,
            MaxCharactersInDocument = MaxBytes, MaxCharactersFromEntities = MaxEntityCharacters,
        };
        settings.ValidationEventHandler += (_, e) =>
        {
            // .NET complains about parameter entities that the DTD's own modules redefine on purpose.
            if (!files.Holds(e.Exception.SourceUri) || IsDocument(e.Exception.SourceUri!)) complain(e);
        };
        return Load(xml, settings, DocumentUri(files));
    }

    /// <summary>Twice through the file: its nesting is checked before a tree is built.</summary>
    internal static XDocument Load(Stream xml, XmlReaderSettings settings, string? uri)
    {
        XmlReaderSettings nestingOnly = settings.Clone();
        nestingOnly.ValidationType = ValidationType.None;
        using (XmlReader first = XmlReader.Create(xml, nestingOnly, uri)) XmlNesting.Check(first);
        xml.Position = 0;
        using XmlReader reader = XmlReader.Create(xml, settings, uri);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
    }

    /// <summary>The name of the DTD's file as the document gives it; null without a document type.</summary>
    public static string? SystemId(Stream xml)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersFromEntities = 1024 };
        using XmlReader reader = XmlReader.Create(xml, settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.DocumentType) return reader.GetAttribute("SYSTEM");
            if (reader.NodeType == XmlNodeType.Element) return null;
        }
        return null;
    }

    // The document is said to lie in the DTD's folder, so that relative system ids are found there.
    private const string DocumentName = "document-under-validation";
    private static string DocumentUri(LocalFiles files) => new Uri(files.BaseUri, DocumentName).AbsoluteUri;
    private static bool IsDocument(string uri) => uri.EndsWith('/' + DocumentName, StringComparison.Ordinal);

    public static bool LooksLikeText(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)0) < 0 || bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble);
}
