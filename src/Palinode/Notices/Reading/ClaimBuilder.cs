using System.Globalization;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>Makes the claims of one piece of a sentence.</summary>
/// <param name="s">The sentence.</param>
/// <param name="segment">The piece.</param>
/// <param name="previous">The claim before, which "these images" speak of.</param>
/// <param name="references">Works that are cited.</param>
/// <param name="near">The claim before where it stands in the same paragraph: "the same plots can be found in …".</param>
internal sealed class ClaimBuilder(Sentence s, ClaimSegment segment, NoticeClaim? previous, ReferenceIndex references, NoticeClaim? near = null)
{
    private readonly RelationForm _form = segment.Relation.Form;

    /// <summary>Empty where the piece names no place and refers to none.</summary>
    public IEnumerable<NoticeClaim> Build()
    {
        if (PlaceGroups.Of(s, segment) is { Count: > 1 } groups)
        {
            foreach (ClaimSegment group in groups)
            {
                foreach (NoticeClaim claim in new ClaimBuilder(s, group, null, references).Build())
                    yield return claim with { Certainty = Hedge()?.Certainty ?? Certainty.Stated, Hedge = Hedge()?.Span, Unit = claim.Unit is ClaimUnit.NotStated or ClaimUnit.Figure ? Unit() : claim.Unit, Content = claim.Content ?? Content() };
            }
            yield break;
        }
        List<PlaceItem> left = Specific([.. segment.Left]), right = Specific([.. segment.Right]);
        List<WorkItem> works = [.. segment.Items.OfType<WorkItem>()];
        // A place of another work on the left is no target: "data from Figure 2 of [3] appear in Figure 4".
        List<ClaimTarget> targets = [.. left.SelectMany(p => p.Addresses.Select(a => Target(a, p)))];
        List<ClaimSource> sources = [];
        if (_form.HasFlag(RelationForm.Self))
        {
            targets.AddRange(right.SelectMany(p => p.Addresses.Select(a => Target(a, p))));
            // "In Figure 2B, discontinuities between lanes": the place named last is the place meant.
            if (targets.Count == 0) yield break;
            yield return Claim(targets, [], Pairing.Alone);
            yield break;
        }
        if (targets.Count == 0 && Refers() && previous is not null)
            targets = [.. previous.Targets, .. previous.Sources.Where(x => !x.OtherWork && x.Figure is not null).Select(x => new ClaimTarget { Figure = x.Figure!, Panel = x.Panel, Row = x.Row, Lane = x.Lane, Lanes = x.Lanes, Position = x.Position })];
        if (Named(targets) is { Count: > 0 } pairs)
        {
            foreach ((ClaimTarget a, ClaimSource b) in pairs) yield return Claim([a], [b], Pairing.Each);
            yield break;
        }
        if (targets.Count > 0)
        {
            sources = [.. right.SelectMany(p => p.Addresses.Select(a => Source(a, p)))];
            sources.AddRange(Loose(works, sources));
            if (sources.Count == 0 && WithinSame()) sources = [.. targets.Select(t => new ClaimSource { Figure = t.Figure, Panel = t.Panel, Span = t.Span })];
        }
        else
        {
            List<(ClaimTarget Target, ClaimSource Source)> all = [.. right.SelectMany(p => p.Addresses.Select(a => (Target(a, p), Source(a, p))))];
            List<ClaimSource> own = [.. all.Where(x => !x.Source.OtherWork).Select(x => x.Source)];
            if (right.Count == 2 && right[0].Addresses.Length > 0 && Joined(right[0], right[1]) && all.All(x => !x.Source.OtherWork))
            {
                targets = [.. right[0].Addresses.Select(a => Target(a, right[0]))];
                sources = [.. right[1].Addresses.Select(a => Source(a, right[1]))];
            }
            else
            {
                targets = [.. all.Where(x => !x.Source.OtherWork).Select(x => x.Target)];
                sources = [.. all.Where(x => x.Source.OtherWork).Select(x => x.Source)];
            }
            if (targets.Count == 0 && sources.Count > 0 && near is not null && s.Sees(segment.First, "the") && s.Sees(segment.First + 1, "same")) targets = [.. near.Targets];
            if (targets.Count > 0) sources.AddRange(Loose(works, sources));
        }
        if (targets.Count == 0) yield break;
        if (sources.Count > 0)
        {
            yield return Claim(targets, sources, targets.Count < 2 || sources.Count < 2 ? Pairing.Each : Has("respectively") ? Pairing.Respective : Pairing.Ambiguous);
            yield break;
        }
        if (targets.Count == 2 && Together())
        {
            ClaimTarget b = targets[1];
            yield return Claim([targets[0]], [new ClaimSource { Figure = b.Figure, Panel = b.Panel, Row = b.Row, Lane = b.Lane, Lanes = b.Lanes, Position = b.Position, Span = b.Span }], Pairing.Each);
            yield break;
        }
        yield return Claim(targets, [], targets.Count == 1 ? Pairing.Alone : Together() ? Pairing.Among : Pairing.Ambiguous);
    }

