using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>A place in the running text that stands for a work.</summary>
/// <param name="Span">"[2]", or a citation.</param>
/// <param name="Id">The reference's id; null for a work that is named but not cited ("Example et al. 2020").</param>
/// <param name="Self">It is the article the notice is about.</param>
internal sealed record ReferenceSpot(TextSpan Span, string? Id, bool Self);

/// <summary>Answers for the works a text refers to: the list at its end, citations within it, and bracketed numbers that point to them.</summary>
internal sealed partial class ReferenceIndex
{
    private readonly List<ReferenceSpot> _spots = [];
    private readonly ImmutableArray<FigureMention> _mentions;

    private ReferenceIndex(ImmutableArray<FigureMention> mentions) => _mentions = mentions;

    public ImmutableArray<NoticeReference> References { get; private set; } = [];

    /// <summary>The entry of the list that is the article itself: "this article [1]".</summary>
    public NoticeReference? Own { get; private set; }

    /// <summary>Blocks of the reference list, its heading included.</summary>
    public ImmutableArray<Block> ListBlocks { get; private set; } = [];

    /// <summary>Places within a part of the text in which no sentence ends.</summary>
    public ImmutableArray<TextSpan> SpansIn(TextSpan part) => [.. _spots.Skip(FirstFrom(part.Start)).TakeWhile(s => s.Span.Start < part.End).Select(s => s.Span)];

    /// <summary>Spots do not overlap, so only the last one that begins at or before a place can hold it.</summary>
    public ReferenceSpot? At(int character) => FirstFrom(character + 1) is > 0 and var behind && _spots[behind - 1] is var spot && character < spot.Span.End ? spot : null;

    /// <summary>The id of the first work cited behind a place.</summary>
    public string? NextAfter(int character) => _spots.Skip(FirstFrom(character)).FirstOrDefault(s => s.Id is not null)?.Id;

    /// <summary>Index of the first spot that begins at a place or behind it.</summary>
    private int FirstFrom(int character)
    {
        int low = 0, high = _spots.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_spots[middle].Span.Start < character) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The figure named last before a place.</summary>
    public EvidenceAddress? LastFigure(int character) =>
        _mentions.LastOrDefault(m => m.Start + m.Length <= character) is { } mention ? new EvidenceAddress(mention.Addresses[^1].Figure, mention.Addresses.Length == 1 ? mention.Addresses[0].Panel : null) : null;

    /// <param name="text">The whole text.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="mentions">Of figures.</param>
    /// <param name="article">Where the article itself is cited; those places are no references.</param>
    /// <param name="bodyStart">The first character of the running text.</param>
    public static ReferenceIndex Of(string text, ImmutableArray<Block> blocks, ImmutableArray<FigureMention> mentions, ImmutableArray<TextSpan> article, int bodyStart)
    {
        ReferenceIndex index = new(mentions);
        List<NoticeReference> references = index.ReadList(text, blocks);
        HashSet<Block> listed = [.. index.ListBlocks];
        Dictionary<string, string> idOfDoi = references.Where(r => r.Work.Doi is not null).DistinctBy(r => r.Work.Doi).ToDictionary(r => r.Work.Doi!, r => r.Id, StringComparer.Ordinal);
        int inline = 0;
        HashSet<string> own = [.. SelfNumber().Matches(text).Select(m => m.Groups[1].Value)];
        index.Own = references.FirstOrDefault(r => r.Numbered && own.Contains(r.Id));
        foreach (Block block in blocks)
        {
            if (block.Span.End <= bodyStart || listed.Contains(block)) continue;
            List<TextSpan> taken = [];
            foreach (CitedWork cited in CitationReader.FindAll(text, block.Span))
            {
                bool self = article.Any(a => a.Overlaps(cited.Span));
                string? id = null;
                if (!self && !(cited.Work.Doi is { } known && idOfDoi.TryGetValue(known, out id)))
                {
                    id = InlineId(inline++);
                    if (cited.Work.Doi is { } doi) idOfDoi[doi] = id;
                    references.Add(new NoticeReference { Id = id, Retracted = cited.Retracted, Work = cited.Work, Span = cited.Span });
                }
                index._spots.Add(new ReferenceSpot(cited.Span, id, self));
                taken.Add(cited.Span);
            }
            foreach (Match m in Bracketed().Matches(text[block.Span.Start..block.Span.End]))
            {
                TextSpan span = new(block.Span.Start + m.Index, block.Span.Start + m.Index + m.Length);
                if (taken.Exists(t => t.Overlaps(span))) continue;
                string number = m.Groups[1].Value;
                index._spots.Add(new ReferenceSpot(span, number, own.Contains(number)));
            }
            foreach (Match m in Named().Matches(text[block.Span.Start..block.Span.End]))
            {
                TextSpan span = new(block.Span.Start + m.Index, block.Span.Start + m.Index + m.Length);
                // "[1]" cannot overlap a name with a year.
                if (taken.Exists(t => t.Overlaps(span)) || article.Any(a => a.Overlaps(span))) continue;
                string? id = null;
                if (m.Groups["doi"].Success && Articles.Doi.Find(m.Groups["doi"].Value) is { } doi && !idOfDoi.TryGetValue(doi, out id))
                {
                    idOfDoi[doi] = id = InlineId(inline++);
                    references.Add(new NoticeReference { Id = id, Work = new ArticleCitation { Doi = doi }, Span = span });
                }
                index._spots.Add(new ReferenceSpot(span, id, SelfBefore().IsMatch(text[block.Span.Start..span.Start])));
            }
        }
        index._spots.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        index.References = [.. references];
        return index;
    }

