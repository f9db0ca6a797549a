using System.Globalization;
using Palinode.Articles.Notation;
using Palinode.Notices;
using Palinode.Publishing.Notices.Templates;

namespace Palinode.Publishing.Notices;

/// <summary>One sentence a claim. The sentence says no more than the claim: no direction, axis or pairing that it does not state.</summary>
internal sealed class ClaimWording(Notice notice, NoticeStyle style)
{
    private readonly Phrases _phrases = style.Phrases;
    private readonly CitationWording _citations = new(style.Phrases);

    /// <summary>Works that were cited in full; inline styles cite them once and name them again by their DOI or first author.</summary>
    private readonly HashSet<string> _cited = new(StringComparer.Ordinal);

    public RichText Say(NoticeClaim claim)
    {
        bool many = claim.Targets.Count > 1;
        RichText sources = Sources(claim);
        bool among = claim.Sources.IsEmpty && claim.Pairing == Pairing.Among && many;
        string name = "claim." + CamelCase(claim.Relation), certainty = CamelCase(claim.Certainty);
        if (among && _phrases.Has(name + ".among")) name += ".among";
        bool manyThings = many || IsManyByNature(claim.Unit);
        (string, TemplateValue) number = ("many", manyThings);
        return _phrases.Say(name,
            ("places", Places(claim).Capitalised()),
            ("been", _phrases.Say("been." + certainty, number)),
            ("be", _phrases.Say("be." + certainty, number)),
            ("overlap", _phrases.Say("does." + certainty, number, ("verb", "overlap"))),
            ("contain", _phrases.Say("does." + certainty, number, ("verb", "contain"))),
            ("partial", claim.Partial),
            ("link", _phrases.Say("link." + CamelCase(claim.Direction))),
            ("sources", sources),
            ("transform", Transform(claim)),
            ("respectively", claim.Pairing == Pairing.Respective ? ", respectively" : "")).Capitalised();
    }

    /// <summary>"the western blot band in Figure 4C, IL-6R, Ctrl"; "the Akt and GAPDH bands in Figure 6B"; "Figures 3A and 5E".</summary>
    private RichText Places(NoticeClaim claim)
    {
        bool many = claim.Targets.Count > 1;
        string unit = _phrases.Number("unit." + CamelCase(claim.Unit), many || claim.Targets.IsEmpty);
        string what = string.Join(' ', new[] { claim.Content, unit }.Where(s => !string.IsNullOrEmpty(s)));
        if (claim.Targets.IsEmpty) return what.Length > 0 ? what : "places in this article";
        if (SharedRows(claim.Targets) is { } rows && unit.Length > 0)
        {
            ClaimTarget first = claim.Targets[0];
            return $"the {string.Join(' ', new[] { rows, claim.Content, unit }.Where(s => !string.IsNullOrEmpty(s)))} in {FigureNotation.Print(new EvidenceAddress(first.Figure, first.Panel))}";
        }
        string places = Print(claim.Targets.Select(t => Address(t.Figure, t.Panel, t.Row, t.Lane, t.Lanes, t.Position)));
        return what.Length == 0 ? places : $"{(many ? "" : "the ")}{what} in {places}";
    }

    /// <summary>"Akt and GAPDH", where all places are strips of one panel.</summary>
    private static string? SharedRows(Sequence<ClaimTarget> targets) =>
        targets.Count > 1 && targets.All(t => t.Row is not null && t.Lane is null && t.Lanes is null && t.Position is null && t.Figure == targets[0].Figure && t.Panel == targets[0].Panel)
            ? RichText.List([.. targets.Select(t => (RichText)t.Row)]).Plain : null;

    private RichText Sources(NoticeClaim claim)
    {
        // One mention a work: "Figures 4A and 5A of [1]".
        List<RichText> mentions = [];
        foreach (var group in claim.Sources.GroupBy(s => (s.Reference, s.OtherWork, s.Work, s.Timing, s.WorkAuthors)))
        {
            RichText place = Print(group.Where(s => s.Figure is not null).Select(s => Address(s.Figure!, s.Panel, s.Row, s.Lane, s.Lanes, s.Position)));
            mentions.Add(Mention(group.First(), place));
        }
        RichText unit = _phrases.Number("unit." + CamelCase(claim.Unit), claim.Sources.Count > 1 || claim.Targets.Count > 1);
        string? content = claim.Content;
        RichText list = RichText.List(mentions);
        if (list.IsEmpty || unit.IsEmpty) return list;
        if (claim.Sources.All(s => s.Figure is null)) return (RichText)$"{unit.Plain} from " + list;
        bool one = claim.Sources.Count == 1 && claim.Targets.Count == 1;
        return (RichText)$"{(one ? "the " : "")}{(content is null ? "" : content + " ")}{unit.Plain} in " + list;
    }

