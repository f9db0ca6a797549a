using System.Globalization;
using System.Text.RegularExpressions;
using Palinode.Articles;

namespace Palinode.Notices.Reading;

/// <summary>A citation with its place in the text.</summary>
/// <param name="Work">What it names.</param>
/// <param name="Retracted">It is marked "RETRACTED:".</param>
/// <param name="Span">From the first author (or the journal) to the DOI.</param>
internal sealed record CitedWork(ArticleCitation Work, bool Retracted, TextSpan Span);

/// <summary>
/// Reads citations as journals abbreviate them. Every one turns on its core, volume with year and pages in one of the customary orders; what stands
/// before it is taken apart into authors, title and journal, and a DOI behind it is its own. A part that cannot be told is left out.
/// </summary>
internal static partial class CitationReader
{
    /// <summary>Citations that stand in a part of the text, in order, whatever surrounds them.</summary>
    public static IEnumerable<CitedWork> FindAll(string text, TextSpan part)
    {
        int from = part.Start;
        foreach (Match core in Cores(text, part))
        {
            if (core.Index < from) continue;
            TextSpan span = Extent(text, core, from, part.End);
            yield return Read(text, span, core);
            from = span.End;
        }
    }

    /// <summary>A part of the text that is one citation and nothing else: an entry of a reference list. Null where it holds neither core nor DOI.</summary>
    public static CitedWork? ReadWhole(string text, TextSpan part)
    {
        Match? core = Cores(text, part).FirstOrDefault();
        if (core is not null) return Read(text, part, core);
        return Doi.Find(part.In(text)) is { } doi ? new CitedWork(new ArticleCitation { Doi = doi, Span = part }, RetractedMark().IsMatch(part.In(text)), part) : null;
    }

    private static IEnumerable<Match> Cores(string text, TextSpan part)
    {
        for (Match m = Core().Match(text, part.Start, part.Length); m.Success; m = m.NextMatch()) yield return m;
    }

    private static CitedWork Read(string text, TextSpan span, Match core)
    {
        ArticleCitation work = new() { Span = span, Year = Year(core), Volume = Value(core, "vol"), Issue = Value(core, "issue") };
        string tail = text[core.Index..span.End];
        work = work with { Doi = Doi.Find(tail), Pmid = PmidMark().Match(tail) is { Success: true } pmid ? pmid.Groups[1].Value : null };
        work = Pages(work, Value(core, "pages"));
        string? between = Value(core, "between");
        string head = Clean(text[span.Start..core.Index]);
        bool retracted = RetractedMark().IsMatch(head);
        head = RetractedMark().Replace(head, "");
        if (between is not null && Clean(between) is { Length: > 0 } title)
        {
            // "Office (2024), Title. Journal. 12:34" and "Authors (2021). Journal 9:12"
            List<string> parts = Segments(title);
            work = work with { Authors = Authors(head, out bool more, wholeIsAuthor: true), MoreAuthors = more, Journal = parts[^1], Title = parts.Count > 1 ? string.Join(". ", parts.SkipLast(1)) : null };
            return new CitedWork(work, retracted, span);
        }
        if (QuotedTitle().Match(head) is { Success: true } quoted)
        {
            // "A. Author, B. Author, “Title,” Journal"
            string[] names = [.. NameEnd().Split(quoted.Groups["authors"].Value.Trim().TrimEnd(',', '.', ':')).Select(n => n.Trim()).Where(n => n.Length > 0)];
            string name = quoted.Groups["journal"].Value.Trim(' ', ',', '.', '(');
            return new CitedWork(work with { Authors = [.. names], Title = quoted.Groups["title"].Value.Trim().TrimEnd(',', '.'), Journal = name.Length > 0 ? name : null }, retracted, span);
        }
        if (InitialsFirst().Match(head) is { Success: true } first)
        {
            // "A. Author, B. Author, Journal"
            string[] names = [.. NameEnd().Split(first.Groups[1].Value.Trim().TrimEnd(',')).Select(n => n.Trim()).Where(n => n.Length > 0)];
            List<string> rest = Segments(head[first.Length..]);
            return new CitedWork(work with { Authors = [.. names], Journal = rest.Count > 0 ? rest[^1] : null, Title = rest.Count > 1 ? string.Join(". ", rest.SkipLast(1)) : null }, retracted, span);
        }
        List<string> segments = Segments(head);
        if (segments.Count == 0) return new CitedWork(work, retracted, span);
        Sequence<string> authors = Authors(segments[0], out bool et);
        if (!authors.IsEmpty) segments.RemoveAt(0);
        string? journal = segments.Count > 0 ? segments[^1] : null;
        work = work with { Authors = authors, MoreAuthors = et, Journal = journal, Title = segments.Count > 1 ? string.Join(". ", segments.SkipLast(1)) : null };
        return new CitedWork(work, retracted, span);
    }

