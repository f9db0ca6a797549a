using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Palinode.Articles;

namespace Palinode.Notices.Reading;

/// <summary>
/// Answers for what surrounds the running text: labels, title, byline, dates, citations of the article and of the notice, licence, correspondence.
/// Every block is offered to it; what it takes holds no further sentences.
/// </summary>
internal sealed partial class FrontMatter(string text, Draft draft)
{
    private bool _bodySeen, _citationNext, _copyrightNext, _titleNext, _promo;

    /// <summary>Citations of the article itself.</summary>
    public List<TextSpan> ArticleSpans { get; } = [];

    /// <summary>Whether the block is no running text.</summary>
    public bool Take(Block block)
    {
        string words = block.Span.In(text);
        if (Promotion(block, words)) return true;
        if (Label(block, words) || Keyword(block, words) || OwnDoi(block, words) || Rights(block, words) || Citation(block, words) || Title(block, words)) return true;
        if (_titleNext)
        {
            _titleNext = false;
            draft.Article = (draft.Article ?? new ArticleCitation()) with { Title = Sentence.Plain(words), Span = Around(draft.Article?.Span, block.Span) };
            return true;
        }
        if (Byline(block, words)) return true;
        _bodySeen = true;
        return false;
    }

    private bool Promotion(Block block, string words)
    {
        bool said = Vocabulary.Default.Find("promo", Words.Split(text, block.Span)).Any();
        // Headings behind the text begin what journals print about themselves; a DOI ends it.
        if (block.Level > 0 && _bodySeen) _promo = true;
        if (Doi.Find(words) is not null && words.Length < 80) _promo = false;
        if (!said && !_promo) return false;
        draft.NoFacts.Add(new Passage(words, block.Span));
        return true;
    }

    private bool Label(Block block, string words)
    {
        ImmutableArray<Word> split = Words.Split(text, block.Span);
        if (Vocabulary.Default.At("labels", split, 0) is { } label && label.End == split.Length)
        {
            AddLabel(label, split);
            return true;
        }
        // "A Retraction of the Original Research Article", and the title below it.
        if (LabelOf().Match(words) is { Success: true } of && Vocabulary.Default.At("labels", split, 1) is { } kind)
        {
            AddLabel(kind, split);
            draft.Article = (draft.Article ?? new ArticleCitation()) with { ArticleType = of.Groups[1].Value.Trim() is var type && type == "Article" ? null : type, Span = block.Span };
            _titleNext = true;
            return true;
        }
        return false;
    }

    private void AddLabel(Phrase label, ImmutableArray<Word> split)
    {
        TextSpan span = new(split[label.First].Start, split[label.End - 1].End);
        draft.Labels.Add(new Stated<string>(span.In(text).Trim(), span));
        if (draft.Kind == NoticeKind.NotStated) draft.Kind = Enum.Parse<NoticeKind>(label.Value, ignoreCase: true);
    }

    private bool Title(Block block, string words)
    {
        if (draft.Title is not null || _bodySeen || words.Length > 600) return false;
        ImmutableArray<Word> split = Words.Split(text, block.Span);
        string plain = Sentence.Plain(words);
        // "[Retracted] A title"
        if (split[0].Text == "[" && split.Length > 3 && Vocabulary.Default.At("labels", split, 1) is { } inBrackets && split.Length > inBrackets.End + 1 && split[inBrackets.End].Text == "]" && !words.EndsWith('.'))
        {
            AddLabel(inBrackets, split);
            draft.Title = new NoticeTitle(plain, TitleStyle.Prefix, Sentence.Plain(text[split[inBrackets.End].End..block.Span.End]), block.Span);
            return true;
        }
        if (Vocabulary.Default.At("labels", split, 0) is { } label && label.End < split.Length)
        {
            if (QuotedTitle(block, words, label, split)) return true;
            bool colon = split[label.End].Text == ":", to = split[label.End - 1].Lower == "to";
            if (!colon && !to || IsRunning(words)) return false;
            int rest = colon ? split[label.End].End : split[label.End - 1].End;
            AddLabel(label with { End = to ? label.End - 1 : label.End }, split);
            if (ArticleCitationIn(new TextSpan(rest, block.Span.End))) return true;
            string title = Sentence.Plain(text[rest..block.Span.End]).Trim(' ', ':', '“', '”', '"');
            draft.Title = new NoticeTitle(plain, to ? TitleStyle.NoteTo : TitleStyle.Prefix, title, block.Span);
            return true;
        }
        if (Suffix().Match(plain) is { Success: true } suffix)
        {
            int open = words.LastIndexOfAny(['[', '(']);
            ImmutableArray<Word> inside = Words.Split(text, new TextSpan(block.Span.Start + open + 1, block.Span.End - 1));
            if (Vocabulary.Default.At("labels", inside, 0) is not { } kind) return false;
            AddLabel(kind, inside);
            draft.Title = new NoticeTitle(plain, TitleStyle.Suffix, plain[..suffix.Index].Trim(), block.Span);
            return true;
        }
        return false;
    }