    private RichText Mention(ClaimSource source, RichText place)
    {
        RichText timing = _phrases.Say("timing." + CamelCase(source.Timing)), writers = _phrases.Say("writers." + CamelCase(source.WorkAuthors));
        if (source.Reference is { } id && notice.References.Select((r, i) => (r, i)).FirstOrDefault(x => x.r.Id == id) is { r: { } reference } found)
        {
            if (style.References == ReferenceForm.Numbered)
                return _phrases.Say("source.numbered", ("place", place), ("timing", timing), ("mark", new RichText([new ReferenceMark($"[{CitationWording.Label(notice, reference, found.i)}]", id)])));
            RichText citation = _cited.Add(id) ? _citations.Print("reference.inline", reference.Work, reference.Retracted)
                : reference.Work.Doi is { } doi ? RichText.Doi(doi) : (RichText)(reference.Work.Title ?? id);
            return _phrases.Say("source.inline", ("place", place), ("timing", timing), ("citation", citation));
        }
        if (source.Work is { } work) return _phrases.Say("source.work", ("place", place), ("work", work));
        return source.OtherWork ? _phrases.Say("source.unnamed", ("place", place), ("timing", timing), ("writers", writers)) : place;
    }

    private RichText Transform(NoticeClaim claim)
    {
        if (claim.Transform is not { } t) return RichText.Empty;
        List<RichText> changes = [];
        if (t.Flip != ClaimFlip.None) changes.Add(_phrases.Say("flip." + CamelCase(t.Flip)));
        if (t.Rotation is { } degrees) changes.Add(_phrases.Say("rotation", ("degrees", degrees.ToString("0.###", CultureInfo.InvariantCulture))));
        else if (t.RotationNotStated) changes.Add(_phrases.Say("rotation.notStated"));
        changes.AddRange(t.Other.Select(o => (RichText)o));
        return changes.Count == 0 ? RichText.Empty : _phrases.Say("transform", ("many", claim.Sources.Count > 1 && claim.Targets.Count > 1), ("changes", RichText.List(changes)));
    }

    private static string Print(IEnumerable<EvidenceAddress> addresses) => FigureNotation.Print(addresses);

    /// <exception cref="InputException">The case names a place that is none.</exception>
    private static EvidenceAddress Address(string figure, string? panel, string? row, string? lane, string? lanes, string? position)
    {
        try
        {
            return new EvidenceAddress(figure, panel, Place(position), row, lane, lane is null && lanes is not null ? Run(lanes) : null);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"a claim names a place that is none: {e.Message.Split('\n')[0]}", e);
        }
    }

    private static LaneRun Run(string lanes)
    {
        string[] ends = lanes.Split('–', '-');
        if (ends.Length <= 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first) && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)) return new LaneRun(first, last);
        throw new ArgumentException($"\"{lanes}\" are no lanes; write 3 or 2–5.");
    }

    private static Placement? Place(string? position)
    {
        if (position is null) return null;
        string[] words = position.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Height? height = null;
        Side? side = null;
        foreach (string word in words)
        {
            if (Enum.TryParse(word, ignoreCase: true, out Height h) && !char.IsAsciiDigit(word[0])) height = h;
            else if (Enum.TryParse(word, ignoreCase: true, out Side s) && !char.IsAsciiDigit(word[0])) side = s;
            else throw new ArgumentException($"\"{position}\" is no position; write upper, middle or lower, and left, centre or right.");
        }
        return new Placement(height, side);
    }

    /// <summary>Words that are plural in themselves: "data".</summary>
    private static bool IsManyByNature(ClaimUnit unit) => unit is ClaimUnit.Data or ClaimUnit.DataPoints;

    internal static string CamelCase<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
