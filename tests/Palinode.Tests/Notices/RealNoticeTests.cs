using Palinode.Notices;
using Palinode.Notices.Reading;
using Palinode.Testing;

namespace Palinode.Tests.Notices;

/// <summary>The notices in ../shared that come as JATS; those in plain text are scored in Palinode.Cli.Tests.</summary>
internal sealed class RealNoticeTests
{
    [Test]
    public void Jats_notices_give_their_kind_their_date_and_the_article_they_link()
    {
        foreach (string file in Directory.GetFiles(SharedMaterial.Require("notices", "jats"), "*.xml").Order(StringComparer.Ordinal))
        {
            NoticeDocument document = NoticeDocument.Read(File.ReadAllBytes(file));
            document.Form.ShouldBe(TextForm.Jats);
            // Told from the bytes by other means than the reader's.
            string xml = File.ReadAllText(file);
            bool retraction = xml.Contains("article-type=\"retraction\"", StringComparison.Ordinal), correction = xml.Contains("article-type=\"correction\"", StringComparison.Ordinal);
            if (!retraction && !correction) continue;
            document.Notice.Kind.ShouldBe(retraction ? NoticeKind.Retraction : NoticeKind.Correction, Path.GetFileName(file));
            document.Notice.Doi.ShouldNotBeNull(Path.GetFileName(file));
            document.Notice.Dates.ShouldContain(d => d.Event == NoticeEvent.Published && d.Year > 2000 && d.Month > 0, Path.GetFileName(file));
            int link = xml.IndexOf("<related-article", StringComparison.Ordinal);
            if (link >= 0 && Palinode.Articles.Doi.Find(xml[link..xml.IndexOf('>', link)]) is { } doi) document.Notice.Article!.Doi.ShouldBe(doi, Path.GetFileName(file));
        }
    }
}
