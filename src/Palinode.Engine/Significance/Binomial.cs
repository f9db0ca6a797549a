namespace Palinode.Engine.Significance;

/// <summary>Tails of the binomial distribution in decimal logarithms, exact enough for numbers such as 10⁻³⁰⁰.</summary>
public static class Binomial
{
    /// <summary>log10 of the probability of at least <paramref name="k"/> successes in <paramref name="n"/> independent trials.</summary>
    /// <param name="n">Trials, 0 or more.</param>
    /// <param name="k">Successes; 0 or less gives log10(1) = 0.</param>
    /// <param name="p">Chance of one success, 0 &lt; p &lt; 1.</param>
    public static double Log10Tail(int n, int k, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(p > 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A chance lies strictly between 0 and 1.");
        if (k <= 0) return 0;
        if (k > n) return double.NegativeInfinity;
        // Sum of terms from k on: each follows from the one before, and the first is taken in logarithms.
        double first = Log10Choose(n, k) + k * Math.Log10(p) + (n - k) * Math.Log10(1 - p);
        double sum = 1, term = 1, odds = p / (1 - p);
        for (int i = k; i < n; i++)
        {
            term *= odds * (n - i) / (i + 1.0);
            sum += term;
            if (term < sum * 1e-16 && i > n * p) break;
        }
        return Math.Min(0, first + Math.Log10(sum));
    }

    /// <summary>log10 of the number of ways to choose k out of n.</summary>
    public static double Log10Choose(int n, int k) => Log10Factorial(n) - Log10Factorial(k) - Log10Factorial(n - k);

    private static readonly double[] Small = BuildSmall();

    private static double Log10Factorial(int n)
    {
        if (n < Small.Length) return Small[n];
        // Stirling's series; the error is below 1e-12 from 256 on.
        double x = n + 1.0;
        double ln = (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x);
        return ln / Math.Log(10);
    }

    private static double[] BuildSmall()
    {
        double[] table = new double[256];
        for (int i = 1; i < table.Length; i++) table[i] = table[i - 1] + Math.Log10(i);
        return table;
    }
}