    private List<NoticeReference> ReadList(string text, ImmutableArray<Block> blocks)
    {
        List<NoticeReference> references = [];
        int heading = -1;
        for (int i = 0; i < blocks.Length && heading < 0; i++)
            if (Heading().IsMatch(blocks[i].Span.In(text))) heading = i;
        var list = ImmutableArray.CreateBuilder<Block>();
        for (int i = heading < 0 ? 0 : heading; i < blocks.Length; i++)
        {
            Block block = blocks[i];
            if (i == heading) { list.Add(block); continue; }
            Match number = ListNumber().Match(block.Span.In(text));
            CitedWork? cited = number.Success ? CitationReader.ReadWhole(text, new TextSpan(block.Span.Start + number.Length, block.Span.End)) : null;
            if (cited is null || heading < 0 && cited.Work.Year is null)
            {
                // "[2] Comments on a page, 2022": an entry of the list, though none that can be taken apart.
                if (number.Success && heading >= 0 && list.Count > 0) references.Add(new NoticeReference { Id = number.Groups[1].Value, Numbered = true, Work = new ArticleCitation(), Span = block.Span });
                else if (heading >= 0) break;
                else continue;
                list.Add(block);
                continue;
            }
            string[] links = [.. LinkWord().Matches(block.Span.In(text)).Select(m => m.Groups[1].Value)];
            references.Add(new NoticeReference { Id = number.Groups[1].Value, Numbered = true, Retracted = cited.Retracted, Work = cited.Work with { Span = null }, Links = [.. links], Span = block.Span });
            list.Add(block);
        }
        ListBlocks = list.ToImmutable();
        return references;
    }

    private static string InlineId(int n) => n < 26 ? $"{(char)('a' + n)}" : string.Create(CultureInfo.InvariantCulture, $"a{n}");

    [GeneratedRegex(@"\[(\d{1,3})\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^[*\s]*(?:references?|reference list|literature cited)[*:\s]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    /// <summary>"this article [1]", "the title paper [1]": the number of the article itself.</summary>
    [GeneratedRegex(@"\b(?:this|the title|above|the)\s(?:published\s)?(?:article|paper|study|work)(?:,?\s(?:titled|entitled)\s[“""][^“”""\n]{3,300}[”""])?,?\s\[(\d{1,3})\]", RegexOptions.IgnoreCase)]
    private static partial Regex SelfNumber();

    /// <summary>"Example et al. (2020)", and the DOI behind it; "(doi: …)" behind "a paper by the same authors".</summary>
    [GeneratedRegex(@"\b(?-i:\p{Lu})[\w’-]+ et al\.?,? \(?(?:19|20)\d\d[a-z]?\)?(?:,? \(?(?<doi>(?:doi:? ?|https?://(?:dx\.)?doi\.org/)10\.\d{4,9}/[^\s)\],;]*[^\s)\],;.])\)?)?|(?=doi|https?:|10\.)(?<=(?:[0-9][A-Za-z]?\)?|\b(?:article|paper|publication|study))(?:,? (?:of|in|from|at) |,? ?\())(?<doi>(?:doi:? ?|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s)\],;]*[^\s)\],;.])|(?=doi|https?:)(?<=\b(?:an?|another|earlier|different|same|other|own)\s(?:[\w-]+\s){0,3}(?:article|paper|publication|study)\b[^.;()\n]{0,60}\()(?<doi>(?:doi:? ?|https?://(?:dx\.)?doi\.org/)10\.\d{4,9}/[^\s)\],;]*[^\s)\],;.])", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?:this|the) (?:article|paper) \(?$", RegexOptions.IgnoreCase)]
    private static partial Regex SelfBefore();

    [GeneratedRegex(@"^\[?(\d{1,3})[\].)]+\s*")]
    private static partial Regex ListNumber();

    [GeneratedRegex(@"\[(PubMed|CrossRef|Crossref|Google Scholar|PMC|DOI)\]")]
    private static partial Regex LinkWord();
}
