using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using Palinode.Articles;
using Palinode.Notices;
using Palinode.Publishing.Printing;

namespace Palinode.Publishing.Notices;

/// <summary>A form in which a notice is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeForm>))]
public enum NoticeForm { Html, Pdf, Text, Jats, Crossref, PubMed, Json }

/// <summary>What to write, and how.</summary>
public sealed record WriteOptions
{
    /// <summary>"numbered", "bulleted", "brief", "office", "plain", or a folder of the templates.</summary>
    public string Style { get; init; } = "plain";

    /// <summary>A folder that holds one folder a style; null for those that come with the program.</summary>
    public string? Templates { get; init; }

    /// <summary>Empty means every form for which the case holds what is needed.</summary>
    public ImmutableArray<NoticeForm> Forms { get; init; } = [];

    /// <summary>The article's own JATS, which is marked and linked to the notice; null writes the notice alone.</summary>
    public byte[]? Article { get; init; }

    /// <summary>The time stamp of deposits, from SOURCE_DATE_EPOCH; null takes the notice's own date. No clock is read.</summary>
    public DateTimeOffset? Now { get; init; }
}

/// <param name="Files">Bytes by file name, in order of the names.</param>
/// <param name="IsDraft">Every file carries the mark of a draft.</param>
/// <param name="Digest">What an approval of this case must name.</param>
/// <param name="Remarks">Forms that were left out, and why; why an approval does not count.</param>
public sealed record WrittenNotice(ImmutableSortedDictionary<string, byte[]> Files, bool IsDraft, string Digest, ImmutableArray<string> Remarks);

/// <summary>Writes a notice from a case in all its forms. The same case, style and program give the same bytes.</summary>
public static class NoticeWriter
{
    /// <param name="noticeCase">What to write. Without an approval of this very text everything is marked as a draft.</param>
    /// <param name="options">See <see cref="WriteOptions"/>.</param>
    /// <param name="cancel">Ends the printing of the PDF.</param>
    /// <exception cref="InputException">A fact that a requested form needs is missing, a style is wrong, or the article is another.</exception>
    public static WrittenNotice Write(NoticeCase noticeCase, WriteOptions options, CancellationToken cancel)
    {
        CheckCharacters(noticeCase);
        CheckDates(noticeCase.Notice);
        NoticeStyle style = NoticeStyle.Load(options.Style, options.Templates);
        NoticeSources sources = new(noticeCase, style, NoticeComposer.Compose(noticeCase.Notice, style));
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (noticeCase.Approval is not null && sources.IsDraft) remarks.Add("the approval is for another text than this one, so the notice is a draft");

        NoticeForm[] forms = options.Forms.IsEmpty ? Enum.GetValues<NoticeForm>() : [.. options.Forms.Distinct()];
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        string? html = null;
        foreach (NoticeForm form in forms)
        {
            string[] missing = [.. Missing(sources, form)];
            if (missing.Length > 0)
            {
                string what = $"{Name(form)} needs {string.Join(", ", missing)}";
                // Nothing that was approved goes out in part.
                if (!sources.IsDraft || !options.Forms.IsEmpty) throw new InputException($"the case does not hold all that is asked for: {what}");
                remarks.Add($"not written: {what}");
                continue;
            }
            files[FileName(form)] = form switch
            {
                NoticeForm.Html => Encoding.UTF8.GetBytes(html ??= HtmlNotice.Write(sources)),
                NoticeForm.Pdf => HtmlPrinter.Print(html ??= HtmlNotice.Write(sources), null, new PrintOptions(), cancel),
                NoticeForm.Text => Encoding.UTF8.GetBytes(TextNotice.Write(sources)),
                NoticeForm.Jats => JatsNotice.Write(sources),
                NoticeForm.Crossref => CrossrefDeposit.Write(sources, options.Now),
                NoticeForm.PubMed => PubMedSubmission.Write(sources),
                _ => Json(sources),
            };
        }
        if (options.Article is { } article)
        {
            string[] missing = [.. Missing(sources, NoticeForm.Jats)];
            if (missing.Length > 0) throw new InputException($"the article cannot be linked to the notice: the case needs {string.Join(", ", missing)}");
            files["article.xml"] = JatsOriginal.Mark(article, sources);
        }
        return new WrittenNotice(files.ToImmutable(), sources.IsDraft, noticeCase.Digest, remarks.ToImmutable());
    }

