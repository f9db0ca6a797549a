using Palinode.Cli.Evaluation;
using Palinode.Engine.Ingest;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>Real articles from end to end; nothing is said here about what is in them.</summary>
internal sealed class RealArticleTests
{
    [TestCase("PMC4738724")]
    [TestCase("PMC4736393")]
    public void An_article_is_screened_from_the_file_to_the_report(string name)
    {
        string article = SharedMaterial.Require("articles", $"{name}.pdf");
        using var sandbox = new Sandbox();
        (int code, _, string error) = CliProcess.Run(CliProcess.Program, sandbox.At("."), "screen", article, "--out", sandbox.At("result"), "--quiet");
        code.ShouldBe(0, error);
        FindingsFile file = FindingsFile.FromJson(File.ReadAllBytes(sandbox.At("result", "findings.json")));
        file.Inputs.ShouldHaveSingleItem().Document.ShouldBe($"{name}.pdf");
        file.Inputs[0].Figures.ShouldBeGreaterThanOrEqualTo(3);
        file.Coverage.Count(c => c.Examined).ShouldBeGreaterThan(5);
        File.ReadAllText(sandbox.At("result", "report.html")).ShouldContain("Similarity is not a finding of misconduct.");
    }

    [Test]
    public void Figures_and_captions_agree_with_the_publishers_xml()
    {
        string folder = SharedMaterial.Require("articles");
        List<ArticleFigures> articles = [.. Directory.EnumerateFiles(folder, "*.pdf").Where(p => File.Exists(Path.ChangeExtension(p, ".xml"))).Order(StringComparer.Ordinal)
            .Select(p => FigureAgreement.Compare(p, Path.ChangeExtension(p, ".xml"), new IngestOptions(), TimeProvider.System, CancellationToken.None))];
        double named = articles.Sum(a => a.Named);
        named.ShouldBeGreaterThan(50);
        (articles.Sum(a => a.Found) / named).ShouldBeGreaterThanOrEqualTo(0.97);
        (articles.Sum(a => a.Captions) / named).ShouldBeGreaterThanOrEqualTo(0.95);
        (articles.Sum(a => a.Spurious) / named).ShouldBeLessThanOrEqualTo(0.03);
    }
}
