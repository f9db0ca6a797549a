using System.Text.Json.Nodes;
using Palinode.Processes;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Printing;

/// <summary>
/// Puts the tag tree of a printed page in order. WeasyPrint 57 nests marked content, so that each element repeats the text of those inside it, up
/// to the page, and leaves links outside of the tree. Afterwards every piece of text belongs to one element, in the order of reading, links to theirs, and
/// elements that hold nothing are gone. Pictures that have words in the HTML are figures that say them. What is painted stays as it is.
/// </summary>
internal sealed class TagTree
{
    private readonly PdfObjects _pdf;
    private readonly JsonObject _parents;

    /// <summary>Which element the marked content of a page was of, by page and number.</summary>
    private readonly Dictionary<(string Page, int Number), string> _owners = [];

    /// <summary>What an element now says, with its place in the order of painting over all pages.</summary>
    private readonly Dictionary<string, List<(int Place, JsonNode Item)>> _said = new(StringComparer.Ordinal);

    /// <summary>The elements that show a picture, in the order of painting.</summary>
    private readonly List<string> _pictures = [];

    private int _place;

    private TagTree(PdfObjects pdf, JsonObject parents) => (_pdf, _parents) = (pdf, parents);

    /// <param name="file">As WeasyPrint wrote it.</param>
    /// <param name="output">Path of the file in order; the same bytes for the same input.</param>
    /// <param name="alternatives">What the pictures show, in words, in their order; empty of one that only decorates.</param>
    /// <param name="limits">Of each run of qpdf.</param>
    /// <param name="folder">For work.</param>
    /// <param name="cancel">Ends qpdf.</param>
    public static void Order(string file, string output, IReadOnlyList<string> alternatives, QpdfLimits limits, TemporaryFolder folder, CancellationToken cancel)
    {
        var qpdf = new Qpdf(file, limits, folder, cancel);
        PdfObjects pdf = qpdf.Read();
        (JsonObject catalog, _) = pdf.Catalog;
        if (pdf.Resolve(catalog["/StructTreeRoot"]) is not JsonObject root || PdfObjects.Reference(root["/ParentTree"]) is not { } parents)
            throw new InvalidOperationException("The printed page has no tag tree.");
        var tree = new TagTree(pdf, (JsonObject)pdf.Resolve(JsonValue.Create(parents))!);
        foreach (JsonNode? child in tree.Children(root)) tree.Own(child);
        tree.Flatten(qpdf);
        tree.Tell(alternatives);
        root["/K"] = new JsonArray([.. tree.Children(root).Where(c => tree.Arrange(c) is not null).Select(c => c!.DeepClone())]);
        pdf.Change(PdfObjects.Reference(catalog["/StructTreeRoot"])!);
        pdf.Change(parents);
        qpdf.Write(pdf.Changes(), output);
    }

    private JsonArray Children(JsonObject element) => _pdf.Resolve(element["/K"]) switch
    {
        JsonArray many => many,
        null => [],
        JsonNode one => [one.DeepClone()],
    };

    /// <summary>Remembers which element each number belongs to.</summary>
    private void Own(JsonNode? node)
    {
        if (PdfObjects.Reference(node) is not { } reference || _pdf.Resolve(node) is not JsonObject element) return;
        foreach (JsonNode? child in Children(element))
        {
            if (child is JsonValue value && value.TryGetValue(out int number) && PdfObjects.Reference(element["/Pg"]) is { } page) _owners[(page, number)] = reference;
            else Own(child);
        }
    }

    /// <summary>Makes the content of every page flat, and gives its links to their elements.</summary>
    private void Flatten(Qpdf qpdf)
    {
        string[] contents = [.. _pdf.Pages.Select(p => PdfObjects.Reference(_pdf.Page(p)["/Contents"]) ?? throw new InvalidOperationException("A printed page has one stream of content."))];
        Dictionary<string, byte[]> streams = qpdf.Streams(contents);
        foreach ((string page, string content) in _pdf.Pages.Zip(contents))
        {
            MarkedContent flat = MarkedContent.Flat(streams[content]);
            JsonObject dictionary = _pdf.Page(page);
            dictionary["/Contents"] = _pdf.AddStream([], flat.Content);
            _pdf.Change(page);
            var owners = new List<string>();
            foreach ((int number, MarkedSegment segment) in flat.Segments.Index())
            {
                string owner = _owners[(page, segment.Was)];
                owners.Add(owner);
                Add(owner, JsonValue.Create(number));
                _pictures.AddRange(segment.Pictures.Where(name => IsImage(dictionary, name)).Select(_ => owner));
            }
            SetParent(dictionary["/StructParents"], new JsonArray([.. owners.Select(o => JsonValue.Create(o))]));
            GiveLinks(dictionary, page, owners);
        }
    }