    /// <summary>The core with the authors or at least the journal before it and the identifiers behind it.</summary>
    private static TextSpan Extent(string text, Match core, int from, int to)
    {
        int end = core.Index + core.Length;
        Match tail = Tail().Match(text, end, to - end);
        if (tail.Success) end = tail.Index + tail.Length;
        string head = text[from..core.Index];
        if (QuotedHead().Match(head) is { Success: true } quoted) return new TextSpan(from + quoted.Index, end);
        foreach (Match list in AuthorList().Matches(head))
            return new TextSpan(from + list.Index, end);
        int start = core.Index;
        // Without authors only the capitalised words directly before the core are the journal.
        Match journal = JournalBefore().Match(head);
        if (journal.Success) start = from + journal.Groups[1].Index;
        return new TextSpan(start, end);
    }

    private static Sequence<string> Authors(string text, out bool more, bool wholeIsAuthor = false)
    {
        text = text.Trim().TrimEnd(',', '.');
        Match et = EtAl().Match(text);
        more = et.Success;
        if (more) text = text[..et.Index].Trim().TrimEnd(',');
        string[] names = [.. text.Split([", and ", ", ", " and ", " & "], StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim())];
        if (names.Length > 0 && names.All(n => AuthorName().IsMatch(n)) || more && names.Length == 1 && names[0].Length > 1 && char.IsUpper(names[0][0])) return [.. names];
        return wholeIsAuthor && text.Length > 0 ? [text] : [];
    }

    /// <summary>Parts between full stops; the stops of an abbreviated journal at the end part nothing.</summary>
    private static List<string> Segments(string text)
    {
        List<string> parts = [.. SegmentEnd().Split(text.Trim()).Select(s => s.Trim().TrimEnd('.', ',').Trim()).Where(s => s.Length > 0)];
        while (parts.Count > 1 && IsAbbreviation(parts[^2]) && parts[^1].Length < 30)
        {
            parts[^2] += ". " + parts[^1];
            parts.RemoveAt(parts.Count - 1);
        }
        return parts;
    }

    private static bool IsAbbreviation(string part) => part.Split(' ') is { Length: <= 2 } words && words.All(w => w.Length is > 0 and <= 6 && char.IsUpper(w[0]) && w.Skip(1).All(char.IsLower));

    private static ArticleCitation Pages(ArticleCitation work, string? pages)
    {
        if (pages is null) return work;
        int dash = pages.AsSpan().IndexOfAny('-', '–', '‑');
        if (dash < 0) return pages.Length >= 6 || !char.IsAsciiDigit(pages[0]) ? work with { ArticleNumber = pages } : work with { Pages = pages, FirstPage = pages };
        string first = pages[..dash], last = pages[(dash + 1)..];
        if (last.Length < first.Length) last = first[..^last.Length] + last;
        return work with { Pages = pages, FirstPage = first, LastPage = last };
    }

    private static int? Year(Match core) => int.TryParse(core.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int year) ? year : null;
    private static string? Value(Match core, string group) => core.Groups[group] is { Success: true, Length: > 0 } g ? g.Value : null;
    private static string Clean(string text) => Blanks().Replace(text.Replace("*", "", StringComparison.Ordinal), " ").Trim();

