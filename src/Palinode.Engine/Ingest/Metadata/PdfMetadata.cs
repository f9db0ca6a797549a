using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Palinode.Articles;
using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>
/// Reads an article's metadata from the text that a PDF shows and from its information dictionary. Each fact needs a sign of its own
/// (a DOI on the first page, "Received", a heading "References"); without it the fact is absent.
/// </summary>
internal sealed partial class PdfMetadata(PdfText text, ImmutableArray<PageFrame> frames, DocumentInfo info)
{
    private readonly string _first = Joined(text[1].SelectMany(b => b.Lines));

    public ArticleMetadata Read()
    {
        var byline = new FirstPageByline(text[1], frames[0], RunningHeads());
        (Fact<string>? volume, Fact<string>? issue, Fact<string>? pages, Fact<string>? number) = Place();
        return new ArticleMetadata
        {
            Title = Title(byline),
            Authors = Authors(byline),
            Journal = Journal(),
            Issn = Issn(),
            Volume = volume, Issue = issue, Pages = pages, ArticleNumber = number,
            Doi = OwnDoi(),
            Dates = [.. FirstPageDates.Find(_first).Select(d => new Fact<ArticleDate>(d, FactOrigin.FirstPage))],
            Licence = Licence(),
            References = [.. References().Select(doi => new Fact<ArticleReference>(new ArticleReference(null, null, null, doi), FactOrigin.LastPages))],
        };
    }

    private IEnumerable<string> RunningHeads() => frames.Skip(1).SelectMany(f => text[f.Number].SelectMany(b => b.Lines).Where(l => l.Box.Y1 < 0.12 * f.Height || l.Box.Y0 > 0.9 * f.Height)).Select(l => l.Text);

    /// <summary>The dictionary's title is believed where the first page shows it; otherwise the largest type is read.</summary>
    private Fact<string>? Title(FirstPageByline byline)
    {
        string? given = info.Title?.Trim('“', '”', '"', ' ');
        if (given is not null && given.Count(c => c == ' ') >= 2 && Letters(_first).Contains(Letters(given), StringComparison.Ordinal)) return new Fact<string>(given, FactOrigin.DocumentInfo);
        return byline.Title is { } title ? new Fact<string>(title, FactOrigin.FirstPage) : null;
    }

    /// <summary>Names under the title; where those cannot be told from other lines, the dictionary's list, if the page shows each of it.</summary>
    private ImmutableArray<Fact<ArticleAuthor>> Authors(FirstPageByline byline)
    {
        string[] listed = PersonNames.Split(info.Author ?? "") is { Length: > 0 } names && names.All(n => Letters(_first).Contains(Letters(n), StringComparison.Ordinal)) ? names : [];
        (string[] chosen, FactOrigin origin) = byline.Authors.Length >= listed.Length ? (byline.Authors, FactOrigin.FirstPage) : listed.Length > 1 ? (listed, FactOrigin.DocumentInfo) : ([], FactOrigin.DocumentInfo);
        return [.. chosen.Select(n => new Fact<ArticleAuthor>(new ArticleAuthor { Name = n }, origin))];
    }

    /// <summary>A subject of the form "Journal, 2018, doi:10…".</summary>
    private Fact<string>? Journal()
    {
        if (info.Subject is not { } subject || Doi.Find(subject) is null) return null;
        string journal = subject.Split(',')[0].Trim();
        bool shown = journal.Length is > 2 and < 120 && journal.Any(char.IsLetter) && Doi.Find(journal) is null && !journal.Any(char.IsAsciiDigit);
        return shown ? new Fact<string>(journal, FactOrigin.DocumentInfo) : null;
    }

    /// <summary>From the dictionary, or from the first page: of several there, the one that most pages repeat; or from "Cite this article as" at the end.</summary>
    private Fact<string>? OwnDoi()
    {
        if (Doi.Find(info.Subject) is { } given) return new Fact<string>(given, FactOrigin.DocumentInfo);
        string[] candidates = [.. Doi.FindAll(_first).Distinct()];
        if (candidates.Length == 0)
        {
            string? cited = Enumerable.Range(frames.Length / 2 + 1, frames.Length - frames.Length / 2).Select(p => Doi.Find(CitePattern().Match(Joined(text[p].SelectMany(b => b.Lines))).Value)).FirstOrDefault(d => d is not null);
            return cited is null ? null : new Fact<string>(cited, FactOrigin.LastPages);
        }
        int repeated(string doi) => Enumerable.Range(1, frames.Length).Count(p => text[p].SelectMany(b => b.Lines).Any(l => l.Text.Contains(doi, StringComparison.OrdinalIgnoreCase)));
        return new Fact<string>(candidates.OrderByDescending(repeated).First(), FactOrigin.FirstPage);
    }