    /// <summary>"This article has been retracted: …" is a sentence, not a title.</summary>
    private static bool IsRunning(string words) => words.EndsWith('.') && words.Count(c => c == '.') > 1;

    private bool Keyword(Block block, string words)
    {
        if (!_bodySeen && CorrespondenceTo().Match(words) is { Success: true } to && !words.Contains('@', StringComparison.Ordinal))
        {
            draft.Correspondence ??= new Correspondence(to.Groups[1].Value.Trim().TrimEnd('.'), null, block.Span);
            return true;
        }
        // "Vol. 12, No. 3 | 10.5555/… | February 1, 2016": the notice's own place.
        if (!_bodySeen && Doi.Find(words) is { } line && words.Length < 120 && words.Contains('|', StringComparison.Ordinal))
        {
            draft.Doi ??= new Stated<string>(line, block.Span);
            return true;
        }
        if (words.Equals("OPEN ACCESS", StringComparison.OrdinalIgnoreCase))
        {
            draft.FreeToRead ??= new Stated<bool>(true, block.Span);
            return true;
        }
        if (ApprovedBy().Match(words) is { Success: true } approved)
        {
            string who = words[approved.Length..];
            int comma = who.IndexOf(',', StringComparison.Ordinal);
            string name = comma < 0 ? who : who[..comma];
            Role role = Vocabulary.Default.Find("roles", Words.Split(name, new TextSpan(0, name.Length))) is [var r, ..] ? Enum.Parse<Role>(r.Value, ignoreCase: true) : Role.NotStated;
            draft.Approvals.Add(new Approval(new Actor(role, name.Trim()), comma < 0 ? null : who[(comma + 1)..].Trim(), block.Span));
            return true;
        }
        if (Corresponding().Match(words) is { Success: true } c)
        {
            draft.Correspondence = new Correspondence(c.Groups[1].Value.Trim().TrimEnd(','), c.Groups[2].Value, block.Span);
            return true;
        }
        if (words.StartsWith("Citation: ", StringComparison.Ordinal)) _citationNext = true;
        if (words is "CITATION" or "COPYRIGHT")
        {
            (_citationNext, _copyrightNext) = (words == "CITATION", words == "COPYRIGHT");
            return true;
        }
        // "CELL BIOLOGY": a journal's section above the title.
        if (!_bodySeen && draft.Title is null && words.Length < 40 && words.All(c => char.IsUpper(c) || c is ' ' or '&') && words.Count(c => c == ' ') < 4)
        {
            draft.NoFacts.Add(new Passage(words, block.Span));
            return true;
        }
        MatchCollection dates = Dates().Matches(words);
        if (dates.Count == 0 || words.Length > 40 * dates.Count + 20) return false;
        foreach (Match m in dates) AddDate(m, block.Span);
        return true;
    }