    private bool IsImage(JsonObject page, string name) =>
        _pdf.Resolve(page["/Resources"]) is JsonObject resources && _pdf.Resolve(resources["/XObject"]) is JsonObject all && (_pdf.Resolve(all[name]) as JsonObject)?["/Subtype"]?.GetValue<string>() == "/Image";

    /// <summary>Pictures of the page's HTML stand in the order of painting; where they do not match one to one nothing is guessed.</summary>
    private void Tell(IReadOnlyList<string> alternatives)
    {
        if (_pictures.Count != alternatives.Count || _pictures.Distinct().Count() != _pictures.Count) return;
        foreach ((string element, string words) in _pictures.Zip(alternatives).Where(p => p.Second.Length > 0))
        {
            JsonObject figure = (JsonObject)_pdf.Resolve(JsonValue.Create(element))!;
            (figure["/S"], figure["/Alt"]) = ("/Figure", $"u:{words}");
            _pdf.Change(element);
        }
    }

    /// <summary>The links of a page stand in the order of their texts; where they do not match one to one nothing is guessed.</summary>
    private void GiveLinks(JsonObject page, string reference, List<string> owners)
    {
        JsonNode[] links = [.. (_pdf.Resolve(page["/Annots"]) as JsonArray ?? []).Where(a => _pdf.Resolve(a) is JsonObject o && o["/StructParent"] is not null)!];
        string[] elements = [.. owners.Distinct().Where(o => (_pdf.Resolve(JsonValue.Create(o)) as JsonObject)?["/S"]?.GetValue<string>() == "/Link")];
        if (links.Length != elements.Length) return;
        foreach ((JsonNode link, string element) in links.Zip(elements))
        {
            Add(element, new JsonObject { ["/Type"] = "/OBJR", ["/Obj"] = link.DeepClone(), ["/Pg"] = reference });
            SetParent(((JsonObject)_pdf.Resolve(link)!)["/StructParent"], JsonValue.Create(element));
        }
    }

    private void Add(string element, JsonNode item)
    {
        if (!_said.TryGetValue(element, out List<(int, JsonNode)>? said)) _said[element] = said = [];
        said.Add((_place++, item));
    }

    /// <summary>In the tree that leads from the numbers of a page, or of a link, to their elements.</summary>
    private void SetParent(JsonNode? key, JsonNode value)
    {
        JsonArray numbers = (JsonArray)_parents["/Nums"]!;
        for (int i = 0; i + 1 < numbers.Count; i += 2)
            if (_pdf.Number(numbers[i]) == _pdf.Number(key)) numbers[i + 1] = value;
    }

    /// <summary>Puts what an element says among its children, which keep their order.</summary>
    /// <returns>The place of the first thing it holds; null where it holds nothing, and may go.</returns>
    private int? Arrange(JsonNode? node)
    {
        if (PdfObjects.Reference(node) is not { } reference || _pdf.Resolve(node) is not JsonObject element || element["/S"] is null) return null;
        List<(int Place, JsonNode Item)> held = [];
        foreach (JsonNode? child in Children(element))
            if (Arrange(child) is { } place) held.Add((place, child!.DeepClone()));
        foreach ((int Place, JsonNode Item) own in _said.GetValueOrDefault(reference) ?? [])
        {
            int before = held.FindIndex(h => h.Place > own.Place);
            held.Insert(before < 0 ? held.Count : before, own);
        }
        if (held.Count == 0) return null;
        element["/K"] = new JsonArray([.. held.Select(h => h.Item)]);
        _pdf.Change(reference);
        return held.Min(h => h.Place);
    }
}
