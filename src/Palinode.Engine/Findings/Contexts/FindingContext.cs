using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>
/// Says which findings may be appropriate, what they may be, and why: a channel beside its merged picture, an enlarged part, a loading control
/// shown twice, neighbours of a series, a reuse that a caption declares, a drawing. A rule each; several may speak about one finding. Nothing is dropped
/// and no number is changed: whether the possibility holds is for people to see. docs/methods/context.md gives the rules and how often they are right.
/// </summary>
internal sealed class FindingContext(ContextOptions options)
{
    private readonly Func<ContextSubject, ContextNote?>[] _rules =
    [
        new ChannelRule(options).Read,
        new InsetRule(options).Read,
        new StripRule(options).Read,
        new SeriesRule(options).Read,
        new DeclaredRule(options).Read,
        new PermissionRule(options).Read,
        new DrawingRule(options).Read,
    ];

    /// <summary>The findings in the same order, each with its context.</summary>
    /// <param name="all">All panels of the run.</param>
    /// <param name="findings">By indices into <paramref name="all"/>.</param>
    public IReadOnlyList<PlacedFinding> Describe(IReadOnlyList<ContextPanel> all, IReadOnlyList<PlacedFinding> findings)
    {
        return [.. findings.Select(f =>
        {
            ContextPanel a = all[f.PanelA], b = all[f.PanelB];
            ContextPanel[] siblings = [.. all.Where(p => ReferenceEquals(p.Figure, a.Figure) || ReferenceEquals(p.Figure, b.Figure))];
            return f with { Finding = Describe(f.Finding, a, b, siblings) };
        })];
    }

    internal Finding Describe(Finding finding, ContextPanel a, ContextPanel b, IReadOnlyList<ContextPanel> siblings)
    {
        // A map that flattens the plane comes from nothing that could be appropriate, and cannot be turned around.
        if (Math.Abs(finding.BFromA.Matrix.Determinant) < 1e-9) return finding;
        var subject = new ContextSubject(finding, a, b, finding.A.Box, finding.B.Box, finding.BFromA.Matrix, siblings);
        ContextNote[] notes = [.. _rules.Select(rule => rule(subject)).OfType<ContextNote>()];
        return finding.WithContext([.. notes.Select(n => n.Sentence)], [.. notes.Select(n => n.Kind)]);
    }
}
