using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text;
using Palinode.Processes;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Marking;

/// <summary>
/// Marks an article as retracted, corrected or under concern: a label across every page, the address of the notice at its upper edge, and
/// the state in the document's information. Text, pictures, links, bookmarks and metadata stay as they are; the input is not written to.
/// </summary>
public static class PdfMarker
{
    /// <param name="input">The article; read only.</param>
    /// <param name="output">Where the marked article goes; it appears complete or not at all, and replaces a file of that name.</param>
    /// <param name="request">What to mark it as.</param>
    /// <param name="options">See <see cref="MarkOptions"/>.</param>
    /// <param name="cancel">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">The file is encrypted, damaged, signed without leave to break the signature, or no PDF.</exception>
    public static MarkRecord Mark(string input, string output, MarkRequest request, MarkOptions options, CancellationToken cancel)
    {
        (string source, string target, string name) = (Path.GetFullPath(input), Path.GetFullPath(output), Path.GetFileName(input));
        FileStamp stamp = StampOf(source);
        using var folder = new TemporaryFolder();
        var qpdf = new Qpdf(source, new QpdfLimits { Seconds = options.Seconds, MemoryBytes = options.MemoryBytes }, folder, cancel);
        PdfObjects pdf = qpdf.Read();
        bool signed = IsSigned(pdf);
        if (signed && !request.BreakSignature) throw new InputException($"{name}: this file carries a digital signature, which would no longer hold; mark it with --break-signature, and keep the original");
        EarlierMark? earlier = EarlierMark.Find(pdf, name);
        string original = earlier?.Original ?? stamp.Sha256, fresh = folder.File("marked.pdf");
        bool unchanged = earlier?.Says(request) == true;
        if (unchanged) File.Copy(source, fresh);
        else
        {
            earlier?.Remove();
            Apply(pdf, qpdf, request, options, original);
            qpdf.Write(pdf.Changes(), fresh);
        }
        var record = new MarkRecord
        {
            Label = request.Label.InWords(), Notice = request.NoticeDoi, Date = request.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Input = stamp, Original = original, Output = StampOf(fresh), Pages = pdf.Pages.Count,
            Replaces = unchanged ? null : earlier?.Words, Unchanged = unchanged,
            Remarks = signed && !unchanged ? ["The input carries a digital signature; it no longer holds in the marked file."] : ImmutableArray<string>.Empty,
        };
        cancel.ThrowIfCancellationRequested();
        PutInPlace(fresh, target);
        return record;
    }

    private static void Apply(PdfObjects pdf, Qpdf qpdf, MarkRequest request, MarkOptions options, string original)
    {
        Dictionary<string, List<JsonNode>> contents = pdf.Pages.Distinct(StringComparer.Ordinal).ToDictionary(p => p, pdf.ContentsOf, StringComparer.Ordinal);
        Dictionary<string, byte[]> streams = qpdf.Streams([.. contents.Values.SelectMany(c => c).Select(PdfObjects.Reference).OfType<string>().Distinct(StringComparer.Ordinal)]);
        string action = pdf.Add(new JsonObject { ["/S"] = "/URI", ["/URI"] = $"u:{request.NoticeAddress}" });
        string font = pdf.Add(new JsonObject { ["/Type"] = "/Font", ["/Subtype"] = "/Type1", ["/BaseFont"] = "/Helvetica", ["/Encoding"] = "/WinAnsiEncoding" });
        var drawings = new Dictionary<PageGeometry, (string Name, string Reference, StampDrawing Drawing)>();
        Dictionary<int, string> before = [];
        Dictionary<(string Name, int Open), string> after = [];
        List<string> links = [];
        foreach (string page in contents.Keys)
        {
            PageGeometry geometry = pdf.GeometryOf(page);
            if (!drawings.TryGetValue(geometry, out (string Name, string Reference, StampDrawing Drawing) drawing))
            {
                var stamp = new StampDrawing(geometry, request, options);
                drawings[geometry] = drawing = ($"{EarlierMark.NamePrefix}{drawings.Count}", pdf.AddStream(Form(geometry, font, options), Encoding.ASCII.GetBytes(stamp.Operators())), stamp);
            }
            ContentBalance balance = ContentBalance.Of(Joined(contents[page], streams));
            if (!before.TryGetValue(balance.Missing, out string? opening))
                before[balance.Missing] = opening = pdf.AddStream([], Encoding.ASCII.GetBytes(Repeated("q", balance.Missing + 1)));
            if (!after.TryGetValue((drawing.Name, balance.Open), out string? closing))
                after[(drawing.Name, balance.Open)] = closing = pdf.AddStream([], Encoding.ASCII.GetBytes($"\n{Repeated("Q", balance.Open + 1)}q {drawing.Name} Do Q\n"));
            links.Add(pdf.Add(Link(geometry, drawing.Drawing, request, action)));
            pdf.AddDrawing(page, drawing.Name, drawing.Reference);
            pdf.Wrap(page, opening, closing, links[^1]);
        }
        EarlierMark.Write(pdf, request, original, before.Values, after.Values, drawings.Values.Select(d => d.Reference), links);
        Describe(pdf, request);
    }

