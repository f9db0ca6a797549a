using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>Crossref deposits against Crossref's schema, taken from a folder that the user names.</summary>
internal static class CrossrefSchema
{
    public const string NamespaceStart = "http://www.crossref.org/schema/";

    /// <summary>
    /// Crossref's schema imports those of JATS (abstracts) and MathML. Where they are not in the folder, anything may stand in these
    /// elements, so that everything else is still checked.
    /// </summary>
    private static readonly (string Namespace, string Element)[] StandIns = [("http://www.ncbi.nlm.nih.gov/JATS1", "abstract"), ("http://www.w3.org/1998/Math/MathML", "math")];

    public static void Check(XDocument document, string? folder, FindingList findings)
    {
        if (folder is null)
        {
            findings.Note("crossref/xsd", "not checked against the schema; name a folder with Crossref's schema by --xsd");
            return;
        }
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder; --xsd names the folder that holds Crossref's schema");
        string space = document.Root!.Name.NamespaceName;
        string version = space.StartsWith(NamespaceStart, StringComparison.Ordinal) ? space[NamespaceStart.Length..] : "";
        string file = Path.Combine(folder, $"crossref{version}.xsd");
        // A version is digits and points: nothing else becomes part of a path.
        if (version.Length == 0 || !version.All(c => char.IsAsciiDigit(c) || c == '.') || !File.Exists(file))
        {
            findings.Note("crossref/xsd", $"not checked against the schema: {(version.Length == 0 ? "the namespace names no version" : $"{Path.GetFileName(file)} is not in the given folder")}");
            return;
        }
        if (Load(file, folder, findings) is not { } schemas) return;
        document.Validate(schemas, (sender, e) =>
            findings.Add("crossref/xsd", FindingSeverity.Error, e.Exception.LineNumber is > 0 and int line ? line : (sender as IXmlLineInfo)?.LineNumber, e.Message.TrimEnd('.')));
    }

    private static XmlSchemaSet? Load(string file, string folder, FindingList findings)
    {
        LocalFiles files = new(folder);
        XmlSchemaSet schemas = new() { XmlResolver = files };
        List<string> wrong = [];
        schemas.ValidationEventHandler += (_, e) => { if (e.Severity == XmlSeverityType.Error) wrong.Add(e.Message); };
        try
        {
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = files };
            using XmlReader reader = XmlReader.Create(File.OpenRead(file), settings, new Uri(Path.GetFullPath(file)).AbsoluteUri);
            XmlSchema main = schemas.Add(null, reader)!;
            wrong.Clear();
            foreach ((string space, string element) in StandIns)
                if (schemas.Schemas(space).Count == 0) schemas.Add(StandIn(space, element));
            schemas.Reprocess(main);
            schemas.Compile();
        }
        catch (Exception e) when (e is XmlException or XmlSchemaException or IOException)
        {
            wrong.Add(e.Message);
        }
        if (wrong.Count == 0) return schemas;
        findings.Note("crossref/xsd", $"not checked against the schema, which could not be read: {wrong[0]}");
        return null;
    }

    private static XmlSchema StandIn(string space, string element)
    {
        XmlSchema schema = new() { TargetNamespace = space, ElementFormDefault = XmlSchemaForm.Qualified };
        XmlSchemaComplexType anything = new() { IsMixed = true, AnyAttribute = new XmlSchemaAnyAttribute { ProcessContents = XmlSchemaContentProcessing.Skip } };
        XmlSchemaSequence content = new();
        content.Items.Add(new XmlSchemaAny { MinOccurs = 0, MaxOccursString = "unbounded", ProcessContents = XmlSchemaContentProcessing.Skip });
        anything.Particle = content;
        schema.Items.Add(new XmlSchemaElement { Name = element, SchemaType = anything });
        return schema;
    }
}
