using System.Globalization;
using System.Text.Json.Nodes;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Marking;

/// <summary>
/// The mark that a file carries already, as Palinode noted it in the file's page-piece dictionary (ISO 32000, 14.5): what it says, and which
/// objects it consists of, so that it can be taken off again.
/// </summary>
internal sealed class EarlierMark
{
    /// <summary>Names of the drawings in the resources of pages start with it.</summary>
    public const string NamePrefix = "/PalinodeMark";

    private const string PieceInfo = "/PieceInfo", Piece = "/Palinode", Private = "/Private";
    private const string Label = "/Label", Notice = "/Notice", Date = "/Date", OriginalKey = "/Original", Before = "/Before", After = "/After", Drawings = "/Drawings", Links = "/Links";

    private readonly PdfObjects _pdf;
    private readonly JsonObject _note;
    private readonly HashSet<string> _before, _after, _drawings, _links;

    private EarlierMark(PdfObjects pdf, JsonObject note)
    {
        (_pdf, _note) = (pdf, note);
        (_before, _after, _drawings, _links) = (References(Before), References(After), References(Drawings), References(Links));
    }

    /// <summary>What it says, for messages: "RETRACTED".</summary>
    public string Words => _pdf.Text(_note[Label]) ?? "";

    /// <summary>SHA-256 of the file before it was first marked.</summary>
    public string? Original => _pdf.Text(_note[OriginalKey]);

    /// <summary>The mark of a file; null where it has none.</summary>
    /// <exception cref="InputException">There was one, and another program has merged it with the pages, so that it cannot be told from them.</exception>
    public static EarlierMark? Find(PdfObjects pdf, string name)
    {
        JsonObject? note = ((pdf.Resolve(pdf.Catalog.Dictionary[PieceInfo]) as JsonObject) is { } pieces ? pdf.Resolve(pieces[Piece]) as JsonObject : null) is { } piece ? pdf.Resolve(piece[Private]) as JsonObject : null;
        EarlierMark? mark = note is null ? null : new EarlierMark(pdf, note);
        bool orphan = pdf.Pages.Any(p => mark?.IsOn(p) != true && pdf.DrawingsOf(p).Any());
        return orphan ? throw new InputException($"{name}: it carries a mark that another program has merged with its pages; mark the original instead") : mark;
    }

    /// <summary>Whether every page carries exactly what is asked for.</summary>
    public bool Says(MarkRequest request) =>
        Words == request.Label.InWords() && _pdf.Text(_note[Notice]) == request.NoticeDoi && _pdf.Text(_note[Date]) == Iso(request.Date) && _pdf.Pages.All(IsOn);

    /// <summary>Takes the mark off all pages; what was under it is as before.</summary>
    public void Remove()
    {
        foreach (string page in _pdf.Pages)
        {
            JsonObject dictionary = _pdf.Page(page);
            dictionary["/Contents"] = Without(_pdf.ContentsOf(page), r => _before.Contains(r) || _after.Contains(r));
            if (_pdf.Resolve(dictionary["/Annots"]) is JsonArray annotations) dictionary["/Annots"] = Without(annotations.Select(a => a?.DeepClone()), _links.Contains);
            if (_pdf.XObjectsOf(page) is (JsonObject drawings, string owner))
            {
                foreach (string key in drawings.Where(d => PdfObjects.Reference(d.Value) is { } r && _drawings.Contains(r)).Select(d => d.Key).ToList()) drawings.Remove(key);
                _pdf.Change(owner);
            }
            _pdf.Change(page);
        }
    }

    /// <summary>Notes a new mark in the catalog.</summary>
    public static void Write(PdfObjects pdf, MarkRequest request, string original, IEnumerable<string> before, IEnumerable<string> after, IEnumerable<string> drawings, IEnumerable<string> links)
    {
        (JsonObject pieces, string owner) = pdf.Editable(pdf.Catalog, PieceInfo);
        pieces[Piece] = new JsonObject
        {
            ["/LastModified"] = string.Create(CultureInfo.InvariantCulture, $"u:D:{request.Date:yyyyMMdd}"),
            [Private] = new JsonObject
            {
                [Label] = $"u:{request.Label.InWords()}", [Notice] = $"u:{request.NoticeDoi}", [Date] = $"u:{Iso(request.Date)}", [OriginalKey] = $"u:{original}",
                [Before] = Array(before), [After] = Array(after), [Drawings] = Array(drawings), [Links] = Array(links),
            },
        };
        pdf.Change(owner);
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private bool IsOn(string page) => _pdf.ContentsOf(page).Any(c => PdfObjects.Reference(c) is { } r && _after.Contains(r));

    private HashSet<string> References(string key) => _pdf.Resolve(_note[key]) is JsonArray array ? [.. array.Select(PdfObjects.Reference).OfType<string>()] : [];

    private static JsonArray Array(IEnumerable<string> references) => new([.. references.Select(r => (JsonNode)JsonValue.Create(r))]);

    private static JsonArray Without(IEnumerable<JsonNode?> nodes, Func<string, bool> taken) => new([.. nodes.Where(n => PdfObjects.Reference(n) is not { } r || !taken(r))]);
}
