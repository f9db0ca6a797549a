using Palinode.Cases;
using Palinode.Notices;
using Palinode.Publishing.Notices;
using Palinode.Server.Pages;
using HouseForm = Palinode.Cases.NoticeForm;

namespace Palinode.Server.Cases.Forms;

/// <summary>What a notice shows beside the facts of its case, as forms.</summary>
internal static class NoticeFields
{
    private enum Original { RemainsOnline, Removed, Replaced }

    /// <summary>"Retraction": what the journal calls a notice of this outcome.</summary>
    public static string Label(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.ExpressionOfConcern => "Expression of Concern", CaseOutcome.PartialRetraction => "Partial Retraction", CaseOutcome.RetractAndReplace => "Retraction and Replacement",
        CaseOutcome.Removal => "Removal", CaseOutcome.Correction => "Correction", _ => "Retraction",
    };

    /// <param name="work">The cited work; null for the article itself.</param>
    public static Field<ArticleCitation> Citation(Func<Sheet, WorkCited?> work) => Form.Of(
        Ask.LineOrNone("authors", "Authors", "As printed, with semicolons between them: Example A; Sample B. An ellipsis at the end says that there are more."),
        Ask.LineOrNone("title", "Title", start: s => work(s) is { } w ? w.Title : s.Case.Article?.Title),
        Ask.LineOrNone("journal", "Journal"),
        Ask.NumberOrNone("year", "Year"),
        Ask.LineOrNone("volume", "Volume"),
        Ask.LineOrNone("issue", "Issue"),
        Ask.LineOrNone("pages", "Pages"),
        Ask.LineOrNone("number", "Article number"),
        Ask.LineOrNone("doi", "DOI", start: s => work(s) is { } w ? w.Doi : s.Case.Article?.Doi),
        (authors, title, journal, year, volume, issue, pages, number, doi) => new ArticleCitation
        {
            Authors = [.. List(authors).Where(a => a != "…")], MoreAuthors = List(authors).Contains("…"), Title = title, Journal = journal, Year = year, Volume = volume, Issue = issue, Pages = pages,
            FirstPage = pages?.Split('–', '-')[0], LastPage = LastPage(pages), ArticleNumber = number, Doi = doi,
        });

    /// <summary>A citation for every work that the case cites.</summary>
    public static Field<Sequence<NoticeReference>> References { get; } = new Leaf<Sequence<NoticeReference>>("references",
        (sheet, at) => new FieldView(FieldKind.Group, at, "Cited works")
        {
            Required = true, Help = sheet.Case.Works.IsEmpty ? "The case cites none." : null,
            Fields = [.. sheet.Case.Works.Select(w => new FieldView(FieldKind.Group, $"{at}.{w.Reference}", $"[{w.Reference}] {w.Title ?? w.Doi}") { Required = true, Fields = [.. Citation(_ => w).Show(sheet, $"{at}.{w.Reference}.")] })],
        },
        async (sheet, at, stop) =>
        {
            List<NoticeReference> all = [];
            foreach (WorkCited work in sheet.Case.Works)
            {
                ArticleCitation citation = await Citation(_ => work).ReadAsync(sheet, $"{at}.{work.Reference}.", stop);
                all.Add(new NoticeReference { Id = work.Reference, Numbered = int.TryParse(work.Reference, out _), Retracted = work.Retracted, Work = citation });
            }
            return [.. all];
        });

    public static Field<HouseForm> House { get; } = Ask.Group("house", "The notice", Form.Of(
        Ask.Word<TitleStyle>("style", "Where the label stands in the title", start: TitleStyle.Prefix),
        Ask.LineOrNone("doi", "Its own DOI", "May be left open until it is published."),
        Ask.LineOrNone("journal", "Journal", start: s => s.Names.Of(s.Journal.ToString())),
        Ask.LineOrNone("byline", "Authors of the notice", "With semicolons: the office or the people who sign it."),
        Ask.Tick("corporate", "The authors of the notice are an office, not people"),
        Ask.DayOrNone("published", "Day it is to appear", start: s => s.Today),
        Ask.WordsOf("dates", "Dates that are printed", null, NoticeEvent.Decided, NoticeEvent.Published),
        (style, doi, journal, byline, corporate, published, dates) => new HouseForm
        {
            TitleStyle = style, Doi = doi, Journal = journal, Byline = [.. List(byline).Select(n => new NoticeAuthor { Name = n, Corporate = corporate })], Published = published, Dates = dates,
        }));

    public static Field<HouseForm> Rights { get; } = Ask.Group("rights", "Rights, correspondence, and the original", Form.Of(
        Ask.YesNo("free", "Free to read"),
        Ask.LineOrNone("licence", "Licence", "CC BY 4.0"),
        Ask.LineOrNone("licenceUrl", "Address of the licence"),
        Ask.LineOrNone("holder", "Copyright holder"),
        Ask.LineOrNone("contact", "Correspondence", "The office or person a reader writes to."),
        Ask.LineOrNone("mail", "E-mail of correspondence"),
        Ask.WordOrNone<Original>("original", "The original"),
        Ask.LineOrNone("watermark", "The word it is marked with", "Retracted"),
        Ask.NumberOrNone("year", "Year of the copyright"),
        (free, licence, url, holder, contact, mail, original, watermark, year) => new HouseForm
        {
            FreeToRead = free, Licence = licence is null ? null : new Licence(licence, url), Copyright = holder is not null && year is { } of ? new Copyright(of, holder) : null,
            Correspondence = contact is null && mail is null ? null : new Correspondence(contact, mail),
            OriginalStatus = original is null && watermark is null ? null : new OriginalStatus
            {
                RemainsOnline = original is null or Original.RemainsOnline, Removed = original == Original.Removed, Replaced = original == Original.Replaced, Watermark = watermark, OnEveryPage = watermark is not null,
            },
        }));

    public static Field<Publication> Publication { get; } = Form.Of(
        Ask.Line("journal", "Journal in full"),
        Ask.LineOrNone("abbreviation", "As NLM abbreviates it"),
        Ask.Line("issn", "ISSN of the electronic edition"),
        Ask.Line("publisher", "Publisher"),
        Ask.LineOrNone("volume", "Volume"),
        Ask.LineOrNone("number", "Article number of the notice"),
        Ask.LineOrNone("resource", "Where its DOI leads"),
        Ask.LineOrNone("policy", "DOI of the policy on corrections"),
        Ask.LineOrNone("depositor", "Depositor"),
        Ask.LineOrNone("depositorMail", "E-mail of the depositor"),
        (journal, abbreviation, issn, publisher, volume, number, resource, policy, depositor, mail) => new Publication
        {
            Journal = journal, JournalAbbreviation = abbreviation, Issn = issn, Publisher = publisher, Volume = volume, ArticleNumber = number, Resource = resource, CrossmarkPolicy = policy, DepositorName = depositor, DepositorEmail = mail,
        });

    private static string[] List(string? text) => (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"97370" of "97361–70".</summary>
    private static string? LastPage(string? pages) => pages?.Split('–', '-') is not [var first, var last] ? pages : last.Length < first.Length ? first[..^last.Length] + last : last;
}
