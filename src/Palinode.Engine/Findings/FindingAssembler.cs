using System.Collections.Immutable;
using Palinode.Engine.Bands;
using Palinode.Engine.Copies;
using Palinode.Engine.Labels;
using Palinode.Engine.Pairing;
using Palinode.Engine.Significance;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine.Findings;

/// <summary>A finding with the panels it joins, for whoever paints the evidence.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="PanelA">Index of its first panel.</param>
/// <param name="PanelB">Index of its second panel.</param>
/// <param name="Residuals">How the grain of both correlates; null where that was not looked at or nothing can be said.</param>
public sealed record PlacedFinding(Finding Finding, int PanelA, int PanelB, ResidualMap? Residuals = null);

/// <summary>Turns verified matches into findings: regions on the page, unit, chance, confidence, order.</summary>
internal sealed class FindingAssembler(FindingOptions options, MeasuredNull measured, TestShares shares)
{
    private const int MaxPoints = 60;

    /// <summary>A match that moves its region by less than this share of its sides leads from a place to itself.</summary>
    private const double OnePlace = 0.25;

    /// <param name="panels">All panels of the run.</param>
    /// <param name="labels">For each panel, its address.</param>
    /// <param name="alike">What the searches brought.</param>
    /// <param name="wanted">Which findings to keep.</param>
    /// <param name="dropped">Number of findings beyond <see cref="FindingOptions.MaxFindings"/>.</param>
    public List<PlacedFinding> Assemble(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PanelLabels> labels, Likenesses alike, Func<Finding, bool> wanted, out int dropped)
    {
        TestCounts tests = Tests(panels, alike);
        List<(Finding Finding, PanelPair Pair)> drafts = [];
        for (int p = 0; p < alike.Pairs.Count; p++)
        {
            PanelPair pair = alike.Pairs[p];
            foreach (Finding finding in alike.Matches[p].Select(m => Draft(panels, labels, pair, m, tests)).OfType<Finding>().Where(wanted).OrderByDescending(f => f.Significance))
                if (!drafts.Any(d => d.Pair == pair && Same(d.Finding, finding, pair))) drafts.Add((finding, pair));
        }
        foreach ((int panel, CopyMatch copy) in alike.Copies.SelectMany(c => c.Matches.Select(m => (c.Panel, m))))
            Join(drafts, new PanelPair(panel, panel), Draft(panels, labels, panel, copy, tests), wanted);
        // Of two statements about one place the stronger stays; a whole strip says more than one of its bands.
        foreach (BandMatch match in alike.Bands.Matches.OrderBy(m => m.Log10Tail))
            Join(drafts, new PanelPair(match.PanelA, match.PanelB), Draft(panels, labels, match, tests), wanted);
        // OrderBy is stable, so equal significance keeps the order of the pairs.
        var ordered = drafts.OrderByDescending(d => d.Finding.Significance).ToList();
        dropped = Math.Max(0, ordered.Count - options.MaxFindings);
        return [.. ordered.Take(options.MaxFindings).Select((d, i) => new PlacedFinding(d.Finding.WithId($"F{i + 1}"), d.Pair.A, d.Pair.B))];
    }

    /// <summary>Adds a finding, or puts it in the place of a weaker one that says the same. One that is high already stays.</summary>
    private void Join(List<(Finding Finding, PanelPair Pair)> drafts, PanelPair pair, Finding? finding, Func<Finding, bool> wanted)
    {
        if (finding is null || !wanted(finding)) return;
        int known = drafts.FindIndex(d => d.Pair == pair && Same(d.Finding, finding, pair));
        if (known < 0) drafts.Add((finding, pair));
        else if (drafts[known].Finding.Significance < Math.Min(finding.Significance, options.HighFrom)) drafts[known] = (finding, pair);
    }

    /// <summary>The null is of the best match of a pair, as it is or mirrored; so each pair is one test.</summary>
    private static TestCounts Tests(IReadOnlyList<PreparedPanel?> panels, Likenesses alike)
    {
        TestCounts tests = alike.Bands.Tests.With(TestFamily.Copies, alike.Copies.Count);
        foreach (var family in alike.Pairs.CountBy(p => MeasuredNull.FamilyOf(panels[p.A]!.Panel.Class, p.A == p.B))) tests = tests.With(family.Key, family.Value);
        return tests;
    }

