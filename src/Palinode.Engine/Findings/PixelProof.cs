using System.Collections.Immutable;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine.Findings;

/// <summary>Gives a finding the outline of what both places share and the verdict on their grain. Only findings get it, not every pair: it costs tens of milliseconds.</summary>
internal sealed class PixelProof(SharedAreaOptions area, PixelOptions pixels, ResidualOptions residuals)
{
    private readonly SharedArea _area = new(area, pixels);
    private readonly ResidualProof _proof = new(residuals);

    public PlacedFinding Prove(PlacedFinding placed, PreparedPanel a, PreparedPanel b)
    {
        Finding finding = placed.Finding;
        AffineMap pageFromA = a.Panel.PageFromPixels, pageFromB = b.Panel.PageFromPixels;
        AffineMap bFromA = pageFromB.Inverse().After(finding.BFromA.Matrix).After(pageFromA);
        // A band is a small part of its strip: what the rest of the two strips shares is another matter.
        Box within = pageFromA.Inverse().Around(finding.A.Box);
        SharedOutline? shared = _area.Find(a.Gray, a.Panel.Overlay, b.Gray, b.Panel.Overlay, bFromA, within);
        ResidualMeasure measure = _proof.Measure(a.Gray, a.Panel.Overlay, b.Gray, b.Panel.Overlay, bFromA, shared);
        Region regionA = finding.A, regionB = finding.B;
        if (shared is not null)
        {
            regionA = regionA.WithPolygon(OnPage(shared.Outline, pageFromA));
            regionB = regionB.WithPolygon(OnPage(shared.Outline, pageFromB.After(bFromA)));
        }
        return placed with { Finding = finding.WithPixels(regionA, regionB, measure.Evidence), Residuals = measure.Map };
    }

    private static ImmutableArray<double> OnPage((double X, double Y)[] outline, AffineMap pageFromA) =>
    [
        .. outline.SelectMany(c =>
        {
            (double x, double y) = pageFromA.Apply(c.X, c.Y);
            return new[] { Math.Round(x, 5), Math.Round(y, 5) };
        }),
    ];
}