    /// <summary>What is said of pictures that are not named.</summary>
    public NoticeClaim BuildWithoutPlace() => Claim([], [.. Loose([.. segment.Items.OfType<WorkItem>()], [])], Pairing.Alone);

    private NoticeClaim Claim(IReadOnlyList<ClaimTarget> targets, IReadOnlyList<ClaimSource> sources, Pairing pairing) => new()
    {
        Targets = [.. targets],
        Sources = [.. sources],
        Relation = segment.Relation.Relation,
        Partial = Range(segment.First, segment.RelationEnd).Any(i => s.Sees(i, "partial", "partially", "partly")),
        Pairing = pairing,
        Direction = Direction(sources),
        Unit = Unit(),
        Content = Content(),
        Transform = new TransformReader(s, segment.First, segment.End).Read(),
        Certainty = Hedge()?.Certainty ?? Certainty.Stated,
        Hedge = Hedge()?.Span,
        Span = s.SpanOf(segment.First, segment.End),
    };

    /// <summary>
    /// Names of the figure alone ("In Fig. 7, …") give way to what is named within it ("panels G and K").
    /// </summary>
    private List<PlaceItem> Specific(List<PlaceItem> places)
    {
        PlaceItem[] all = [.. segment.Items.OfType<PlaceItem>()];
        // "Figures 2 and 5 were assembled wrongly: the images in Figure 2B …": what stands before the colon is told behind it.
        int colon = Range(segment.First, segment.Relation.First).LastOrDefault(i => s.Sees(i, ":") && all.Any(q => q.First > i && q.End <= segment.Relation.First), -1);
        places = [.. places.Where(p => p.First >= colon || p.Addresses.Any(a => a.Panel is not null))];
        // "While Fig. 2 was prepared, an image was used twice (Fig. 2C and Fig. 2F)."
        EvidenceAddress[] told = [.. all.SelectMany(p => p.Addresses).Where(a => a.Panel is not null)];
        if (told.Length > 1 && told.All(a => a.Figure == told[0].Figure)) places = [.. places.Where(p => p.Addresses is not [{ Panel: null } bare] || bare.Figure != told[0].Figure)];
        return [.. places.Where(p => !(p.Addresses is [{ Row: null, Lane: null, Lanes: null, Position: null } bare] && all.Any(q => q != p && q.FromContext && q.First >= p.End && q.Addresses.All(a => a.Figure == bare.Figure && a != bare && (bare.Panel is null || a.Panel is not null && a.Panel.StartsWith(bare.Panel, StringComparison.Ordinal))))))];
    }

    /// <summary>"between A and B", "A and B" behind the relation, "in A with B": two mentions that the text sets against each other.</summary>
    private bool Joined(PlaceItem a, PlaceItem b)
    {
        if (Range(segment.RelationEnd, a.First).Any(i => s.Sees(i, "between"))) return true;
        bool linked = Range(a.End, b.First).Any(i => s.Sees(i, "with", "to", "from", "as", "between"));
        return linked || Together();
    }

