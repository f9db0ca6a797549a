namespace Palinode.Engine.Significance;

/// <summary>Kinds of test. Each has a null of its own and is counted on its own.</summary>
public enum TestFamily
{
    /// <summary>Two pictures, by their features.</summary>
    Pictures,

    /// <summary>Two blots, or one with itself, by their features.</summary>
    Blots,

    /// <summary>A picture with itself, by its features.</summary>
    Itself,

    /// <summary>A picture with itself, by the grain of copied places.</summary>
    Copies,

    /// <summary>Two bands of two blots.</summary>
    Bands,

    /// <summary>Two bands of two strips that stand above each other with the same ends.</summary>
    StackedBands,

    /// <summary>Two bands of one strip.</summary>
    BandsOfOneStrip,

    /// <summary>Two runs of two neighbouring bands.</summary>
    BandRuns,
}

/// <summary>
/// How a run divides the accidents it allows among its kinds of test. With N tests of a kind, chance P that one reaches a score, and share w of the
/// kind, N · P / w accidents are stated; at a cut e each kind then gives w · e of them and all together e, which is what a reader of one number
/// takes it for (weighted Bonferroni: Genovese, Roeder and Wasserman 2006). Lanes of one strip are a hundredth of all pairs of bands; counted with the
/// rest, a test among them would pay for tests of another kind.
/// </summary>
public sealed record TestShares
{
    public double Pictures { get; init; } = 0.15;
    public double Blots { get; init; } = 0.10;
    public double Itself { get; init; } = 0.05;
    public double Copies { get; init; } = 0.15;

    /// <summary>The largest share: here the evidence is scarcest.</summary>
    public double Bands { get; init; } = 0.25;
    public double StackedBands { get; init; } = 0.10;
    public double BandsOfOneStrip { get; init; } = 0.10;
    public double BandRuns { get; init; } = 0.10;

    public double Of(TestFamily family) => family switch
    {
        TestFamily.Pictures => Pictures,
        TestFamily.Blots => Blots,
        TestFamily.Itself => Itself,
        TestFamily.Copies => Copies,
        TestFamily.Bands => Bands,
        TestFamily.StackedBands => StackedBands,
        TestFamily.BandsOfOneStrip => BandsOfOneStrip,
        _ => BandRuns,
    };
}
