using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>What one sentence claims.</summary>
/// <param name="Claims">In its order.</param>
/// <param name="Raised">The sentence tells of concerns that were raised.</param>
/// <param name="Announces">The sentence says what a list behind it shows.</param>
/// <param name="Open">Figures that the sentence names without saying anything of them that was understood.</param>
/// <param name="WithoutFigure">What it says of pictures without naming any figure; null where it names one, or says nothing. A claim only where the sentence tells of nothing else.</param>
internal sealed record ClaimReading(ImmutableArray<NoticeClaim> Claims, bool Raised, bool Announces, ImmutableArray<EvidenceAddress> Open, NoticeClaim? WithoutFigure);

/// <summary>
/// Reads claims out of a sentence. The sentence is cut so that every piece holds one relation; what stands before the relation are the targets,
/// what stands behind it the sources, unless the form of the relation says otherwise. docs/methods/notices.md gives the grammar.
/// </summary>
internal sealed class ClaimReader(ReferenceIndex references)
{
    private NoticeClaim? _previous;
    private EvidenceAddress? _topic;
    private Block? _block;
    private (RelationItem Relation, Certainty Certainty)? _announced;

    public ClaimReading Read(Sentence s)
    {
        List<ClaimItem> items = ClaimItems.Of(s, references);
        bool near = ReferenceEquals(_block, s.Block);
        if (near && _topic is { } topic && Continues(s, items)) items.Insert(0, new PlaceItem(0, 0, [topic], true));
        int said = s.Find("authorsSay") is [var first, ..] ? first.First : int.MaxValue;
        if (s.Has("findingVerb")) said = int.MaxValue;
        bool raised = s.Has("concern");
        List<NoticeClaim> claims = [];
        bool listed = Listed(s, items);
        foreach (ClaimSegment segment in ClaimSegments.Of(s, [.. items.Where(i => i.First < said)]))
        {
            foreach (NoticeClaim claim in new ClaimBuilder(s, segment, _previous, references, near ? _previous : null).Build())
            {
                claims.Add(claim);
                _previous = claim;
            }
        }
        if (listed)
        {
            ClaimSegment whole = new(0, s.Words.Length, _announced!.Value.Relation, 0, [.. items]);
            claims.AddRange(new ClaimBuilder(s, whole, null, references).Build().Select(c => c with { Certainty = _announced.Value.Certainty }));
        }
        bool announces = Announce(s, items, claims);
        _block = s.Block;
        _topic = claims.Count == 0 && !announces && said == int.MaxValue && items.OfType<PlaceItem>().ToArray() is [{ FromContext: false, Addresses: [var only] }] ? only : null;
        HashSet<string> used = [.. claims.SelectMany(c => c.Targets.Select(t => t.Figure).Concat(c.Sources.Where(x => x.Figure is not null).Select(x => x.Figure!)))];
        return new ClaimReading([.. claims], raised, announces, [.. items.Where(i => i.First < said).OfType<PlaceItem>().SelectMany(p => p.Addresses).Where(a => !used.Contains(a.Figure)).Distinct()], claims.Count > 0 || announces || said < int.MaxValue ? null : WithoutFigure(s, items));
    }

    /// <summary>"I have a question about Figure 1F. The two images seem to show the same field": the figure is named in the sentence before, which says nothing else of it.</summary>
    private static bool Continues(Sentence s, List<ClaimItem> items) =>
        !items.OfType<PlaceItem>().Any() && !items.OfType<WorkItem>().Any() && !s.Has("concern") && !s.Has("authorsSay") && !s.Has("decision") && s.Sees(0, "the", "two", "some", "both", "these", "several")
        && items.OfType<RelationItem>().FirstOrDefault() is { } relation && s.Find("pictureNouns").Any(p => p.First < relation.First);

