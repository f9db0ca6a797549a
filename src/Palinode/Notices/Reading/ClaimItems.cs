using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>How a relation takes its places; see vocabulary.txt.</summary>
[Flags]
internal enum RelationForm { None = 0, Link = 1, Even = 2, Taken = 4, Noun = 8, Same = 16, Self = 32 }

/// <summary>Something in a sentence that a claim can be made of, in words counted from the sentence's first.</summary>
internal abstract record ClaimItem(int First, int End);

/// <summary>Addresses in figures.</summary>
/// <param name="First">First word.</param>
/// <param name="End">First word behind.</param>
/// <param name="Addresses">Never empty.</param>
/// <param name="FromContext">They are taken from a figure named before.</param>
internal sealed record PlaceItem(int First, int End, ImmutableArray<EvidenceAddress> Addresses, bool FromContext) : ClaimItem(First, End);

/// <summary>Another work.</summary>
/// <param name="First">First word.</param>
/// <param name="End">First word behind.</param>
/// <param name="Reference">Its id, where it has one.</param>
/// <param name="Words">How the text speaks of it.</param>
internal sealed record WorkItem(int First, int End, string? Reference, string? Words) : ClaimItem(First, End);

/// <summary>A relation.</summary>
internal sealed record RelationItem(int First, int End, ClaimRelation Relation, RelationForm Form) : ClaimItem(First, End);

/// <summary>Finds the items of a sentence.</summary>
internal static class ClaimItems
{
    /// <summary>In order of the text.</summary>
    public static List<ClaimItem> Of(Sentence sentence, ReferenceIndex references)
    {
        List<ClaimItem> items = [.. Places(sentence, references)];
        foreach (WorkItem work in Works(sentence, references))
            if (!items.Any(i => Overlap(i, work))) items.Add(work);
        foreach (Phrase phrase in sentence.Find("relations"))
        {
            string[] parts = phrase.Value.Split(' ');
            if (parts[0] == "none") continue;
            RelationItem item = new(phrase.First, phrase.End, Enum.Parse<ClaimRelation>(parts[0], ignoreCase: true), parts.Skip(1).Aggregate(RelationForm.None, (f, p) => f | Enum.Parse<RelationForm>(p, ignoreCase: true)));
            if (!items.Any(i => Overlap(i, item)) && !Denied(sentence, phrase.First)) items.Add(item);
        }
        foreach (RelationItem used in UsedElsewhere(sentence, items).ToArray())
            if (!items.Any(i => Overlap(i, used))) items.Add(used);
        items.Sort((a, b) => a.First.CompareTo(b.First));
        return items;
    }

    /// <summary>"had been used in two other publications": a plain verb tells of a duplicate only where another work stands behind it.</summary>
    private static IEnumerable<RelationItem> UsedElsewhere(Sentence s, List<ClaimItem> items)
    {
        for (int i = 1; i + 1 < s.Words.Length; i++)
        {
            bool passive = s.Sees(i, "used", "published", "shown", "presented", "included", "reported", "printed", "featured") && s.Sees(i - 1, "been", "was", "were", "is", "are");
            if (!passive || !s.Sees(i + 1, "in", "by", "as")) continue;
            bool work = items.Any(w => w is WorkItem && w.First == i + 2);
            bool placeOfWork = items.Any(p => p is PlaceItem && p.First - i is 2 or 3 && items.Any(w => w is WorkItem && w.First - p.End is >= 0 and <= 2));
            if (work || placeOfWork) yield return new RelationItem(i, i + 2, ClaimRelation.Duplicate, RelationForm.Taken);
        }
    }

    private static bool Overlap(ClaimItem a, ClaimItem b) => a.First < b.End && b.First < a.End;

    /// <summary>"no evidence of duplication", "are not identical": nothing is claimed.</summary>
    private static bool Denied(Sentence s, int first)
    {
        for (int i = Math.Max(0, first - 4); i < first; i++)
            if (s.Sees(i, "not", "no", "without", "never", "neither") && !s.Sees(i + 1, "only", "longer", "more") && !Enumerable.Range(i, first - i).Any(k => s.Words[k].IsMark)) return true;
        return false;
    }