    /// <summary>The first that is announced as one and whose last digit, which the others fix, is right; "EISSN" before others.</summary>
    private Fact<string>? Issn()
    {
        foreach (Match m in IssnPattern().Matches(_first).OrderByDescending(m => m.Groups["e"].Success))
        {
            string issn = m.Groups["issn"].Value.ToUpperInvariant().Replace('–', '-');
            string digits = issn.Replace("-", "", StringComparison.Ordinal);
            int sum = digits.Take(7).Select((c, i) => (c - '0') * (8 - i)).Sum(), check = (11 - sum % 11) % 11;
            if (digits[7] == (check == 10 ? 'X' : (char)('0' + check))) return new Fact<string>(issn, FactOrigin.FirstPage);
        }
        return null;
    }

    /// <summary>Volume, issue, pages and article number from lines at the page's edges and from "cite this article".</summary>
    private (Fact<string>? Volume, Fact<string>? Issue, Fact<string>? Pages, Fact<string>? Number) Place()
    {
        static Fact<string>? fact(Group g) => g.Success ? new Fact<string>(g.Value.Replace('-', '–'), FactOrigin.FirstPage) : null;
        double height = frames[0].Height;
        IEnumerable<string> edges = text[1].SelectMany(b => b.Lines).Where(l => l.Box.Y1 < 0.16 * height || l.Box.Y0 > 0.9 * height).Select(l => l.Text);
        foreach (string line in edges.Append(CitePattern().Match(_first).Value))
        {
            if (VolumeNumberPattern().Match(line) is { Success: true } v) return (fact(v.Groups["volume"]), null, null, fact(v.Groups["number"]));
            if (VolumePagesPattern().Match(line) is not { Success: true } m) continue;
            // One number behind the colon is an article's number or a first page: that is not told apart here.
            return (fact(m.Groups["volume"]), fact(m.Groups["issue"]), fact(m.Groups["pages"]), null);
        }
        return default;
    }

    /// <summary>The waiver for data (CC0) that many articles name as well is not the article's licence.</summary>
    private Fact<string>? Licence()
    {
        for (int page = 1; page <= frames.Length; page++)
        {
            if (page != 1 && page < frames.Length - frames.Length / 3) continue;
            string shown = page == 1 ? _first : Joined(text[page].SelectMany(b => b.Lines));
            if (LicencePattern().Match(shown) is { Success: true } m) return new Fact<string>($"https://{m.Value.ToLowerInvariant()}", page == 1 ? FactOrigin.FirstPage : FactOrigin.LastPages);
        }
        return null;
    }

    /// <summary>All DOIs behind the last heading "References" in the last half of the document, without the article's own.</summary>
    private IEnumerable<string> References()
    {
        TextLine[] lines = [.. Enumerable.Range(frames.Length / 2 + 1, frames.Length - frames.Length / 2).SelectMany(p => text[p]).SelectMany(b => b.Lines)];
        int heading = Array.FindLastIndex(lines, l => HeadingPattern().IsMatch(l.Text));
        if (heading < 0) return [];
        string? own = OwnDoi()?.Value;
        return Doi.FindAll(Joined(lines[(heading + 1)..])).Where(d => d != own).Distinct();
    }

    /// <summary>Lines as one text. A DOI that a line's end cuts behind a sign is put together again.</summary>
    private static string Joined(IEnumerable<TextLine> lines)
    {
        var joined = new StringBuilder();
        foreach (TextLine line in lines)
        {
            bool cut = joined.Length > 0 && CutDoiPattern().IsMatch(joined.ToString(Math.Max(0, joined.Length - 80), Math.Min(80, joined.Length)));
            if (joined.Length > 0 && !cut) joined.Append('\n');
            joined.Append(line.Text);
        }
        return joined.ToString();
    }

    /// <summary>Letters and digits alone, small: ligatures apart, line ends, hyphens and typography do not matter.</summary>
    internal static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"(?<e>e)?-?ISSN\s*(?:\(?(?:online|electronic|print)\)?)?\s*:?\s*(?<issn>\d{4}[-–]\d{3}[\dXx])\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IssnPattern();

    [GeneratedRegex(@"\bVolume\s+(?<volume>\d{1,4}),\s*Article\s+ID\s+(?<number>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex VolumeNumberPattern();

    [GeneratedRegex(@"(?:\b(?:19|20)\d\d[,;)\s]\s*|,\s*)(?:vol\.?\s*)?(?<volume>\d{1,4})\s*(?:\((?<issue>\d{1,3})\))?\s*:\s*(?:(?<pages>\d{1,6}\s?[-–]\s?\d{1,6})|\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VolumePagesPattern();

    /// <summary>Some print the DOI on the line above.</summary>
    [GeneratedRegex(@"(?:^doi:\s*\S+\s*\n)?(?:how to cite|cite this|citation:)[\s\S]{0,400}", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CitePattern();

    [GeneratedRegex(@"creativecommons\.org/licenses/[a-z-]+/\d\.\d(?:/[a-z]{2,4}\b)?/?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LicencePattern();

    [GeneratedRegex(@"^\W*(?:\d+\.?\s*)?(?:references?|bibliography|literature cited|references and notes)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"10\.\d{4,9}(?:\.\d+)*/?(?:[^\s]*[-/._(])?$", RegexOptions.CultureInvariant)]
    private static partial Regex CutDoiPattern();
}
