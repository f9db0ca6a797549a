using System.Text.Json.Nodes;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Marking;

/// <summary>What a mark needs to know and to change about a page.</summary>
internal static class MarkedPages
{
    /// <summary>What a reader sees of a page; boxes and turns may be inherited.</summary>
    public static PageGeometry GeometryOf(this PdfObjects pdf, string page) => PageGeometry.Of(
        pdf.Numbers(pdf.Inherited(page, "/MediaBox")?.Dictionary["/MediaBox"]),
        pdf.Numbers(pdf.Inherited(page, "/CropBox")?.Dictionary["/CropBox"]),
        pdf.Number(pdf.Inherited(page, "/Rotate")?.Dictionary["/Rotate"]) ?? 0);

    /// <summary>Copies of the references to a page's content streams, in order; empty for an empty page.</summary>
    public static List<JsonNode> ContentsOf(this PdfObjects pdf, string page)
    {
        JsonNode? contents = pdf.Page(page)["/Contents"];
        if (pdf.IsStream(contents)) return [contents!.DeepClone()];
        return pdf.Resolve(contents) is JsonArray streams ? [.. streams.Where(pdf.IsStream).Select(s => s!.DeepClone())] : [];
    }

    /// <summary>The named drawings and pictures that a page can use, and the owner under which they are changed.</summary>
    public static (JsonObject Dictionary, string Owner)? XObjectsOf(this PdfObjects pdf, string page) =>
        pdf.Inherited(page, "/Resources") is { } parent && pdf.Resolve(parent.Dictionary["/Resources"]) is JsonObject resources && resources["/XObject"] is not null
            ? pdf.Editable(pdf.Editable(parent, "/Resources"), "/XObject")
            : null;

    /// <summary>Names under which a page can use drawings of marks.</summary>
    public static IEnumerable<string> DrawingsOf(this PdfObjects pdf, string page) =>
        pdf.Inherited(page, "/Resources") is { } parent && pdf.Resolve(parent.Dictionary["/Resources"]) is JsonObject resources && pdf.Resolve(resources["/XObject"]) is JsonObject drawings
            ? drawings.Select(d => d.Key).Where(k => k.StartsWith(EarlierMark.NamePrefix, StringComparison.Ordinal))
            : [];

    /// <summary>Makes a drawing known to a page, which may share its resources with others.</summary>
    public static void AddDrawing(this PdfObjects pdf, string page, string name, string drawing)
    {
        (JsonObject Dictionary, string Owner) parent = pdf.Inherited(page, "/Resources") is { } found && pdf.Resolve(found.Dictionary["/Resources"]) is JsonObject ? found : (pdf.Page(page), page);
        pdf.Editable(pdf.Editable(parent, "/Resources"), "/XObject").Dictionary[name] = drawing;
    }

    /// <summary>Puts streams before and after a page's own, and a link on top.</summary>
    public static void Wrap(this PdfObjects pdf, string page, string before, string after, string link)
    {
        JsonObject dictionary = pdf.Page(page);
        dictionary["/Contents"] = new JsonArray([before, .. pdf.ContentsOf(page), after]);
        IEnumerable<JsonNode?> annotations = pdf.Resolve(dictionary["/Annots"]) is JsonArray array ? array.Select(a => a?.DeepClone()) : [];
        dictionary["/Annots"] = new JsonArray([.. annotations, link]);
        pdf.Change(page);
    }
}