    /// <summary>Places weighted by pixel agreement; see <see cref="MeasuredNull"/>.</summary>
    internal static double Score(VerifiedMatch match) =>
        match.Places * Math.Max(0, match.Pixels.LocalZncc) * Math.Max(0, match.Pixels.Zncc) * match.Pixels.Agreement;

    private Finding? Draft(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PanelLabels> labels, PanelPair pair, VerifiedMatch match, TestCounts tests)
    {
        PreparedPanel a = panels[pair.A]!, b = panels[pair.B]!;
        TestFamily family = MeasuredNull.FamilyOf(a.Panel.Class, pair.A == pair.B);
        double tail = measured.Log10Tail(family, Score(match));
        // What the null says nothing about is no finding, however few pairs were compared.
        if (tail >= 0) return null;
        double significance = Math.Round(tests.Significance(family, tail, shares), 2);
        if (significance < options.LowFrom) return null;
        Box inA = match.Pixels.SharedInA, inB = match.BFromA.Around(inA).Intersect(new Box(0, 0, b.Gray.Width, b.Gray.Height));
        if (inA.Area <= 0 || inB.Area <= 0) return null;
        double coverA = inA.Area / ((double)a.Gray.Width * a.Gray.Height), coverB = inB.Area / ((double)b.Gray.Width * b.Gray.Height);
        if (IsOnePlace(a, b, match.BFromA, inA)) return null;
        bool whole = Math.Min(coverA, coverB) >= options.WholeFrom;
        Unit unit = a.Panel.Class == PanelClass.Blot ? (Math.Max(coverA, coverB) >= options.WholeFrom ? Unit.Blot : Unit.Band) : whole ? Unit.Image : Unit.Region;
        AffineMap pageFromA = a.Panel.PageFromPixels, pageFromB = b.Panel.PageFromPixels;
        return new Finding
        {
            Id = "",
            Unit = unit,
            Relation = a.Panel.Document == b.Panel.Document ? Relation.Within : Relation.Across,
            A = RegionOf(a, labels[pair.A], inA),
            B = RegionOf(b, labels[pair.B], inB),
            BFromA = Transform.FromPixels(match.BFromA, pageFromB.After(match.BFromA).After(pageFromA.Inverse())),
            Significance = significance,
            Confidence = ConfidenceOf(significance),
            Evidence = new EvidenceNumbers
            {
                Inliers = match.Points.Length,
                Trials = tests[family],
                Zncc = Math.Round(match.Pixels.Zncc, 3),
                Residual = Math.Round(match.Residual, 2),
                AreaFraction = Math.Round(match.Pixels.AreaFraction, 3),
                Points = Points(match.Points.Select(p => (p.Ax, p.Ay, (p.Bx, p.By))), pageFromA, pageFromB),
            },
        };
    }

    private Finding? Draft(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PanelLabels> labels, BandMatch match, TestCounts tests)
    {
        double significance = Math.Round(tests.Significance(match.Family, match.Log10Tail, shares), 2);
        if (match.Log10Tail >= 0 || significance < options.LowFrom) return null;
        PreparedPanel a = panels[match.PanelA]!, b = panels[match.PanelB]!;
        if (IsOnePlace(a, b, match.BFromA, match.InA)) return null;
        double areaA = (double)a.Gray.Width * a.Gray.Height, areaB = (double)b.Gray.Width * b.Gray.Height;
        bool whole = match.InA.Area / areaA >= options.WholeFrom && match.InB.Area / areaB >= options.WholeFrom;
        AffineMap pageFromA = a.Panel.PageFromPixels, pageFromB = b.Panel.PageFromPixels;
        return new Finding
        {
            Id = "",
            Unit = whole ? Unit.Blot : Unit.Band,
            Relation = a.Panel.Document == b.Panel.Document ? Relation.Within : Relation.Across,
            A = RegionOf(a, labels[match.PanelA], match.InA),
            B = RegionOf(b, labels[match.PanelB], match.InB),
            BFromA = Transform.FromPixels(match.BFromA, pageFromB.After(match.BFromA).After(pageFromA.Inverse())),
            Significance = significance,
            Confidence = ConfidenceOf(significance),
            Evidence = new EvidenceNumbers
            {
                Inliers = 0, Trials = tests[match.Family], Zncc = Math.Round(match.Correlation, 3), Residual = 0,
                AreaFraction = Math.Round(Math.Min(1, Math.Max(match.InA.Area / areaA, match.InB.Area / areaB)), 3),
            },
        };
    }