    /// <summary>The relation holds between the places of one side.</summary>
    private bool Together()
    {
        bool between = Range(segment.Relation.First, Math.Min(segment.End, segment.RelationEnd + 12)).Any(i => s.Sees(i, "between"));
        // "within Figure 3 (panels A and D)" sets its panels against each other, "within Figures 3 and 6" does not.
        bool oneFigure = segment.Items.OfType<PlaceItem>().SelectMany(p => p.Addresses).Where(a => a.Panel is not null).Select(a => a.Figure).Distinct().Count() == 1;
        bool within = !oneFigure && Range(segment.Relation.End, Math.Min(segment.End, segment.RelationEnd + 3)).Any(i => s.Sees(i, "within"));
        if (oneFigure && s.Sees(segment.Relation.First, "within")) return true;
        bool eachOther = Range(segment.Relation.First, segment.End - 1).Any(i => s.Sees(i, "each") && s.Sees(i + 1, "other") || s.Sees(i, "another"));
        return between || eachOther || !within && (_form.HasFlag(RelationForm.Even) || _form.HasFlag(RelationForm.Same) || segment.Relation.Relation is ClaimRelation.Swap);
    }

    private bool Refers() => s.Find("anaphora").Any(p => p.First >= segment.First && p.First <= segment.Relation.First);

    private bool WithinSame() => Range(segment.RelationEnd, segment.End).Any(i => s.Sees(i, "same") && s.Sees(i + 1, "figure", "panel", "image", "blot"));

    private bool Has(string word) => Range(segment.First, segment.End).Any(i => s.Sees(i, word));

    /// <summary>Words of the piece that are not part of a citation.</summary>
    private IEnumerable<Phrase> Find(string section) => s.Find(section).Where(p => p.First >= segment.First && p.End <= segment.End && references.At(s.Words[p.First].Start) is null);

    private ClaimTarget Target(EvidenceAddress a, PlaceItem place) => new()
    {
        Figure = a.Figure, Panel = a.Panel, Row = a.Row, Lane = a.Lane, Lanes = Lanes(a), Position = a.Position?.ToString(), Span = s.SpanOf(place.First, place.End),
    };

    private ClaimSource Source(EvidenceAddress a, PlaceItem place)
    {
        WorkItem? work = WorkOf(place);
        return new ClaimSource
        {
            Figure = a.Figure, Panel = a.Panel, Row = a.Row, Lane = a.Lane, Lanes = Lanes(a), Position = a.Position?.ToString(), Span = s.SpanOf(place.First, place.End),
            OtherWork = work is not null, Reference = Reference(work), Work = Reference(work) is null ? work?.Words : null,
            Timing = work is null ? WorkTiming.NotStated : Timing(place.End), WorkAuthors = work is null ? WorkAuthors.NotStated : Authors(),
        };
    }

    private static string? Lanes(EvidenceAddress a) => a.Lanes is not { } run ? null : run.First == run.Last ? run.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{run.First}–{run.Last}");

    /// <summary>The work a place belongs to: the first behind it, before any other place that has one of its own.</summary>
    private WorkItem? WorkOf(PlaceItem place)
    {
        WorkItem? work = segment.Items.OfType<WorkItem>().FirstOrDefault(w => w.First >= place.End);
        // "published in [5] as Figure 2A"
        WorkItem? before = segment.Items.OfType<WorkItem>().LastOrDefault(w => w.End <= place.First);
        if (before is not null && Range(before.End, place.First).All(i => s.Sees(i, "as", "the", "in", "its", ",", "(")) && Range(before.End, place.First).Any(i => s.Sees(i, "as", "its", "("))) return before;
        if (work is null) return null;
        // "between Figure 2A and a figure by another group, Figure 5B of …"
        if (Range(Math.Max(0, place.First - 4), place.First).Any(i => s.Sees(i, "between")) && Range(place.End, work.First).Any(i => s.Sees(i, "and"))) return null;
        // "Figures 4A of [1] and 5B": a sign or a conjunction that leads to another place ends the search.
        PlaceItem? next = segment.Items.OfType<PlaceItem>().FirstOrDefault(p => p.First >= place.End);
        // "between Figure 3 and Figure 5A of another article": the first is the article's own.
        if (next is not null && next.First < work.First && Range(Math.Max(0, place.First - 4), place.First).Any(i => s.Sees(i, "between")) && Range(place.End, next.First).Any(i => s.Sees(i, "and"))) return null;
        // "between this article and another one (Figure 5B and Figure 2C in [1])"
        if (next is not null && next.First < work.First && s.Find("thisWork").Any(t => t.First >= segment.First && t.End <= place.First)) return null;
        if (next is not null && next.First < work.First) return Range(place.End, next.First).All(i => s.Sees(i, ",", "and", "or", "the", "in") || s.Words[i].IsMark) ? WorkOf(next) : null;
        return work;
    }