    private static List<PlaceItem> Places(Sentence s, ReferenceIndex references)
    {
        List<PlaceItem> places = [];
        int limit = 0;
        foreach (FigureMention mention in s.Mentions)
        {
            int first = s.Words.TakeWhile(w => w.End <= mention.Start).Count();
            int end = s.Words.TakeWhile(w => w.Start < mention.Start + mention.Length).Count();
            if (first >= end || first < limit || references.At(s.Words[first].Start) is not null) continue;
            // "repeated the top row of Figure 6A": the article is the verb's as well.
            if (first + 1 < end && s.Sees(first, "the")) first++;
            ImmutableArray<EvidenceAddress> addresses = mention.Addresses;
            (addresses, end) = Further(s, addresses, end);
            if (!mention.FromContext) addresses = PlaceNames.Before(s, addresses, first, limit);
            (addresses, end) = PlaceNames.Behind(s, addresses, end, references);
            places.Add(new PlaceItem(first, end, addresses, mention.FromContext));
            limit = end;
        }
        PlaceNames.Distribute(s, places);
        // "images in this figure": the figure named last.
        foreach (Phrase phrase in s.Find("thisFigure"))
            if (!places.Any(p => p.End < phrase.First && phrase.First - p.End <= 2 && s.Sees(p.End, "of", "in")) && references.LastFigure(s.Words[phrase.First].Start) is { } figure && !s.Mentions.Any(m => s.Words[phrase.First].Start < m.Start + m.Length && m.Start < s.Words[phrase.End - 1].End))
                places.Add(new PlaceItem(phrase.First, phrase.End, [figure], true));
        return places;
    }

    /// <summary>What goes on behind an address in ways of its own: "Fig. 6A 7d and 6B 3d", "panel NRS (J0) and panel HRP".</summary>
    private static (ImmutableArray<EvidenceAddress> Addresses, int End) Further(Sentence s, ImmutableArray<EvidenceAddress> addresses, int end)
    {
        EvidenceAddress last = addresses[^1];
        for (int i = end; i < Math.Min(end + 4, s.Words.Length - 1); i++)
        {
            if (!s.Sees(i, "and")) continue;
            string next = s.Words[i + 1].Text;
            if (last.Panel is not null && next.Length is 2 or 3 && char.IsAsciiDigit(next[0]) && char.IsAsciiLetterUpper(next[^1]) && FigureNotation.ParseAddress("Figure " + next) is { } other) return (addresses.Add(other), i + 2);
            if (last.Row is not null && s.Sees(i + 1, "panel", "strip", "band", "lane") && i + 2 < s.Words.Length && s.Words[i + 2].StartsUpper)
                return (addresses.Add(new EvidenceAddress(last.Figure, last.Panel, null, s.Words[i + 2].Text)), i + 3);
            break;
        }
        return (addresses, end);
    }

    private static IEnumerable<WorkItem> Works(Sentence s, ReferenceIndex references)
    {
        List<WorkItem> named = [.. NamedWorks(s, references)];
        foreach (WorkItem work in named) yield return work;
        // "… and Figure 6 resembles Figure 5 of the same paper": the work that was named before in the sentence.
        foreach (Phrase phrase in s.Find("sameWork"))
            if (named.LastOrDefault(w => w.End <= phrase.First) is { } work) yield return new WorkItem(phrase.First, phrase.End, named.Where(w => w.End <= phrase.First).LastOrDefault(w => w.Reference is not null)?.Reference, work.Words);
    }

    private static IEnumerable<WorkItem> NamedWorks(Sentence s, ReferenceIndex references)
    {
        for (int i = 0; i < s.Words.Length; i++)
        {
            if (references.At(s.Words[i].Start) is not { } spot) continue;
            int end = i + 1;
            while (end < s.Words.Length && s.Words[end].Start < spot.Span.End) end++;
            if (!spot.Self) yield return new WorkItem(i, end, spot.Id, spot.Id is null ? s.Said(i, end) : null);
            i = end - 1;
        }
        foreach (Phrase phrase in s.Find("works"))
        {
            bool own = s.Find("thisWork").Any(t => t.First < phrase.End && phrase.First < t.End);
            if (!own) yield return new WorkItem(phrase.First, phrase.End, null, s.Said(phrase.First, phrase.End));
        }
    }
}