    /// <summary>"Images were duplicated from an earlier article": the text names a relation and what it speaks of, but no place.</summary>
    private NoticeClaim? WithoutFigure(Sentence s, List<ClaimItem> items)
    {
        if (items.OfType<PlaceItem>().Any() || items.OfType<RelationItem>().FirstOrDefault(r => r.Form != RelationForm.Link || items.OfType<WorkItem>().Any()) is not { } relation) return null;
        ClaimSegment whole = new(0, s.Words.Length, relation, relation.End, [.. items.Where(i => i is not RelationItem)]);
        return s.Find("units").Any(u => u.Value is not ("figure" or "data" or "section")) ? new ClaimBuilder(s, whole, null, references).BuildWithoutPlace() : null;
    }

    /// <summary>"The following panels appear similar:" and then a list of panels without a verb.</summary>
    private bool Listed(Sentence s, List<ClaimItem> items) => _announced is not null && items.OfType<PlaceItem>().Any() && !items.OfType<RelationItem>().Any() && !s.Has("authorsSay");

    private bool Announce(Sentence s, List<ClaimItem> items, List<NoticeClaim> claims)
    {
        RelationItem? relation = items.OfType<RelationItem>().FirstOrDefault();
        if (s.Sees(s.Words.Length - 1, ":") && claims.Count == 0 && relation is not null)
        {
            // A relation that waits for its places holds between them, whatever form its word has.
            RelationForm form = relation.Form.HasFlag(RelationForm.Self) || relation.Form.HasFlag(RelationForm.Taken) ? relation.Form : RelationForm.Even;
            Phrase[] hedges = [.. s.Find("hedges").Where(h => h.First < relation.End)];
            Certainty certainty = hedges.Length == 0 ? Certainty.Stated : hedges.Max(h => Enum.Parse<Certainty>(h.Value, ignoreCase: true));
            _announced = (new RelationItem(0, 0, relation.Relation, form), certainty);
            return true;
        }
        if (!s.Block.Bullet && items.OfType<PlaceItem>().Any() && relation is not null)
        {
            _announced = null;
        }
        return false;
    }
}

/// <summary>A piece of a sentence with one relation; in an item of a list that a sentence before announces, the relation stands before the first word.</summary>
/// <param name="First">First word.</param>
/// <param name="End">First word behind.</param>
/// <param name="Relation">The relation, or the strongest of several in a row.</param>
/// <param name="RelationEnd">First word behind the last of them.</param>
/// <param name="Items">Places and works.</param>
internal sealed record ClaimSegment(int First, int End, RelationItem Relation, int RelationEnd, ImmutableArray<ClaimItem> Items)
{
    public IEnumerable<PlaceItem> Left => Items.OfType<PlaceItem>().Where(i => i.End <= Relation.First);
    public IEnumerable<PlaceItem> Right => Items.OfType<PlaceItem>().Where(i => i.First >= Relation.First);
}

