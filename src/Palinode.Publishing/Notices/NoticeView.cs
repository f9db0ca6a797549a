using System.Collections.Immutable;
using System.Globalization;
using Palinode.Notices;
using Palinode.Publishing.Notices.Templates;

namespace Palinode.Publishing.Notices;

/// <summary>What the layouts may name; docs/guide/notices.md lists it for publishers.</summary>
internal static class NoticeView
{
    public static GroupValue Of(Notice notice, NoticeBody body, NoticeStyle style) => new(
        ("title", body.Title),
        ("label", body.Label),
        ("labelCapitals", body.Label.ToUpperInvariant()),
        ("doi", notice.Doi is { } doi ? RichText.Doi(doi.Value) : RichText.Empty),
        ("bareDoi", notice.Doi is { } bare ? new RichText([new Link(bare.Value, $"https://doi.org/{bare.Value}", bare.Value)]) : RichText.Empty),
        ("article", notice.Article is { } article ? CitationWording.Values(article) : Nothing),
        ("citation", notice.Citation is { } citation ? CitationWording.Values(citation) : Nothing),
        ("byline", notice.Byline.IsEmpty ? Nothing : new GroupValue(("marked", Byline(notice)))),
        ("affiliations", List(notice.Affiliations.Select(a => (TemplateValue)new GroupValue(("mark", a.Mark is null ? RichText.Empty : new RichText([new Superscript(a.Mark)])), ("text", a.Text))))),
        ("dates", Dates(notice)),
        ("openAccess", notice.FreeToRead is { Value: true }),
        ("licence", notice.Licence is { } licence ? Licence(licence) : Nothing),
        ("copyright", notice.Copyright is { } c ? new GroupValue(("year", Number(c.Year)), ("holder", c.Holder.TrimEnd('.'))) : Nothing),
        ("correspondence", notice.Correspondence is { } post ? new GroupValue(("name", post.Name), ("email", post.Email is { } mail ? new RichText([new Link(mail, $"mailto:{mail}")]) : RichText.Empty)) : Nothing),
        ("headApprovals", List(notice.Approvals.Where(a => NoticeComposer.InHead(style, a)).Select(a => (TemplateValue)new GroupValue(("name", a.By.Name), ("organisation", a.Organisation))))),
        ("blocks", List(body.Blocks.Select(Block))),
        ("references", References(notice, body)));

    /// <summary>An empty group would count as present; a text without letters does not.</summary>
    private static TemplateValue Nothing => RichText.Empty;

    private static TemplateValue Block(Block block) => block switch
    {
        Paragraph p => new GroupValue(("paragraph", p.Text), ("items", Nothing)),
        Bullets b => new GroupValue(("paragraph", Nothing), ("items", new GroupValue(("present", true), ("list", List(b.Items.Select(i => (TemplateValue)i)))))),
        _ => Nothing,
    };

    /// <summary>"Ann Example¹, Bo Sample¹* and Example Office*".</summary>
    private static RichText Byline(Notice notice) => RichText.List([.. notice.Byline.Select(a =>
        (RichText)a.Name + (a.Affiliations.IsEmpty ? RichText.Empty : new RichText([new Superscript(string.Join(",", a.Affiliations))])) + (a.Corresponding ? "*" : ""))]);

    private static GroupValue Licence(Licence licence)
    {
        string full = FullName(licence.Name);
        string terms = licence.Terms?.Trim().TrimEnd('.') ?? "";
        if (terms.StartsWith("which ", StringComparison.Ordinal)) terms = terms["which ".Length..];
        bool sentences = terms.Length > 0 && char.IsUpper(terms[0]);
        return new GroupValue(("name", licence.Name), ("url", licence.Url ?? ""), ("link", licence.Url is { } url && RichText.IsWebAddress(url) ? new RichText([new Link(full, url)]) : full),
            ("clause", sentences ? "" : terms), ("sentences", sentences ? terms : ""));
    }

    /// <summary>"Creative Commons Attribution-NonCommercial License (CC BY-NC 4.0)".</summary>
    private static string FullName(string name)
    {
        string[] words = name.Split(' ');
        if (words is not ["CC", var conditions, ..] || words.Length > 3) return name;
        string[] parts = [.. conditions.Split('-').Select(c => c switch { "BY" => "Attribution", "NC" => "NonCommercial", "ND" => "NoDerivatives", "SA" => "ShareAlike", _ => "" })];
        return parts.Contains("") ? name : $"Creative Commons {string.Join('-', parts)} License ({name})";
    }

    private static GroupValue Dates(Notice notice)
    {
        ImmutableArray<TemplateValue> list = [.. notice.Dates.Select(d => (TemplateValue)new GroupValue(("name", Name(d.Event)), ("nameCapitals", Name(d.Event).ToUpperInvariant()), ("text", Spell(d))))];
        return new GroupValue([("list", new ListValue(list)), .. Enum.GetValues<NoticeEvent>().Select(e =>
            (ClaimWording.CamelCase(e), (TemplateValue)(notice.Dates.FirstOrDefault(d => d.Event == e) is { } date ? Spell(date) : "")))]);
    }

    private static string Name(NoticeEvent e) => e switch
    {
        NoticeEvent.Received => "Received",
        NoticeEvent.Accepted => "Accepted",
        NoticeEvent.Published => "Published",
        NoticeEvent.Decided => "Decided",
        NoticeEvent.FirstAlert => "First alert",
        _ => "Article published",
    };

    /// <summary>"31 December 2025", "December 2025", "2025".</summary>
    public static string Spell(NoticeDate date)
    {
        string month = date.Month is { } m ? CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(m) + " " : "";
        return (date.Day is { } day && month.Length > 0 ? Number(day) + " " : "") + month + Number(date.Year);
    }

    private static GroupValue References(Notice notice, NoticeBody body)
    {
        HashSet<string> named = [.. notice.Claims.SelectMany(c => c.Sources).Select(s => s.Reference).OfType<string>()];
        return new GroupValue(
            ("present", body.References.Length > 0),
            ("list", List(body.References.Where(r => r.Label is not null || !named.Contains(r.Id)).Select(r => (TemplateValue)new GroupValue(
                ("id", r.Id), ("label", r.Label), ("text", r.Text), ("links", List(r.Links.Select(l => (TemplateValue)l))))))),
            // Works that no sentence cites: a style that cites in the text lists them at the end, so that none is lost.
            ("unnamed", body.References.Any(r => r.Label is null && !named.Contains(r.Id))));
    }

    private static ListValue List(IEnumerable<TemplateValue> items) => new([.. items]);
    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