    public static string FileName(NoticeForm form) => form switch
    {
        NoticeForm.Html => "notice.html",
        NoticeForm.Pdf => "notice.pdf",
        NoticeForm.Text => "notice.txt",
        NoticeForm.Jats => "notice.jats.xml",
        NoticeForm.Crossref => "notice.crossref.xml",
        NoticeForm.PubMed => "notice.pubmed.xml",
        _ => "notice.json",
    };

    private static string Name(NoticeForm form) => form switch { NoticeForm.Jats => "JATS", NoticeForm.PubMed => "PubMed", NoticeForm.Crossref => "Crossref", _ => form.ToString() };

    /// <summary>The case itself, with what it is worth in front.</summary>
    private static byte[] Json(NoticeSources sources)
    {
        JsonObject root = (JsonObject)JsonNode.Parse(sources.Case.ToJson())!;
        root.Insert(0, "status", sources.IsDraft ? DraftMark.Text : "approved");
        return [.. Encoding.UTF8.GetBytes(root.ToJsonString(Readable)), (byte)'\n'];
    }

    /// <summary>Letters as they are, not as numbers: people look into the file, and no page shows it as it is.</summary>
    private static readonly JsonSerializerOptions Readable = new(NoticeCaseJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<string> Missing(NoticeSources s, NoticeForm form)
    {
        if (form is not (NoticeForm.Jats or NoticeForm.Crossref or NoticeForm.PubMed)) yield break;
        if (Doi.Find(s.Notice.Doi?.Value) != s.Notice.Doi?.Value || s.Notice.Doi is null) yield return "the notice's DOI (notice.doi)";
        if (s.Notice.Article?.Doi is not { } doi || Doi.Find(doi) != doi) yield return "the article's DOI (notice.article.doi)";
        if (s.Published is null) yield return "the day of publication (notice.dates)";
        if (s.Case.Publication is not { } p)
        {
            yield return "the journal and its ISSN (publication)";
            yield break;
        }
        if (form == NoticeForm.Crossref && !RichText.IsWebAddress(p.Resource ?? "")) yield return "where the DOI leads (publication.resource)";
        if (form == NoticeForm.Crossref && Doi.Find(p.CrossmarkPolicy) is null) yield return "the DOI of the policy (publication.crossmarkPolicy)";
        if (form == NoticeForm.Crossref && string.IsNullOrEmpty(p.DepositorEmail)) yield return "the depositor's address (publication.depositorEmail)";
    }

    /// <summary>What cannot stand in XML cannot be published.</summary>
    private static void CheckCharacters(NoticeCase noticeCase)
    {
        foreach (string text in Strings(JsonNode.Parse(noticeCase.ToJson())))
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) i++;
                else if (!XmlConvert.IsXmlChar(text[i])) throw new InputException($"the case holds a character that cannot be printed (U+{(int)text[i]:X4}) in \"{Shown(text)}\"");
            }
        }
    }

    private static string Shown(string text) => new([.. text.Take(40).Select(c => XmlConvert.IsXmlChar(c) && !char.IsControl(c) ? c : '?')]);

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Strings(p.Value)),
        JsonArray a => a.SelectMany(Strings),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => [v.GetValue<string>()],
        _ => [],
    };

    private static void CheckDates(Notice notice)
    {
        foreach (NoticeDate d in notice.Dates)
            if (d.Year is < 1600 or > 9999 || d.Month is < 1 or > 12 || (d.Day is { } day && (d.Month is not { } month || day < 1 || day > DateTime.DaysInMonth(d.Year, month))))
                throw new InputException($"{XmlOutput.Iso(d)} is no date");
    }
}
