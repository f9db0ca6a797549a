using Palinode.Evidence;

namespace Palinode.Engine.Significance;

/// <summary>
/// How strong the agreement of two unrelated panels gets by accident. The score of a match is its number of agreeing places, weighted by how well
/// the pixels agree: places × local ZNCC × ZNCC × share of the overlap that agrees. Over unrelated pairs the best score of a pair has an
/// exponential tail, log10 P(score ≥ s) = Intercept − Slope · s from <see cref="TailFit.From"/> on; the constants are fitted on documents that hold no
/// duplicate (docs/methods/significance.md, eval/results) and differ by what is compared, because blots are more alike than micrographs.
/// </summary>
public sealed record MeasuredNull
{
    /// <summary>Pictures against other pictures.</summary>
    public TailFit Pictures { get; init; } = new(From: 0.5, Intercept: -2.1, Slope: 0.70);

    /// <summary>A picture against itself.</summary>
    public TailFit Itself { get; init; } = new(From: 0.25, Intercept: -2.0, Slope: 0.70);

    /// <summary>A picture's best copy within itself, by the margin of its grain; see docs/methods/copies.md.</summary>
    public TailFit Copies { get; init; } = new(From: 1.2, Intercept: -0.55, Slope: 0.72);

    /// <summary>Blot strips against blot strips, and against themselves.</summary>
    public TailFit Blots { get; init; } = new(From: 1.5, Intercept: -0.4, Slope: 0.42);

    /// <summary>What a comparison of two panels by features is a test of.</summary>
    public static TestFamily FamilyOf(PanelClass of, bool itself) => of == PanelClass.Blot ? TestFamily.Blots : itself ? TestFamily.Itself : TestFamily.Pictures;

    /// <summary>log10 of the chance that one unrelated pair reaches this score.</summary>
    public double Log10Tail(TestFamily family, double score) => (family switch { TestFamily.Blots => Blots, TestFamily.Itself => Itself, TestFamily.Copies => Copies, _ => Pictures }).Log10Tail(score);
}

/// <summary>An exponential tail; below <paramref name="From"/> it says nothing (chance 1).</summary>
/// <param name="From">Score from which the fit holds.</param>
/// <param name="Intercept">log10 of the fitted chance at score 0.</param>
/// <param name="Slope">Decades per unit of score.</param>
public sealed record TailFit(double From, double Intercept, double Slope)
{
    public double Log10Tail(double score) => score < From ? 0 : Math.Min(0, Intercept - Slope * score);
}