    /// <summary>The id of a work, or of the citation that follows its words: "an article by others [1]".</summary>
    private string? Reference(WorkItem? work)
    {
        if (work is null) return null;
        if (work.Reference is not null) return work.Reference;
        PlaceItem? next = segment.Items.OfType<PlaceItem>().FirstOrDefault(p => p.First >= work.End);
        WorkItem? cited = segment.Items.OfType<WorkItem>().FirstOrDefault(w => w.First >= work.End && w.Reference is not null && (next is null || w.First < next.First));
        return cited?.Reference ?? (Announces() ? references.NextAfter(s.Span.End) : null);
    }

    /// <summary>"in the following paper:" and the citation on the next line.</summary>
    private bool Announces() => segment.End == s.Words.Length && s.Sees(s.Words.Length - 1, ":") && Range(segment.First, segment.End).Any(i => s.Sees(i, "following"));

    /// <summary>Works that no place belongs to: "published in [1]", "in other publications".</summary>
    private IEnumerable<ClaimSource> Loose(List<WorkItem> works, List<ClaimSource> sources)
    {
        if (sources.Any(x => x.OtherWork)) yield break;
        List<WorkItem> behind = [.. works.Where(w => w.First >= segment.Relation.First)];
        List<WorkItem> cited = [.. behind.Where(w => w.Reference is not null)];
        foreach (WorkItem work in cited.Count > 0 ? cited : behind.Take(1))
            yield return new ClaimSource { OtherWork = true, Reference = Reference(work), Work = Reference(work) is null ? work.Words : null, Timing = Timing(segment.Relation.First), WorkAuthors = Authors(), Span = s.SpanOf(work.First, work.End) };
    }

    private WorkTiming Timing(int from) => Find("timing").OrderBy(p => p.First >= from ? 0 : 1).Select(p => Enum.Parse<WorkTiming>(p.Value, ignoreCase: true)).FirstOrDefault();

    private WorkAuthors Authors() => Find("workAuthors").Select(p => Enum.Parse<WorkAuthors>(p.Value, ignoreCase: true)).FirstOrDefault();

    private ClaimDirection Direction(IReadOnlyList<ClaimSource> sources)
    {
        if (sources.Count == 0) return ClaimDirection.NotStated;
        string first = segment.Relation.End > 0 ? s.Words[segment.Relation.First].Lower : "";
        string? link = Range(segment.Relation.First, Math.Min(segment.End, segment.RelationEnd + 3)).Select(i => s.Words[i].Lower).FirstOrDefault(w => w is "with" or "from" or "of" or "to" or "as" or "in");
        WorkTiming timing = sources[0].OtherWork ? sources[0].Timing : WorkTiming.NotStated;
        if (timing == WorkTiming.Later) return ClaimDirection.ToSource;
        if (segment.Relation.Relation != ClaimRelation.Duplicate) return ClaimDirection.NotStated;
        if (timing == WorkTiming.Earlier) return ClaimDirection.FromSource;
        bool copies = first.StartsWith("duplicat", StringComparison.Ordinal) || first.StartsWith("cop", StringComparison.Ordinal) || first is "partial" or "exact" or "taken" or "derived" or "reused" or "re-used" or "obtained";
        return copies && (link == "from" || link == "of") ? ClaimDirection.FromSource : ClaimDirection.NotStated;
    }