/// <summary>Cuts a sentence into pieces with one relation each.</summary>
internal static class ClaimSegments
{
    public static IEnumerable<ClaimSegment> Of(Sentence s, ImmutableArray<ClaimItem> items)
    {
        List<List<RelationItem>> groups = [];
        int last = -1;
        foreach (ClaimItem item in items)
        {
            if (item is not RelationItem relation) { last = item.First; continue; }
            bool joined = groups.Count > 0 && last < groups[^1][^1].First && !Refers(s, groups[^1][^1].End, relation.First) && !Enumerable.Range(groups[^1][^1].End, relation.First - groups[^1][^1].End).Any(i => s.Sees(i, ";"));
            if (joined) groups[^1].Add(relation);
            else groups.Add([relation]);
        }
        int start = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            int end = g + 1 < groups.Count ? Cut(s, items, groups[g][^1], groups[g + 1][0]) : s.Words.Length;
            int condition = Enumerable.Range(groups[g][^1].End, end - groups[g][^1].End).FirstOrDefault(i => s.Sees(i, "when", "once", "although", "though", "suggesting", "indicating", "despite", "because", "purportedly", "intended"), end);
            start = Clause(s, items, start, groups[g][0].First);
            ImmutableArray<ClaimItem> inside = [.. items.Where(i => i is not RelationItem && i.First >= start && i.End <= condition)];
            yield return new ClaimSegment(start, end, Strongest(groups[g]), groups[g][^1].End, inside);
            start = end;
        }
    }

    /// <summary>"… that Figure 2 is unreliable, that Figures 3A and 3F are the same": a clause of its own begins with the relation's places.</summary>
    private static int Clause(Sentence s, ImmutableArray<ClaimItem> items, int start, int relation)
    {
        for (int i = relation - 1; i > start; i--)
        {
            bool opens = s.Sees(i, ";") || s.Sees(i, "that") && s.Sees(i - 1, ",", "and");
            if (opens && items.Any(p => p is PlaceItem && p.First > i && p.End <= relation)) return i + 1;
        }
        return start;
    }

    /// <summary>"and these images appear …": a claim of its own.</summary>
    private static bool Refers(Sentence s, int from, int to) => s.Find("anaphora").Any(p => p.First >= from && p.End <= to);

    /// <summary>A word that joins two places beats one that tells of one place alone, and both beat a passing adjective.</summary>
    private static RelationItem Strongest(List<RelationItem> group) => group.OrderByDescending(r => r.Form switch
    {
        var f when f.HasFlag(RelationForm.Link) && r.Relation != ClaimRelation.Similar => 6,
        var f when f.HasFlag(RelationForm.Link) => 5,
        var f when f.HasFlag(RelationForm.Even) => 4,
        var f when f.HasFlag(RelationForm.Taken) => 3,
        var f when f.HasFlag(RelationForm.Noun) => 2,
        var f when f.HasFlag(RelationForm.Self) => 2,
        _ => 1,
    }).First();

    /// <summary>
    /// Where one claim ends and the next begins: at the strongest sign between two relations that leaves the second a place of its own before it.
    /// Without any such sign the places belong to the first relation.
    /// </summary>
    private static int Cut(Sentence s, ImmutableArray<ClaimItem> items, RelationItem a, RelationItem b)
    {
        int best = -1, rank = 0;
        for (int i = a.End; i < b.First; i++)
        {
            if (items.Any(p => p is not RelationItem && p.First <= i && i < p.End)) continue;
            int r = s.Words[i].Text switch
            {
                ";" => 5,
                // "… panels B and D. In Figure 6": behind a single letter a full stop might be an initial's, and parts no sentences.
                "." when i > 0 && s.Words[i - 1].Text.Length == 1 => 5,
                "," when s.Sees(i + 1, "and", "while", "whereas", "but", "although", "though") => 4,
                "and" or "while" or "whereas" or "but" or "whilst" => s.Sees(i - 1, ",") ? 0 : 2,
                "," => 3,
                ":" => 3,
                _ => 0,
            };
            bool placeBehind = items.Any(p => p is PlaceItem && p.First > i && p.End <= b.First) || s.Find("anaphora").Any(p => p.First > i && p.End <= b.First) || b.Form.HasFlag(RelationForm.Noun) || b.Form.HasFlag(RelationForm.Same) || b.Form.HasFlag(RelationForm.Self);
            if (r > 0 && r >= rank && placeBehind) (best, rank) = (i, r);
        }
        if (best >= 0) return best + (s.Sees(best, ",", ";", ".", ":") ? 1 : 0);
        // "which", or nothing: what stands between belongs to the first, unless the second has its places there and the first has them before.
        bool firstHasLeft = items.Any(p => p is PlaceItem && p.End <= a.First);
        int place = items.Where(p => p is PlaceItem && p.First >= a.End && p.End <= b.First).Select(p => p.End).DefaultIfEmpty(b.First).Last();
        return firstHasLeft || place < b.First ? place : b.First;
    }
}
