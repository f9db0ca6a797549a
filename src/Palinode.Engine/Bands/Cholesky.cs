namespace Palinode.Engine.Bands;

/// <summary>Solves small symmetric positive systems in place.</summary>
internal static class Cholesky
{
    /// <param name="n">Unknowns.</param>
    /// <param name="h">Lower triangle, row by row; destroyed.</param>
    /// <param name="g">Right side; becomes the solution.</param>
    /// <returns>Whether the matrix is positive definite.</returns>
    public static bool Solve(int n, double[] h, double[] g)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double s = h[i * n + j];
                for (int k = 0; k < j; k++) s -= h[i * n + k] * h[j * n + k];
                if (i != j) { h[i * n + j] = s / h[j * n + j]; continue; }
                if (s <= 1e-12) return false;
                h[i * n + i] = Math.Sqrt(s);
            }
        }
        for (int i = 0; i < n; i++)
        {
            double s = g[i];
            for (int k = 0; k < i; k++) s -= h[i * n + k] * g[k];
            g[i] = s / h[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            double s = g[i];
            for (int k = i + 1; k < n; k++) s -= h[k * n + i] * g[k];
            g[i] = s / h[i * n + i];
        }
        return true;
    }
}
