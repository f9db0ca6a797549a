namespace Palinode.Notices.Reading;

/// <summary>
/// One noun with several groups of places behind it: "duplications within Figure 3 (panels A and D), within Figure 6 and between Figures 3E and 8A".
/// Every group is a piece of its own, in which the preposition stands for the noun.
/// </summary>
internal static class PlaceGroups
{
    /// <summary>Empty or one where the piece is not of that form.</summary>
    public static IReadOnlyList<ClaimSegment> Of(Sentence s, ClaimSegment segment)
    {
        bool noun = segment.Relation.Form.HasFlag(RelationForm.Noun) || segment.Relation.Form.HasFlag(RelationForm.Even) && !segment.Left.Any();
        if (!noun || segment.Relation.First == segment.Relation.End && segment.Relation.First > 0) return [];
        List<int> starts = [];
        for (int i = segment.Relation.First + 1; i < segment.End; i++)
        {
            if (!s.Sees(i, "within", "between", "among", "in") || segment.Items.Any(item => item.First <= i && i < item.End)) continue;
            bool first = starts.Count == 0, next = s.Sees(i - 1, ",", "and", ";") || s.Sees(i - 1, "also", "again") && s.Sees(i - 2, ",", "and");
            if (first || next) starts.Add(i);
        }
        if (starts.Count < 2 || !starts.Any(i => s.Sees(i, "within", "between", "among"))) return [];
        List<ClaimSegment> groups = [];
        for (int g = 0; g < starts.Count; g++)
        {
            int start = starts[g], end = g + 1 < starts.Count ? starts[g + 1] : segment.End;
            ClaimItem[] items = [.. segment.Items.Where(i => i.First >= start && i.End <= end)];
            if (!items.OfType<PlaceItem>().Any()) return [];
            groups.Add(new ClaimSegment(start, end, segment.Relation with { First = start, End = start }, start, [.. items]));
        }
        return groups;
    }
}
