using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>Least-squares maps from point pairs.</summary>
internal static class AffineFit
{
    /// <summary>
    /// The affine map with the least squared error in the target, pulled towards <paramref name="prior"/> where the points do not determine it:
    /// the prior's linear part counts like <paramref name="priorWeight"/> further points spread as widely as <paramref name="priorSpread"/> pixels.
    /// </summary>
    /// <returns>Target from source; null where the points are fewer than two.</returns>
    public static AffineMap? Solve(ReadOnlySpan<(double Sx, double Sy, double Tx, double Ty)> pairs, AffineMap prior, double priorWeight, double priorSpread)
    {
        int n = pairs.Length;
        if (n < 2) return null;
        double mx = 0, my = 0, mu = 0, mv = 0;
        foreach (var p in pairs) { mx += p.Sx; my += p.Sy; mu += p.Tx; mv += p.Ty; }
        mx /= n; my /= n; mu /= n; mv /= n;
        double xx = 0, xy = 0, yy = 0, ux = 0, uy = 0, vx = 0, vy = 0;
        foreach (var p in pairs)
        {
            double x = p.Sx - mx, y = p.Sy - my, u = p.Tx - mu, v = p.Ty - mv;
            xx += x * x; xy += x * y; yy += y * y;
            ux += u * x; uy += u * y; vx += v * x; vy += v * y;
        }
        double lambda = priorWeight * priorSpread * priorSpread;
        xx += lambda; yy += lambda;
        ux += lambda * prior.A; uy += lambda * prior.B; vx += lambda * prior.D; vy += lambda * prior.E;
        double det = xx * yy - xy * xy;
        if (det < 1e-9) return null;
        double a = (ux * yy - uy * xy) / det, b = (uy * xx - ux * xy) / det, d = (vx * yy - vy * xy) / det, e = (vy * xx - vx * xy) / det;
        return new AffineMap(a, b, mu - a * mx - b * my, d, e, mv - d * mx - e * my);
    }

    /// <summary>The larger over the smaller singular value of the linear part; infinite for a degenerate map.</summary>
    public static double StretchOf(AffineMap map)
    {
        double p = Math.Sqrt((map.A + map.E) * (map.A + map.E) + (map.D - map.B) * (map.D - map.B));
        double q = Math.Sqrt((map.A - map.E) * (map.A - map.E) + (map.D + map.B) * (map.D + map.B));
        double large = (p + q) / 2, small = Math.Abs(p - q) / 2;
        return small > 1e-9 ? large / small : double.PositiveInfinity;
    }
}