    /// <summary>
    /// "2020;13(2):877-888", "93 (2015) 210-226", "8: 626–630, 2013", "(2019) 19:323", "(2020) 9, bio050575", "(2021). Journal 9:607001",
    /// "(2024), Title. Journal 12:1445354", "vol. 12, no. 3 (2018): 455-466", "34, no. 7 (2020): 889–899", "vol. 12, no. 3, pp. 33–44, 2019", "2019, 20, 4321",
    /// "348, 777–780 (2015)", "177, 555–567.e5; April 18, 2019", "(2014) Title. Journal 9(6): e99999", "2018. Title. Journal 7:e33333".
    /// </summary>
    [GeneratedRegex(@"\b(?<year>(?:19|20)\d\d)\s?;\s?(?<vol>\d{1,4})\s?(?:\((?<issue>[^()]{1,12})\))?\s?:\s?(?<pages>[A-Za-z]?\d+(?:[-–‑][A-Za-z]?\d+)?)"
        + @"|\b(?<vol>\d{1,4})\s?(?:\((?<issue>\d{1,3})\)\s?)?\((?<year>(?:19|20)\d\d)\)\s?:?,?\s?(?<pages>[A-Za-z]?\d+(?:[-–‑][A-Za-z]?\d+)?)"
        + @"|\b(?<vol>\d{1,4})\s?(?:\((?<issue>\d{1,3})\)\s?)?:\s?(?<pages>[A-Za-z]?\d+(?:[-–‑][A-Za-z]?\d+)?),\s?(?<year>(?:19|20)\d\d)\b"
        + @"|\((?<year>(?:19|20)\d\d)\)\s?(?<vol>\d{1,4})\s?(?:\((?<issue>\d{1,3})\)\s?)?(?::\s?|,\s?)(?<pages>[A-Za-z]*\d+(?:[-–‑][A-Za-z]?\d+)?)"
        + @"|\((?<year>(?:19|20)\d\d)\)[.,]\s(?<between>[^\n]{3,400}?)\s\*?\*?(?<vol>\d{1,4})\s?(?:\((?<issue>\d{1,3})\)\s?)?:\s?(?<pages>[A-Za-z]?\d+(?:[-–‑][A-Za-z]?\d+)?)"
        + @"|\b(?i:vol(?:ume)?)\.?\s(?<vol>\d{1,4})(?:,\s?(?i:no|issue|number)\.?\s(?<issue>[\w-]{1,8}),?)?\s?\((?<year>(?:19|20)\d\d)\)\s?[:,]?\s?(?:(?i:pages|pp?\.?)\s?)?(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)"
        + @"|\b(?<vol>\d{1,4}),\s?no\.\s(?<issue>\d{1,3})\s\((?<year>(?:19|20)\d\d)\)\s?:\s?(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)"
        + @"|\b(?i:vol(?:ume)?)\.?\s(?<vol>\d{1,4}),(?:\s?(?i:no|issue|number)\.?\s(?<issue>[\w-]{1,8}),)?\s?(?:(?i:pages|pp?\.?)\s?(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)|(?i:article(?: id)?)\s(?<pages>\w{3,12})(?:,\s\d{1,3}\spages)?),\s(?<year>(?:19|20)\d\d)\b"
        + @"|(?<=\p{L}\.?\s)(?<!\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Oo]f|and)\s)(?<year>(?:19|20)\d\d),\s(?<vol>\d{1,4})(?:\s?\((?<issue>\d{1,3})\))?,\s(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)\b"
        + @"|(?<=\p{L}\.?,?\s)\b(?<vol>\d{1,4}),\s(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)(?:\.e\d{1,3})?(?:\s\((?<year>(?:19|20)\d\d)\)|;\s(?:[A-Z][a-z]{2,8}\s\d{1,2},\s)?(?<year>(?:19|20)\d\d)\b)"
        + @"|\((?<year>(?:19|20)\d\d)\)\s(?<between>[^\n]{10,400}?)\s(?<vol>\d{1,4})\((?<issue>\d{1,3})\):\s?(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)"
        + @"|(?<=[A-Z.]\s)(?<year>(?:19|20)\d\d)\.\s(?<between>[^\n]{10,400}?)\s(?<vol>\d{1,4})(?:\((?<issue>\d{1,3})\))?:\s?(?<pages>[A-Za-z]{0,2}\d+(?:[-–‑][A-Za-z]{0,2}\d+)?)", RegexOptions.None, 2000)]
    private static partial Regex Core();

