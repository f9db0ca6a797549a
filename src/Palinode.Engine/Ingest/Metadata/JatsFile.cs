using System.Xml;
using System.Xml.Linq;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>Opens JATS XML from strangers: no DTD is fetched, no entity is expanded, sizes are limited.</summary>
internal static class JatsFile
{
    /// <summary>Characters in one file; the longest articles have some millions.</summary>
    private const long MaxCharacters = 64L << 20;

    /// <returns>Null where the XML is sound but no article.</returns>
    /// <exception cref="XmlException">Not well-formed, or beyond the limits.</exception>
    public static XDocument? Load(string path)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1024, MaxCharactersInDocument = MaxCharacters,
        };
        using XmlReader reader = XmlReader.Create(path, settings);
        XDocument document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        return document.Root?.Name.LocalName is "article" ? document : null;
    }
}
