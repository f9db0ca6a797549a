using Palinode.Articles;
using Palinode.Engine.Ingest;
using Palinode.Processes;
using Palinode.Engine.Ingest.Metadata;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Ingest.Metadata;

internal sealed class PdfMetadataTests
{
    private static ArticleMetadata Read(string path)
    {
        using var folder = new TemporaryFolder();
        var options = new IngestOptions();
        PdfOutline outline = PdfInfo.Read(path, Path.GetFileName(path), options, folder, default);
        var text = new PdfText(path, outline.Frames, options, folder);
        text.Read(1, outline.Frames.Length, default).ShouldBeTrue();
        return new PdfMetadata(text, outline.Frames, outline.Info).Read();
    }

    /// <summary>What the PDF gives against what the publisher's XML says. A wrong fact is worse than none: wrong ones are bounded apart.</summary>
    [Test]
    public void Facts_from_PDFs_agree_with_their_XML()
    {
        string folder = SharedMaterial.Require("articles");
        string[] pairs = [.. Directory.GetFiles(folder, "*.xml").Where(f => File.Exists(Path.ChangeExtension(f, ".pdf"))).Order(StringComparer.Ordinal)];
        pairs.Length.ShouldBeGreaterThan(10);
        Dictionary<string, (int Right, int Wrong, int Absent)> score = [];
        void count(string fact, string? truth, string? found)
        {
            if (truth is null) return;
            (int right, int wrong, int absent) = score.GetValueOrDefault(fact);
            bool same = found is not null && PdfMetadata.Letters(found) == PdfMetadata.Letters(truth);
            score[fact] = found is null ? (right, wrong, absent + 1) : same ? (right + 1, wrong, absent) : (right, wrong + 1, absent);
            if (found is not null && !same) TestContext.Out.WriteLine($"{fact}: \"{found}\" for \"{truth}\"");
        }
        int references = 0, read = 0, foreign = 0;
        foreach (string xml in pairs)
        {
            ArticleMetadata truth = JatsMetadata.Read(JatsFile.Load(xml)!), pdf = Read(Path.ChangeExtension(xml, ".pdf"));
            count("DOI", truth.Doi?.Value, pdf.Doi?.Value);
            count("title", truth.Title?.Value, pdf.Title?.Value);
            count("authors", string.Join("; ", truth.Authors.Select(a => a.Value.Name)), pdf.Authors.IsEmpty ? null : string.Join("; ", pdf.Authors.Select(a => a.Value.Name)));
            count("journal", truth.Journal?.Value, pdf.Journal?.Value);
            count("ISSN", truth.Issn?.Value, pdf.Issn?.Value);
            count("volume", truth.Volume?.Value, pdf.Volume?.Value);
            count("issue", truth.Issue?.Value, pdf.Issue?.Value);
            count("pages", truth.Pages?.Value, pdf.Pages?.Value);
            count("number", truth.ArticleNumber?.Value, pdf.ArticleNumber?.Value);
            count("licence", truth.Licence?.Value.Replace("http:", "https:", StringComparison.Ordinal), pdf.Licence?.Value);
            foreach (ArticleEvent what in (ArticleEvent[])[ArticleEvent.Received, ArticleEvent.Accepted, ArticleEvent.Published])
                count($"{what}".ToLowerInvariant(), truth.Dates.FirstOrDefault(d => d.Value.Event == what)?.Value.ToString(), pdf.Dates.FirstOrDefault(d => d.Value.Event == what && d.Value.Month is not null)?.Value.ToString());
            HashSet<string> known = [.. truth.References.Select(r => r.Value.Doi).OfType<string>()], found = [.. pdf.References.Select(r => r.Value.Doi).OfType<string>()];
            references += known.Count;
            read += known.Count(found.Contains);
            foreign += found.Count(d => !known.Contains(d));
        }
        foreach ((string fact, (int right, int wrong, int absent)) in score) TestContext.Out.WriteLine($"{fact}: {right} right, {wrong} wrong, {absent} absent");
        TestContext.Out.WriteLine($"references' DOIs: {read} of {references} in the XML, {foreign} others");
        score["DOI"].Wrong.ShouldBe(0);
        score["DOI"].Right.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.9 * pairs.Length));
        score["title"].Right.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.9 * pairs.Length));
        score["authors"].Wrong.ShouldBeLessThanOrEqualTo(1);
    }

    [Test]
    public void What_is_read_from_a_PDF_is_sound()
    {
        foreach (string file in Directory.GetFiles(SharedMaterial.Require("articles"), "*.pdf").Order(StringComparer.Ordinal))
        {
            ArticleMetadata article = Read(file);
            (article.Title?.Value.EndsWith('.') ?? false).ShouldBeFalse();
            article.Authors.ShouldAllBe(a => a.Value.Name.Contains(' '));
            article.References.ShouldAllBe(r => r.Value.Doi != null && r.Value.Doi != (article.Doi == null ? null : article.Doi.Value));
        }
    }

    [TestCase("Ann B. Example1,2*, Bo van Sample3 and Cy Test-Case†", "Ann B. Example; Bo van Sample; Cy Test-Case")]
    [TestCase("Ann Example 1 , Bo Sample 2 , * , and Cy Test", "Ann Example; Bo Sample; Cy Test")]
    [TestCase("Ann Example, MD, and Bo Sample, PhD", "Ann Example; Bo Sample")]
    [TestCase("Department of Tests, University of Nowhere", "")]
    [TestCase("Received 3 May 2015", "")]
    [TestCase("The growth of cells", "")]
    public void Bylines_are_lists_of_names_or_nothing(string line, string names) => string.Join("; ", PersonNames.Split(line)).ShouldBe(names);

    [TestCase("Received 24 March 2015; Accepted June 3, 2015", "Received 2015-3-24 Accepted 2015-6-3")]
    [TestCase("Received: 16-10-2017, Accepted: 08-02-2018, Published online: 2018-03-01", "Received 2017-10-16 Accepted 2018-- Published 2018-3-1")]
    [TestCase("Received 31 February 2015", "")]
    [TestCase("received with thanks in 2015", "")]
    public void Dates_stand_behind_their_word(string text, string dates) => string.Join(' ', FirstPageDates.Find(text).Select(d => $"{d.Event} {d.Year}-{d.Month}-{d.Day}")).ShouldBe(dates);
}