    [GeneratedRegex(@"\G[\s.,;)\]]*(?:\[Epub[^\]]*\])?(?:(?:<?https?://(?:dx\.)?doi\.org/|doi:?\s?|DOI:?\s?(?:https?://(?:dx\.)?doi\.org/)?)?10\.\d{4,9}/[^\s>\]]*[^\s>\].,;)])?(?:[\s.;,]*PMID:?\s?\d+)?", RegexOptions.None, 2000)]
    private static partial Regex Tail();

    [GeneratedRegex(@"(?<![\w’'])(?:(?:(?:d[’']|de |van |von |der |al-|El )*[A-Z][\w’'´-]+ [A-Z]{1,4})(?:, (?:(?:d[’']|de |van |von |der |al-)*[A-Z][\w’'´-]+ [A-Z]{1,4}))*(?:,? (?:and|&) [A-Z][\w’'´-]+ [A-Z]{1,4})?(?:,? et al)?(?=[.,:]| \()|[A-Z][\w’'´-]+(?: [A-Z]{1,3})? et al\.?,?(?= [A-Z(]))", RegexOptions.None, 2000)]
    private static partial Regex AuthorList();

    [GeneratedRegex(@"(?<![\w.])((?:[A-Z][\w&-]*\.?,?)(?:\s(?:[A-Z&][\w&-]*\.?|and|of|the|for|in|&))*)[\s,.]*$", RegexOptions.None, 2000)]
    private static partial Regex JournalBefore();

    [GeneratedRegex(@"^(?:(?:d|D|O)[’'])?(?:(?:de|van|von|der|al|El|Al)[ -])*\p{Lu}[\w’'´-]+(?: [\w’'´-]+)? \p{Lu}{1,4}$", RegexOptions.None, 2000)]
    private static partial Regex AuthorName();

    [GeneratedRegex(@"(?<=[\w\)\]””])[.?!]\s+(?=\p{Lu}|\p{Ll}{1,4}\p{Lu}|\d)", RegexOptions.None, 2000)]
    private static partial Regex SegmentEnd();

    [GeneratedRegex(@"^(?<authors>[^“”""]{0,400}?)[“""](?<title>[^“”""]{5,400})[”""]\s*,?\s*(?<journal>[^“”""]{0,120})$", RegexOptions.None, 2000)]
    private static partial Regex QuotedTitle();

    /// <summary>Authors with their initials first, a title in quotes and the journal, up to the core.</summary>
    [GeneratedRegex(@"(?:(?:\p{Lu}\.[ -]?){1,3}\p{Lu}[\w’'-]+(?:, and |, & |, | and | & )){0,40}?(?:(?:\p{Lu}\.[ -]?){1,3}\p{Lu}[\w’'-]+(?: et al)?[.,]? )?[“""][^“”""\n]{5,400}[”""],?\s+[\w&.:, -]{3,100}$", RegexOptions.None, 2000)]
    private static partial Regex QuotedHead();

    [GeneratedRegex(@"^((?:(?:\p{Lu}\.[ -]?){1,3}\p{Lu}[\w’'-]+(?:, and |, & |, | and | & ))+)", RegexOptions.None, 2000)]
    private static partial Regex InitialsFirst();

    [GeneratedRegex(@",\s+(?:and\s+|&\s+)?|\s+and\s+|\s+&\s+")]
    private static partial Regex NameEnd();

    [GeneratedRegex(@"\bRETRACTED:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex RetractedMark();

    [GeneratedRegex(@"\bPMID:?\s?(\d{1,9})")]
    private static partial Regex PmidMark();

    [GeneratedRegex(@",? et al\b\.?")]
    private static partial Regex EtAl();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