    private static JsonObject Form(PageGeometry page, string font, MarkOptions options)
    {
        (double a, double b, double c, double d, double e, double f) = page.PageFromDisplayed;
        return new JsonObject
        {
            ["/Type"] = "/XObject", ["/Subtype"] = "/Form", ["/BBox"] = new JsonArray(0, 0, page.Width, page.Height), ["/Matrix"] = new JsonArray(a, b, c, d, e, f),
            ["/Resources"] = new JsonObject
            {
                ["/Font"] = new JsonObject { ["/F"] = font },
                ["/ExtGState"] = new JsonObject { ["/E"] = new JsonObject { ["/CA"] = options.EdgeOpacity }, ["/L"] = new JsonObject { ["/CA"] = options.Opacity }, ["/G"] = new JsonObject { ["/ca"] = .85 } },
            },
        };
    }

    private static JsonObject Link(PageGeometry page, StampDrawing drawing, MarkRequest request, string action)
    {
        double[] place = page.InPage(drawing.Line.Left, drawing.Line.Bottom, drawing.Line.Right, drawing.Line.Top);
        const int printed = 4;
        return new JsonObject
        {
            ["/Type"] = "/Annot", ["/Subtype"] = "/Link", ["/Rect"] = new JsonArray([.. place.Select(v => (JsonNode)JsonValue.Create(v))]), ["/Border"] = new JsonArray(0, 0, 0), ["/F"] = printed,
            ["/A"] = action, ["/Contents"] = $"u:{request.LineBeforeAddress}{request.NoticeAddress}",
        };
    }

    /// <summary>The state of the article in the document information; what stands there already stays.</summary>
    private static void Describe(PdfObjects pdf, MarkRequest request)
    {
        JsonObject information = pdf.Editable((pdf.Trailer, "trailer"), "/Info").Dictionary;
        information["/PublicationStatus"] = $"u:{request.Label.InWords()}";
        information["/PublicationStatusDate"] = string.Create(CultureInfo.InvariantCulture, $"u:{request.Date:yyyy-MM-dd}");
        information["/PublicationStatusNotice"] = $"u:{request.NoticeAddress}";
    }

    /// <summary>A signature is a dictionary that says which bytes it covers.</summary>
    private static bool IsSigned(PdfObjects pdf) => pdf.Dictionaries.Any(d => d["/ByteRange"] is not null || (pdf.Resolve(d["/V"]) as JsonObject)?["/ByteRange"] is not null);

    /// <summary>The content of a page; streams that cannot be decoded count as balanced.</summary>
    private static byte[] Joined(List<JsonNode> contents, Dictionary<string, byte[]> streams)
    {
        using var joined = new MemoryStream();
        foreach (JsonNode node in contents)
        {
            if (!streams.TryGetValue(PdfObjects.Reference(node)!, out byte[]? bytes)) continue;
            joined.Write(bytes);
            joined.WriteByte((byte)'\n');
        }
        return joined.ToArray();
    }

    private static string Repeated(string op, int times) => string.Concat(Enumerable.Repeat($"{op}\n", times));

    internal static FileStamp StampOf(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return new FileStamp(Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Path.GetFileName(file)}: it cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    /// <summary>Copies to a hidden name in the target's folder first: the move within a folder is one step.</summary>
    internal static void PutInPlace(string fresh, string target)
    {
        string hidden = Path.Combine(Path.GetDirectoryName(target)!, $".palinode-new-{Guid.NewGuid():N}");
        try
        {
            File.Copy(fresh, hidden);
            File.Move(hidden, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(hidden);
            throw new InputException($"{target}: it cannot be written ({e.Message.TrimEnd('.')})", e);
        }
    }
}
