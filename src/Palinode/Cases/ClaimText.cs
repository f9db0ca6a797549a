using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>What is asked of a claim before a case holds it.</summary>
internal static class ClaimText
{
    /// <summary>Null where nothing stands against it.</summary>
    public static Refusal? Objection(Case c, NoticeClaim claim)
    {
        if (claim.Targets.IsEmpty || claim.Targets.Any(t => string.IsNullOrWhiteSpace(t.Figure))) return new Refusal(RefusalCode.Value, "A claim names the figures it is about.");
        if (claim.Sources.Select(s => s.Reference).FirstOrDefault(r => r is not null && !c.Works.Any(w => w.Reference == r)) is { } missing)
            return new Refusal(RefusalCode.Unknown, $"The claim refers to work {missing}, which the case does not cite.");
        return new[] { claim.Content }.Concat(claim.Sources.Select(s => s.Work)).Concat(claim.Transform?.Other.Items ?? []).Select(CaseWords.FirstLoaded).FirstOrDefault(w => w is not null) is { } word
            ? new Refusal(RefusalCode.Words, $"\"{word}\" charges or speaks of motive; say what was seen.")
            : null;
    }

    /// <summary>Places in a text mean nothing outside of it.</summary>
    public static NoticeClaim WithoutPlaces(NoticeClaim claim) => claim with
    {
        Span = null,
        Hedge = null,
        Evidence = null,
        Targets = [.. claim.Targets.Select(t => t with { Span = null })],
        Sources = [.. claim.Sources.Select(s => s with { Span = null })],
        Transform = claim.Transform is null ? null : claim.Transform with { Span = null },
    };
}
