using Palinode.Notices;
using Palinode.Notices.Reading;
using Palinode.Publishing.Notices;
using Palinode.Testing;

namespace Palinode.Publishing.Tests.Notices;

/// <summary>What is written is read back as the same notice: from the text and from the page.</summary>
internal sealed class RoundTripTests
{
    private static readonly string[] Samples = ["numbered", "bulleted", "brief", "office"];
    private static readonly string[] Styles = ["numbered", "bulleted", "brief", "office", "plain"];

    /// <summary>The four seeds, each in the style that follows its layout; nothing is left out but places in the text and what holds no fact.</summary>
    [Test]
    public void A_seed_that_is_written_in_its_own_style_is_read_as_the_same_notice([Range(0, 3)] int seed, [Values(NoticeForm.Text, NoticeForm.Html)] NoticeForm form)
    {
        string file = Directory.GetFiles(SharedMaterial.Require("seeds"), "*.txt").Order(StringComparer.Ordinal).ElementAt(seed);
        Notice notice = NoticeReader.Read(File.ReadAllText(file));
        NoticeFile.Facts(Back(new NoticeCase { Notice = notice }, Samples[seed], form)).ShouldBe(NoticeFile.Facts(notice));
    }

    /// <summary>Approved or not, a sample in the style it was drawn for loses nothing either.</summary>
    [Test]
    public void A_sample_in_its_own_style_is_read_as_the_same_notice([ValueSource(nameof(Samples))] string sample, [Values(NoticeForm.Text, NoticeForm.Html)] NoticeForm form)
    {
        NoticeCase c = Sample(sample);
        NoticeFile.Facts(Back(c, sample, form)).ShouldBe(NoticeFile.Facts(c.Notice));
        NoticeCase approved = c with { Approval = new CaseApproval("2026-0001", "Nora Muster", "Editor in Chief", new DateOnly(2026, 3, 1), c.Digest) };
        NoticeFile.Facts(Back(approved, sample, form)).ShouldBe(NoticeFile.Facts(c.Notice));
    }

    /// <summary>In another style the same facts come back in that style's form of titles and references.</summary>
    [Test]
    public void A_sample_in_any_style_keeps_its_facts([ValueSource(nameof(Samples))] string sample, [ValueSource(nameof(Styles))] string style, [Values(NoticeForm.Text, NoticeForm.Html)] NoticeForm form)
    {
        NoticeCase c = Sample(sample);
        NoticeFile.Facts(WithoutForm(Back(c, style, form), style)).ShouldBe(NoticeFile.Facts(WithoutForm(c.Notice, style)));
    }

    private static NoticeCase Sample(string name) => NoticeCase.FromJson(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json")));

    private static Notice Back(NoticeCase c, string style, NoticeForm form) =>
        NoticeDocument.Read(NoticeWriter.Write(c, new WriteOptions { Style = style, Forms = [form] }, CancellationToken.None).Files[NoticeWriter.FileName(form)]).Notice;

    /// <summary>
    /// What a style decides for itself: where the label stands, and whether works are numbered or cited in the text with the link words of a list. Only
    /// the style of an office says how the notice is to be cited and what type of article it is about.
    /// </summary>
    private static Notice WithoutForm(Notice n, string style)
    {
        string[] order = [.. n.Claims.SelectMany(c => c.Sources).Select(s => s.Reference).OfType<string>().Concat(n.References.Select(r => r.Id)).Distinct()];
        string name(string id) => $"work {Array.IndexOf(order, id)}";
        bool office = style == "office";
        return n with
        {
            Labels = [],
            Title = n.Title is { } title ? new NoticeTitle("", TitleStyle.Plain, title.ArticleTitle) : null,
            Citation = office ? n.Citation : null,
            Article = n.Article! with { ArticleType = office ? n.Article.ArticleType : null },
            Claims = [.. n.Claims.Select(c => c with { Sources = [.. c.Sources.Select(s => s with { Reference = s.Reference is { } id ? name(id) : null })] })],
            References = [.. n.References.Select(r => r with { Id = name(r.Id), Numbered = false, Links = [] }).OrderBy(r => r.Id, StringComparer.Ordinal)],
        };
    }
}