    private void AddDate(Match m, TextSpan span, NoticeEvent? known = null)
    {
        NoticeEvent what = known ?? m.Groups["event"].Value.ToUpperInvariant() switch { "RECEIVED" => NoticeEvent.Received, "ACCEPTED" => NoticeEvent.Accepted, "DECIDED" => NoticeEvent.Decided, "FIRST ALERT" => NoticeEvent.FirstAlert, "ARTICLE PUBLISHED" => NoticeEvent.ArticlePublished, _ => NoticeEvent.Published };
        int month = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, n => n.Length > 0 && m.Groups["month"].Value.StartsWith(n, StringComparison.OrdinalIgnoreCase)) + 1;
        draft.Dates.Add(new NoticeDate(what, Number(m, "year") ?? 0, month > 0 ? month : null, Number(m, "day"), span));
    }

    private static int? Number(Match m, string group) => int.TryParse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : null;

    private bool OwnDoi(Block block, string words)
    {
        if (Doi.Find(words) is not { } doi || !OnlyDoi().IsMatch(words)) return false;
        // A DOI alone before anything is said, or at the very end, is the notice's own.
        if (draft.Doi is null && doi != draft.Article?.Doi) draft.Doi = new Stated<string>(doi, block.Span);
        return true;
    }

    private bool Rights(Block block, string words)
    {
        bool copyright = CopyrightLine().Match(words) is { Success: true };
        bool licence = words.Contains("Creative Commons", StringComparison.OrdinalIgnoreCase) || LicenceName().IsMatch(words) && words.Length < 200;
        if (!copyright && !licence && !_copyrightNext) return false;
        _copyrightNext = false;
        if (CopyrightLine().Match(words) is { Success: true } c)
            draft.Copyright ??= new Copyright(Number(c, "year") ?? 0, Sentence.Plain(c.Groups["holder"].Value).TrimEnd('.', ','), block.Span);
        if (licence)
        {
            Match name = LicenceName().Match(words);
            Match link = LicenceLink().Match(words);
            draft.Licence ??= new Licence(name.Success ? name.Value.Trim() : "Creative Commons", link.Success ? link.Value.TrimEnd('.', ',') : null, LicenceTerms(words), block.Span);
        }
        if (words.Contains("open access", StringComparison.OrdinalIgnoreCase) || words.Contains("open-access", StringComparison.OrdinalIgnoreCase)) draft.FreeToRead ??= new Stated<bool>(true, block.Span);
        return true;
    }

    /// <summary>What stands behind the licence's name: a clause without its full stop, or sentences with it.</summary>
    private static string? LicenceTerms(string words)
    {
        Match name = LicenceName().Match(words);
        string behind = name.Success ? words[(name.Index + name.Length)..] : words;
        if (behind.Length > LongestTerms) behind = behind[..LongestTerms];
        if (TermsClause().Match(behind) is { Success: true } clause) return Sentence.Plain(clause.Groups[1].Value);
        return TermsSentences().Match(behind) is { Success: true } sentences ? Sentence.Plain(sentences.Groups[1].Value) : null;
    }

    private bool Citation(Block block, string words)
    {
        int lead = words.StartsWith("Citation: ", StringComparison.Ordinal) ? "Citation: ".Length : 0;
        if (!_citationNext && Labelled(block, words)) return true;
        CitedWork? cited = CitationReader.FindAll(text, new TextSpan(block.Span.Start + lead, block.Span.End)).FirstOrDefault();
        if (cited is null) return false;
        if (_citationNext)
        {
            _citationNext = false;
            draft.Citation = cited.Work;
            return true;
        }
        bool whole = cited.Span.Length + 30 > words.Length;
        bool introduced = Introduced().IsMatch(words);
        // "Original article: Title. Journal 2020;1:2": nothing but the citation stands behind the colon.
        if (CitationOf().Match(words) is { Success: true } of && CitationReader.ReadWhole(text, new TextSpan(block.Span.Start + of.Length, block.Span.End)) is { } all)
        {
            SetArticle(all, block.Span);
            return true;
        }
        if (introduced && whole || whole && !_bodySeen && !block.Bullet && draft.Article?.Year is null || BracketedWhole(words) && draft.Article?.Year is null)
        {
            SetArticle(cited, block.Span);
            return true;
        }
        return false;
    }

    /// <summary>"Correction to: Example Cell Death Dis (2017) 8:e1234; https://doi.org/…; published online 4 May 2017" below a title: the article's citation.</summary>
    private bool Labelled(Block block, string words)
    {
        if (_bodySeen || draft.Title is null || draft.Article?.Year is not null) return false;
        ImmutableArray<Word> split = Words.Split(text, block.Span);
        if (Vocabulary.Default.At("labels", split, 0) is not { } label || label.End >= split.Length) return false;
        int at = label.End;
        if (split[at].Lower is "to" or "of" or "for") at++;
        if (at < split.Length && split[at].Text == ":") at++;
        if (at >= split.Length || at == label.End && split[at - 1].Lower != "to") return false;
        Match published = PublishedBehind().Match(words);
        TextSpan rest = new(split[at].Start, block.Span.Start + (published.Success ? published.Index : words.Length));
        if (rest.Length < 8) return false;
        if (CitationReader.FindAll(text, rest).FirstOrDefault() is { } cited && cited.Span.Length + 30 > rest.Length) SetArticle(cited, block.Span);
        else if (JournalAndDoi().Match(rest.In(text)) is { Success: true } bare && Doi.Find(bare.Value) is { } doi) SetArticle(new CitedWork(new ArticleCitation { Journal = bare.Groups[1].Value.Trim(), Doi = doi }, false, rest), block.Span);
        else return false;
        AddLabel(label, split);
        foreach (Match m in Dates().Matches(published.Value)) AddDate(m, block.Span, NoticeEvent.ArticlePublished);
        if (draft.Article!.Year is null && Dates().Match(published.Value) is { Success: true } date) draft.Article = draft.Article with { Year = Number(date, "year") };
        return true;
    }

    /// <summary>"Correction for “Title,” by A. Nobody, which was first published …", "Retraction notice to “Title” [Example Lett. 12 (2019) 77–84]".</summary>
    private bool QuotedTitle(Block block, string words, Phrase label, ImmutableArray<Word> split)
    {
        if (QuotedArticle().Match(words, split[label.End - 1].End - block.Span.Start) is not { Success: true } quoted) return false;
        string behind = words[(quoted.Index + quoted.Length)..];
        if (behind.Length > 400 || Vocabulary.Default.Find("decision", Words.Split(behind, new TextSpan(0, behind.Length))).Any()) return false;
        AddLabel(label with { End = split[label.End - 1].Lower is "to" or "for" or "of" ? label.End - 1 : label.End }, split);
        string title = Sentence.Plain(quoted.Groups["title"].Value).Trim(' ', ',');
        draft.Title = new NoticeTitle(Sentence.Plain(words[..(quoted.Index + quoted.Length)]), TitleStyle.NoteTo, title, block.Span);
        TextSpan rest = new(block.Span.Start + quoted.Index + quoted.Length, block.Span.End);
        if (CitationReader.FindAll(text, rest).FirstOrDefault() is { } cited) SetArticle(cited with { Work = cited.Work with { Title = title } }, rest);
        else if (Doi.Find(rest.In(text)) is { } doi) draft.Article = (draft.Article ?? new ArticleCitation()) with { Title = title, Doi = doi, Span = rest };
        return true;
    }

    /// <summary>"Retraction: Example Lett (2019) 19:323 10.5555/…": a citation in place of a title.</summary>
    private bool ArticleCitationIn(TextSpan span)
    {
        CitedWork? cited = CitationReader.FindAll(text, span).FirstOrDefault();
        if (cited is null || cited.Span.Length + 12 < span.Length) return false;
        SetArticle(cited, span);
        return true;
    }

    /// <summary>The citation that stands within a sentence: "is retracting Example Lett (2020) 9, e12 (doi:…)".</summary>
    public void SetArticle(CitedWork cited, TextSpan span)
    {
        ArticleSpans.Add(cited.Span);
        draft.Article = cited.Work with { ArticleType = draft.Article?.ArticleType, Title = cited.Work.Title ?? draft.Article?.Title, Span = Around(draft.Article?.Span, span) };
    }

    private static TextSpan Around(TextSpan? a, TextSpan b) => a is { } first ? new TextSpan(Math.Min(first.Start, b.Start), Math.Max(first.End, b.End)) : b;

    private bool Byline(Block block, string words)
    {
        if (_bodySeen || words.Length > 1500) return false;
        if (Marked().Match(words) is { Success: true } affiliation && !words.EndsWith('.') && draft.Byline.Count > 0)
        {
            draft.Affiliations.Add(new Affiliation(Mark(affiliation.Groups[1].Value), words[affiliation.Length..].Trim(), block.Span));
            return true;
        }
        if (draft.Title is null && draft.Article?.Year is null || words.EndsWith('.') || draft.Byline.Count > 0) return false;
        string plain = Sentence.Plain(words);
        bool office = Vocabulary.Default.Find("roles", Words.Split(text, block.Span)).Any() && plain.Length < 80;
        string[] names = [.. NameSeparator().Split(words).Where(n => n.Trim().Length > 0)];
        if (!office && !names.All(n => PersonName().IsMatch(n.Trim()))) return false;
        foreach (string name in office ? [words] : names)
        {
            string bare = name.TrimEnd().TrimEnd('*', '†', ' ');
            string digits = new([.. bare.Reverse().TakeWhile(c => Superscripts.Contains(c) || c == ',').Reverse()]);
            draft.Byline.Add(new NoticeAuthor
            {
                Name = Sentence.Plain(bare[..^digits.Length]), Corporate = office, Corresponding = name.TrimEnd().EndsWith('*'),
                Affiliations = [.. digits.Where(c => c != ',').Select(c => Mark($"{c}")!)], Span = block.Span,
            });
        }
        return true;
    }

    /// <summary>Characters; whatever is longer is not only a licence.</summary>
    private const int LongestTerms = 4000;

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static string Mark(string mark) => string.Concat(mark.Select(c => Superscripts.IndexOf(c, StringComparison.Ordinal) is >= 0 and var n ? (char)('0' + n) : c));

    private static bool BracketedWhole(string words) => words.StartsWith('[') && words.TrimEnd('.').EndsWith(']');

    [GeneratedRegex(@"^An? (?:Retraction|Correction|Corrigendum|Expression of Concern) (?:of|to|on) the ([A-Z][\w ]+?)\s*$")]
    private static partial Regex LabelOf();

    [GeneratedRegex(@"\s*[\[(][^\[\]()]{5,40}[\])]$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^\*?\s*CORRESPONDENCE\s*:?\s*(.*?)[,\s]*(?:\bi\b|✉)?\s*([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", RegexOptions.IgnoreCase)]
    private static partial Regex Corresponding();

    [GeneratedRegex(@"^\*?\s*Correspondence(?: to)?:\s+(?:Professor |Prof\.? |Dr\.? )*([^,\n]{3,80})", RegexOptions.IgnoreCase)]
    private static partial Regex CorrespondenceTo();

    [GeneratedRegex(@"^APPROVED BY:? (?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex ApprovedBy();

    [GeneratedRegex(@"\b(?<event>received|accepted|decided|first alert|article published|published)(?: online)?(?: on)?:?\s+(?:(?<day>\d{1,2})\s+(?<month>[A-Z][a-z]{2,8})\.?,?\s+(?<year>(?:19|20)\d\d)|(?<month>[A-Z][a-z]{2,8})\.?\s+(?<day>\d{1,2}),\s+(?<year>(?:19|20)\d\d)|(?<month>[A-Z][a-z]{2,8})\s+(?<year>(?:19|20)\d\d)|(?<=:\s+)(?<year>(?:19|20)\d\d)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Dates();

    [GeneratedRegex(@"^\W*(?:this notice|doi)?:?\s*(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyDoi();

    [GeneratedRegex(@"(?:©|\(c\)|Copyright:?)\s*(?:©\s*)?(?<year>(?:19|20)\d\d),?\s+(?:by\s+)?(?<holder>[^\n]+?)(?:\. (?=This|The|Published|All)|\.?$|(?= This is))", RegexOptions.IgnoreCase)]
    private static partial Regex CopyrightLine();

    [GeneratedRegex(@"\bCC[ -](?:BY|0)(?:[ -](?:NC|ND|SA))*(?: \d\.\d)?")]
    private static partial Regex LicenceName();

    [GeneratedRegex(@"https?://creativecommons\.org/[^\s)>\]]+")]
    private static partial Regex LicenceLink();

    /// <summary>"…, which permits unrestricted use, provided the source is credited."</summary>
    [GeneratedRegex(@"\bwhich ((?:permits|allows|lets|grants)\b.*?)(?=\.(?:\s|$)|$)", RegexOptions.Singleline)]
    private static partial Regex TermsClause();

    /// <summary>"… License. The use, distribution or reproduction is permitted …"</summary>
    [GeneratedRegex(@"\.\s+(?=.*\b(?:use|reproduction|distribution|sharing)\b)((?-i:\p{Lu}).*)$", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex TermsSentences();

    [GeneratedRegex(@"^(?:original (?:article|paper|publication)|article|by|(?:retraction|correction|corrigendum|erratum|expression of concern|addendum)(?: note)? (?:to|of|for|on)\b|retraction (?:note )?to|refers to|this (?:retraction|notice|correction) (?:refers|relates) to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Introduced();

    [GeneratedRegex(@"[\s;,.]*\b(?:first )?published (?:online )?(?:on )?.{6,40}$", RegexOptions.IgnoreCase)]
    private static partial Regex PublishedBehind();

    [GeneratedRegex(@"^(\p{Lu}[\w&. -]{2,80}?)[,.;:]?\s+(?:https?://(?:dx\.)?doi\.org/|doi:?\s?)10\.\d{4,9}/\S+\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex JournalAndDoi();

    [GeneratedRegex(@"\G\s*(?:(?:for|to|of|on|:)\s+)?(?:[^“”""\n]{3,150}?,\s+)?[“""](?<title>[^“”""\n]{8,400})[”""]", RegexOptions.IgnoreCase)]
    private static partial Regex QuotedArticle();

    [GeneratedRegex(@"^(?:original )?(?:article|paper|publication): ", RegexOptions.IgnoreCase)]
    private static partial Regex CitationOf();

    [GeneratedRegex(@"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,2}(?=\p{Lu}))")]
    private static partial Regex Marked();

    [GeneratedRegex(@",\s+(?:and\s+)?|\s+and\s+|;\s+")]
    private static partial Regex NameSeparator();

    [GeneratedRegex(@"^\p{Lu}[\p{L}.’'-]+(?: [\p{L}.’'-]+){1,3} ?[⁰¹²³⁴⁵⁶⁷⁸⁹\d,*†]*$")]
    private static partial Regex PersonName();
}
