using Palinode.Engine;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>The sample article against the sample corpus, screened once for all tests.</summary>
internal sealed class SampleTests
{
    private static readonly Lazy<ScreeningResult> Screened = new(() => Screen(2));

    private static string At(params string[] parts) => Path.Combine([SharedMaterial.RepositoryRoot, .. parts]);

    private static ScreeningResult Screen(int threads)
    {
        ScreeningInput[] inputs =
        [
            new(At("samples", "suspect.pdf"), "suspect.pdf", InputRole.Suspect),
            .. Enumerable.Range(1, 3).Select(i => new ScreeningInput(At("samples", "corpus", $"paper{i}.pdf"), $"corpus/paper{i}.pdf", InputRole.Against)),
        ];
        return Screening.Run(inputs, new ScreeningOptions { Threads = threads }, null, CancellationToken.None);
    }

    /// <summary>
    /// Libraries choose instructions by processor, so the last digits may differ between machines: places to a few pixels, all else exactly.
    /// The golden file changes only with a reason in the commit.
    /// </summary>
    [Test]
    public void The_findings_are_those_of_the_golden_file()
    {
        FindingsFile golden = FindingsFile.FromJson(File.ReadAllBytes(At("tests", "golden", "sample.findings.json"))), now = Screened.Value.Findings;
        now.Inputs.Select(i => (i.Document, i.Sha256, i.Pages, i.Figures, i.Role)).ShouldBe(golden.Inputs.Select(i => (i.Document, i.Sha256, i.Pages, i.Figures, i.Role)));
        now.Coverage.Length.ShouldBe(golden.Coverage.Length);
        for (int i = 0; i < golden.Coverage.Length; i++)
        {
            (now.Coverage[i].Document, now.Coverage[i].Figure, now.Coverage[i].Class, now.Coverage[i].Why).ShouldBe((golden.Coverage[i].Document, golden.Coverage[i].Figure, golden.Coverage[i].Class, golden.Coverage[i].Why));
            now.Coverage[i].Box.OverlapWith(golden.Coverage[i].Box).ShouldBeGreaterThan(0.97);
        }
        Finding[] expected = [.. golden.Findings.Where(f => f.Confidence == Confidence.High)], found = [.. now.Findings.Where(f => f.Confidence == Confidence.High)];
        found.Length.ShouldBe(expected.Length);
        foreach (Finding e in expected)
            found.ShouldContain(f => f.Unit == e.Unit && f.Relation == e.Relation && f.BFromA.Flip == e.BFromA.Flip && Same(f.A, e.A) && Same(f.B, e.B)
                && Math.Abs(f.BFromA.Scale - e.BFromA.Scale) < 0.02 && Math.Abs(f.Significance - e.Significance) < 0.05 * e.Significance, e.Id);
    }

    private static bool Same(Region a, Region b) => a.Document == b.Document && a.Page == b.Page && a.Figure == b.Figure && a.Box.OverlapWith(b.Box) > 0.9;

    [Test]
    public void The_flipped_band_of_Figure_4_is_among_them() =>
        Screened.Value.Findings.Findings.ShouldContain(f => f.Confidence == Confidence.High && f.A.Figure == "4" && f.B.Figure == "4" && f.A.Document == "suspect.pdf" && f.BFromA.InWords().StartsWith("flipped horizontally", StringComparison.Ordinal));

    [Test]
    public void One_thread_and_two_give_the_same_bytes() => Screen(1).Findings.ToJson().ShouldBe(Screened.Value.Findings.ToJson());

    [Test]
    public void Every_finding_has_its_pictures()
    {
        ScreeningResult result = Screened.Value;
        foreach (Finding finding in result.Findings.Findings)
        {
            // The map of residuals comes where the grain could be compared.
            PictureRole[] roles = [.. result.Evidence.Pictures.Where(p => p.Finding == finding.Id).Select(p => p.Role)];
            roles.Take(5).ShouldBe([PictureRole.ContextA, PictureRole.ContextB, PictureRole.AlignedA, PictureRole.AlignedB, PictureRole.Difference]);
            roles.Skip(5).ShouldBeSubsetOf([PictureRole.Residual]);
            finding.Images.ShouldAllBe(path => result.Files.ContainsKey(path));
        }
    }
}