    private string? Content() => Find("contents").Select(p => p.Value).FirstOrDefault();

    private ClaimUnit Unit()
    {
        Phrase[] units = [.. Find("units").Where(p => p.Value != "figure")];
        if (units.Length == 0) return Find("units").Any() ? ClaimUnit.Figure : ClaimUnit.NotStated;
        // Of "western blot bands" the last word is the thing.
        int at = 0;
        while (at + 1 < units.Length && units[at + 1].First == units[at].End) at++;
        return Enum.Parse<ClaimUnit>(units[at].Value, ignoreCase: true);
    }

    /// <summary>The most careful word before or in the relation.</summary>
    private (Certainty Certainty, TextSpan Span)? Hedge()
    {
        (Certainty Certainty, TextSpan Span)? best = null;
        foreach (Phrase p in s.Find("hedges").Where(p => p.First >= segment.First && p.First < segment.RelationEnd))
        {
            bool partOfRelation = p.First >= segment.Relation.First && p.First < segment.Relation.End && !s.Words[p.First].Lower.StartsWith("seem", StringComparison.Ordinal);
            if (partOfRelation) continue;
            Certainty certainty = Enum.Parse<Certainty>(p.Value, ignoreCase: true);
            if (best is null || certainty > best.Value.Certainty) best = (certainty, s.SpanOf(p));
        }
        return best;
    }

    /// <summary>"the panels shown for the X and Y cell lines": names that tell apart what one address shows. Empty where there are none.</summary>
    private List<(ClaimTarget, ClaimSource)> Named(List<ClaimTarget> targets)
    {
        if (targets is not [{ Row: null, Lane: null, Lanes: null } place] || segment.Right.Any() || segment.Items.OfType<WorkItem>().Any()) return [];
        List<(ClaimTarget, ClaimSource)> pairs = [];
        foreach ((string a, string b) in new PairedNames(s, segment.First, segment.End).Find())
            pairs.Add((place with { Lane = a }, new ClaimSource { Figure = place.Figure, Panel = place.Panel, Lane = b, Span = place.Span }));
        if (pairs.Count > 0) return pairs;
        // "the image for “X” was duplicated from the image for “Y”", "the X and Y channels were interchanged"
        bool taken(int i) => segment.Items.Any(p => p.First <= i && i < p.End) || i >= segment.Relation.First && i < segment.RelationEnd || references.At(s.Words[i].Start) is not null;
        List<PlaceNames.Name> before = PlaceNames.Among(s, segment.First, segment.Relation.First, taken), behind = PlaceNames.Among(s, segment.RelationEnd, segment.End, taken);
        bool joined(PlaceNames.Name a, PlaceNames.Name b) => s.Sees(a.End, "and") && (b.First == a.End + 1 || b.First == a.End + 2 && s.Sees(a.End + 1, "the"));
        List<(PlaceNames.Name, PlaceNames.Name)> neighbours = Together() ? [.. before.Zip(before.Skip(1)).Concat(behind.Zip(behind.Skip(1))).Where(p => joined(p.First, p.Second))] : [];
        (PlaceNames.Name, PlaceNames.Name)? pair = neighbours.Count == 1 ? neighbours[0] : before.Count > 0 && behind.Count > 0 ? (before[^1], behind[0]) : before.Count == 2 && Together() ? (before[0], before[1]) : before.Count == 0 && behind.Count == 2 && Together() ? (behind[0], behind[1]) : null;
        if (pair is var (one, other) && one.Text != other.Text && !_form.HasFlag(RelationForm.Self))
            pairs.Add((place with { Lane = one.Text }, new ClaimSource { Figure = place.Figure, Panel = place.Panel, Lane = other.Text, Span = place.Span }));
        return pairs;
    }

    private static IEnumerable<int> Range(int first, int end) => Enumerable.Range(first, Math.Max(0, end - first));
}
