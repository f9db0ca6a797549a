using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Palinode.Publishing.Pdf;

/// <summary>
/// The objects of a PDF in qpdf's JSON: names begin with "/", text strings with "u:", references read "12 0 R". Dictionaries are changed in
/// place; what changed, and what was added, becomes an update for qpdf.
/// </summary>
internal sealed partial class PdfObjects
{
    /// <summary>Of a page tree; deeper is a loop.</summary>
    private const int MaxParents = 100;

    /// <summary>qpdf takes the data of streams as they stand between the quotes: a "+" must not be escaped.</summary>
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private readonly JsonObject _header, _objects;
    private readonly string _name;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private int _last;

    /// <param name="json">What qpdf wrote for the keys qpdf and pages.</param>
    /// <param name="name">Of the file, for messages.</param>
    public PdfObjects(JsonObject json, string name)
    {
        _name = name;
        if (json["qpdf"] is not JsonArray { Count: 2 } parts || json["pages"] is not JsonArray pages) throw Damaged("it has no pages");
        (_header, _objects) = (parts[0]!.AsObject(), parts[1]!.AsObject());
        _last = _header["maxobjectid"]!.GetValue<int>();
        Pages = [.. pages.Select(p => p!["object"]!.GetValue<string>())];
        if (Pages.Count == 0) throw Damaged("it has no pages");
    }

    /// <summary>References of the pages, in order.</summary>
    public IReadOnlyList<string> Pages { get; }

    public JsonObject Trailer => _objects["trailer"]?["value"] as JsonObject ?? throw Damaged("it has no trailer");

    /// <summary>The catalog, and the reference under which it is changed.</summary>
    public (JsonObject Dictionary, string Owner) Catalog => Trailer["/Root"] is { } root && Resolve(root) is JsonObject catalog ? (catalog, Reference(root) ?? "trailer") : throw Damaged("it has no catalog");

    /// <summary>All objects that are dictionaries, those of streams included.</summary>
    public IEnumerable<JsonObject> Dictionaries => _objects.Select(o => (o.Value?["value"] ?? o.Value?["stream"]?["dict"]) as JsonObject).OfType<JsonObject>();

    /// <summary>The dictionary of a page.</summary>
    public JsonObject Page(string reference) => Resolve(JsonValue.Create(reference)) as JsonObject ?? throw Damaged($"page object {reference} is missing");

    /// <summary>What a node stands for: itself, or the object it refers to (of a stream its dictionary); null where that is missing.</summary>
    public JsonNode? Resolve(JsonNode? node)
    {
        for (int i = 0; i < MaxParents && Reference(node) is { } reference; i++)
        {
            JsonNode? target = _objects[$"obj:{reference}"];
            node = target?["value"] ?? target?["stream"]?["dict"];
        }
        return node;
    }

    /// <summary>Whether a node refers to a stream.</summary>
    public bool IsStream(JsonNode? node) => Reference(node) is { } reference && _objects[$"obj:{reference}"]?["stream"] is not null;

    /// <summary>The reference that a node is; null where it is something else.</summary>
    public static string? Reference(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) && ReferenceForm().IsMatch(text) ? text : null;

    /// <summary>The dictionary from which a page has an attribute, its own or one further up, and the owner under which it is changed.</summary>
    public (JsonObject Dictionary, string Owner)? Inherited(string page, string key)
    {
        string owner = page;
        JsonObject? at = Page(page);
        for (int i = 0; i < MaxParents && at is not null; i++)
        {
            if (at[key] is not null) return (at, owner);
            if (Reference(at["/Parent"]) is not { } parent) return null;
            (owner, at) = (parent, Resolve(at["/Parent"]) as JsonObject);
        }
        return null;
    }

    /// <summary>The dictionary under a key, made where there is none, ready to be changed.</summary>
    public (JsonObject Dictionary, string Owner) Editable((JsonObject Dictionary, string Owner) parent, string key)
    {
        if (Resolve(parent.Dictionary[key]) is JsonObject found)
        {
            string owner = LastReference(parent.Dictionary[key]) ?? parent.Owner;
            Change(owner);
            return (found, owner);
        }
        var made = new JsonObject();
        parent.Dictionary[key] = made;
        Change(parent.Owner);
        return (made, parent.Owner);
    }

    /// <summary>Says that the object with this reference, or the trailer, was changed.</summary>
    public void Change(string owner) => _changed.Add(owner);

    /// <summary>Adds an object.</summary>
    /// <returns>Its reference.</returns>
    public string Add(JsonNode value) => AddObject(new JsonObject { ["value"] = value });

    /// <summary>Adds a stream; qpdf compresses it.</summary>
    public string AddStream(JsonObject dictionary, byte[] data) => AddObject(new JsonObject { ["stream"] = new JsonObject { ["data"] = Convert.ToBase64String(data), ["dict"] = dictionary } });

    /// <summary>The update for qpdf: its header and what was changed or added.</summary>
    public byte[] Changes()
    {
        var objects = new JsonObject();
        foreach (string owner in _changed.Order(StringComparer.Ordinal))
        {
            string key = owner == "trailer" ? owner : $"obj:{owner}";
            objects[key] = _objects[key]!.DeepClone();
        }
        var header = (JsonObject)_header.DeepClone();
        header["maxobjectid"] = _last;
        return QpdfText.Original(new JsonObject { ["qpdf"] = new JsonArray(header, objects) }.ToJsonString(Unescaped));
    }

    /// <summary>The numbers of an array; null where it is none.</summary>
    public double[]? Numbers(JsonNode? node) =>
        Resolve(node) is JsonArray array && array.Select(v => Number(v)).ToArray() is var values && values.All(v => v is not null) ? [.. values.Select(v => v!.Value)] : null;

    public double? Number(JsonNode? node) => Resolve(node) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number) ? number : null;

    /// <summary>A text string without its prefix; null where it is something else.</summary>
    public string? Text(JsonNode? node) => Resolve(node) is JsonValue value && value.TryGetValue(out string? text) && text.StartsWith("u:", StringComparison.Ordinal) ? text[2..] : null;

    private string AddObject(JsonObject content)
    {
        string reference = string.Create(CultureInfo.InvariantCulture, $"{++_last} 0 R");
        _objects[$"obj:{reference}"] = content;
        Change(reference);
        return reference;
    }

    private string? LastReference(JsonNode? node)
    {
        string? last = null;
        for (int i = 0; i < MaxParents && Reference(node) is { } reference; i++) (last, node) = (reference, _objects[$"obj:{reference}"]?["value"]);
        return last;
    }

    private InputException Damaged(string why) => new($"{_name}: this is no intact PDF ({why}); mark an intact copy");

    [GeneratedRegex(@"^\d+ \d+ R\z")]
    private static partial Regex ReferenceForm();
}