    private Finding? Draft(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PanelLabels> labels, int panel, CopyMatch copy, TestCounts tests)
    {
        double tail = measured.Log10Tail(TestFamily.Copies, copy.Score), significance = Math.Round(tests.Significance(TestFamily.Copies, tail, shares), 2);
        if (tail >= 0 || significance < options.LowFrom) return null;
        PreparedPanel picture = panels[panel]!;
        AffineMap page = picture.Panel.PageFromPixels;
        Box other = copy.Map.Around(copy.In);
        return new Finding
        {
            Id = "",
            Unit = Unit.Region,
            Relation = Relation.Within,
            A = RegionOf(picture, labels[panel], copy.In),
            B = RegionOf(picture, labels[panel], other),
            BFromA = Transform.FromPixels(copy.Map, page.After(copy.Map).After(page.Inverse())),
            Significance = significance,
            Confidence = ConfidenceOf(significance),
            Evidence = new EvidenceNumbers
            {
                Inliers = copy.Places.Count, Trials = tests[TestFamily.Copies], Zncc = Math.Round(copy.Correlation, 3), Residual = 0,
                AreaFraction = Math.Round(copy.In.Area / ((double)picture.Gray.Width * picture.Gray.Height), 3),
                Points = Points(copy.Places.Select(p => (p.X, p.Y, copy.Map.Apply(p.X, p.Y))), page, page),
            },
        };
    }

    /// <summary>The first of the agreeing points, in page fractions: of A, then of B.</summary>
    private static ImmutableArray<double> Points(IEnumerable<(double Ax, double Ay, (double X, double Y) B)> points, AffineMap pageFromA, AffineMap pageFromB) =>
    [
        .. points.Take(MaxPoints).SelectMany(p =>
        {
            (double ax, double ay) = pageFromA.Apply(p.Ax, p.Ay);
            (double bx, double by) = pageFromB.Apply(p.B.X, p.B.Y);
            return new[] { Math.Round(ax, 5), Math.Round(ay, 5), Math.Round(bx, 5), Math.Round(by, 5) };
        }),
    ];

    /// <summary>Two panels cut a few rows into each other show one place of the page twice: there a match leads from a place to itself.</summary>
    private static bool IsOnePlace(PreparedPanel a, PreparedPanel b, AffineMap bFromA, Box inA)
    {
        if (a.Panel.Document != b.Panel.Document || a.Panel.Page != b.Panel.Page) return false;
        Box place = a.Panel.PageFromPixels.Around(inA);
        double x = (inA.X0 + inA.X1) / 2, y = (inA.Y0 + inA.Y1) / 2;
        (double bx, double by) = bFromA.Apply(x, y);
        (double fromX, double fromY) = a.Panel.PageFromPixels.Apply(x, y);
        (double toX, double toY) = b.Panel.PageFromPixels.Apply(bx, by);
        return Math.Abs(toX - fromX) < OnePlace * place.Width && Math.Abs(toY - fromY) < OnePlace * place.Height;
    }

    private Confidence ConfidenceOf(double significance) =>
        significance >= options.HighFrom ? Confidence.High : significance >= options.ModerateFrom ? Confidence.Moderate : Confidence.Low;

    private static Region RegionOf(PreparedPanel panel, PanelLabels labels, Box inPixels)
    {
        Box box = panel.Panel.PageFromPixels.Around(inPixels);
        return new Region
        {
            Document = panel.Panel.Document,
            Page = panel.Panel.Page,
            Figure = panel.Panel.Figure,
            Panel = labels.Letter,
            Row = labels.Row?.Text,
            Lane = labels.LanesAt(box.X0, box.X1),
            Position = labels.Row is null ? labels.Position?.ToString() : null,
            Box = box,
        };
    }

    /// <summary>Whether both say the same of the same two places; of a panel and itself either place may come first.</summary>
    private bool Same(Finding one, Finding other, PanelPair pair) =>
        Covers(one.A.Box, other.A.Box) && Covers(one.B.Box, other.B.Box) || pair.A == pair.B && Covers(one.A.Box, other.B.Box) && Covers(one.B.Box, other.A.Box);

    private bool Covers(Box one, Box other) => one.Intersect(other).Area >= options.SameFrom * Math.Min(one.Area, other.Area);
}
