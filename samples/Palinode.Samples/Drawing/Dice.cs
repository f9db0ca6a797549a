namespace Palinode.Samples.Drawing;

/// <summary>
/// A small random generator (SplitMix64, Steele 2014) that gives the same numbers on every runtime. Each drawn thing has its own,
/// named after what it is, so that changing one picture leaves all others as they were.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of a named thing: FNV-1a over the name, mixed with the seed of the whole set.</summary>
    public static Dice For(string name, ulong seed = Atlas.Seed)
    {
        ulong hash = 14695981039346656037UL ^ seed;
        foreach (char c in name) hash = (hash ^ c) * 1099511628211UL;
        return new Dice(hash);
    }

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Evenly in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly between two values.</summary>
    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>A whole number, 0 ≤ n &lt; count.</summary>
    public int Below(int count) => (int)(Unit() * count);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Normal with mean 0 and standard deviation 1: twelve even numbers summed, which needs no logarithm.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += Unit();
        return sum;
    }
}
