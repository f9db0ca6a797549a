using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>The claims of a whole text. What is only announced gives way to what is said later in detail, and nothing is said twice.</summary>
internal sealed class ClaimCollection
{
    private readonly List<(NoticeClaim Claim, int Sentence, bool Raised)> _claims = [];
    private readonly List<(Sentence Sentence, int Number, ImmutableArray<EvidenceAddress> Figures)> _concerns = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private int _sentence;

    /// <param name="sentence">Where they stand.</param>
    /// <param name="reading">What it claims.</param>
    /// <param name="recalls">It names reasons: figures that were spoken of before are no claims again.</param>
    public void Add(Sentence sentence, ClaimReading reading, bool recalls)
    {
        _sentence++;
        foreach (NoticeClaim claim in reading.Claims)
            if (!(recalls && claim.Targets.All(t => _claims.Any(c => Names(c.Claim, t.Figure, t.Panel, finer: false)))) && _said.Add(Said(claim))) _claims.Add((claim, _sentence, reading.Raised));
        if (reading.Raised && reading.Claims.IsEmpty && !reading.Open.IsEmpty) _concerns.Add((sentence, _sentence, reading.Open));
    }

    /// <summary>In the order of the text.</summary>
    public Sequence<NoticeClaim> Settled()
    {
        List<(NoticeClaim Claim, int Sentence)> settled = [];
        foreach ((NoticeClaim claim, int sentence, bool raised) in _claims)
        {
            // "It appears that images were duplicated" introduces or sums up what figures are named for elsewhere.
            if (claim.Targets.IsEmpty && _claims.Any(c => !c.Claim.Targets.IsEmpty)) continue;
            bool detailed = !claim.Targets.IsEmpty && claim.Targets.All(t => t.Row is null && t.Lane is null && t.Lanes is null && _claims.Any(c => c.Sentence > sentence && Names(c.Claim, t.Figure, t.Panel, finer: true)));
            if (detailed && raised) continue;
            settled.Add((detailed ? claim with { Summary = true } : claim, sentence));
        }
        foreach ((Sentence sentence, int number, ImmutableArray<EvidenceAddress> figures) in _concerns)
        {
            if (figures.Any(f => _claims.Any(c => Names(c.Claim, f.Figure, f.Panel, finer: false)))) continue;
            settled.Add((new NoticeClaim { Targets = [.. figures.Select(f => new ClaimTarget { Figure = f.Figure, Panel = f.Panel, Row = f.Row, Lane = f.Lane })], Relation = ClaimRelation.Unspecified, Pairing = Pairing.Alone, Certainty = Certainty.Alleged, Span = sentence.Span }, number));
        }
        return [.. settled.OrderBy(c => c.Sentence).Select(c => c.Claim)];
    }

    /// <summary>Relation and places: claims that agree in them say the same.</summary>
    private static string Said(NoticeClaim claim) => string.Join('\n',
        [$"{claim.Relation}", .. claim.Targets.Select(t => $"{t.Figure}|{t.Panel}|{t.Row}|{t.Lane}|{t.Lanes}"), "<", .. claim.Sources.Select(x => $"{x.Figure}|{x.Panel}|{x.Row}|{x.Lane}|{x.Lanes}|{x.Reference}|{x.Work}")]);

    private static bool Names(NoticeClaim claim, string figure, string? panel, bool finer) =>
        claim.Targets.Any(t => t.Figure == figure && (panel is null ? !finer || t.Panel is not null || t.Row is not null : t.Panel == panel))
        || claim.Sources.Any(x => !x.OtherWork && x.Figure == figure && (panel is null ? !finer || x.Panel is not null || x.Row is not null : x.Panel == panel));
}
