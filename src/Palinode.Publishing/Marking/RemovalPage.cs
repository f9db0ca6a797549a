using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Palinode.Processes;
using Palinode.Publishing.Printing;

namespace Palinode.Publishing.Marking;

/// <summary>What the page says that stands in place of a removed article.</summary>
/// <param name="Citation">The article as it is cited, its DOI included.</param>
/// <param name="Reason">Why it was removed, in a sentence.</param>
/// <param name="NoticeDoi">The DOI of the notice.</param>
/// <param name="Date">The day the notice is dated.</param>
public sealed record RemovalRequest(string Citation, string Reason, string NoticeDoi, DateOnly Date);

/// <summary>
/// Writes the page that stands in place of a removed article: citation, reason and link. A removal takes content away, so nothing of the
/// article goes into the file, not even its metadata; only the SHA-256 of what was removed is in the record.
/// </summary>
public static class RemovalPage
{
    /// <summary>The label of a removal.</summary>
    public const string Label = "REMOVED";

    /// <param name="input">The article, which may be of any kind and state; it is only hashed.</param>
    /// <param name="output">Where the page goes; it appears complete or not at all.</param>
    /// <param name="request">What the page says.</param>
    /// <param name="cancel">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">Citation, reason or DOI are missing, or a file cannot be read or written.</exception>
    public static MarkRecord Write(string input, string output, RemovalRequest request, CancellationToken cancel)
    {
        string doi = new MarkRequest(MarkLabel.Retracted, request.NoticeDoi, request.Date).NoticeDoi;
        if (string.IsNullOrWhiteSpace(request.Citation)) throw new InputException("a removal needs the citation of the article (--citation)");
        if (string.IsNullOrWhiteSpace(request.Reason)) throw new InputException("a removal needs a reason (--reason)");
        FileStamp stamp = PdfMarker.StampOf(Path.GetFullPath(input));
        var values = new Dictionary<string, string>
        {
            ["citation"] = request.Citation.Trim(), ["reason"] = request.Reason.Trim(), ["address"] = MarkRequest.AddressOf(doi),
            ["date"] = request.Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
        using var folder = new TemporaryFolder();
        string fresh = folder.File("removed.pdf");
        File.WriteAllBytes(fresh, HtmlPrinter.Print(Filled(Template(), values), null, new PrintOptions(), cancel));
        var record = new MarkRecord
        {
            Label = Label, Notice = doi, Date = request.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Input = stamp, Original = stamp.Sha256, Output = PdfMarker.StampOf(fresh), Pages = 1,
            Remarks = ["The output holds nothing of the article; the original is to be withheld."],
        };
        PdfMarker.PutInPlace(fresh, Path.GetFullPath(output));
        return record;
    }

    /// <summary>The template with each {{name}} replaced by its value, escaped; values are not looked through for names again.</summary>
    private static string Filled(string template, Dictionary<string, string> values)
    {
        var page = new StringBuilder();
        int at = 0;
        for (int open; (open = template.IndexOf("{{", at, StringComparison.Ordinal)) >= 0;)
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(template, at, open - at).Append(WebUtility.HtmlEncode(values[template[(open + 2)..close]]));
            at = close + 2;
        }
        return page.Append(template, at, template.Length - at).ToString();
    }

    private static string Template()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Palinode.Publishing.Marking.Assets.removal.html") ?? throw new InvalidOperationException("The template of removals is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
