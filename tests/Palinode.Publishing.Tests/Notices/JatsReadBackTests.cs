using Palinode.Notices;
using Palinode.Notices.Reading;
using Palinode.Publishing.Notices;
using Palinode.Testing;

namespace Palinode.Publishing.Tests.Notices;

/// <summary>What goes out as JATS says what the case says: our own reader, which knows nothing of the case, reads it back.</summary>
internal sealed class JatsReadBackTests
{
    private static readonly string[] Samples = ["numbered", "bulleted", "brief", "office"];
    private static readonly NoticeKind[] Kinds = [NoticeKind.Retraction, NoticeKind.PartialRetraction, NoticeKind.ExpressionOfConcern, NoticeKind.Correction, NoticeKind.Removal, NoticeKind.RetractAndReplace];

    private static NoticeCase Sample(string name)
    {
        NoticeCase sample = NoticeCase.FromJson(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json")));
        return Approved(sample);
    }

    private static NoticeCase Approved(NoticeCase c) => c with { Approval = new CaseApproval("2026-0001", "Nora Muster", "Editor in Chief", new DateOnly(2026, 3, 1), c.Digest) };

    private static NoticeDocument Read(NoticeCase c, string style) =>
        NoticeDocument.Read(NoticeWriter.Write(c, new WriteOptions { Style = style, Forms = [NoticeForm.Jats] }, CancellationToken.None).Files["notice.jats.xml"]);

    [TestCaseSource(nameof(Samples))]
    public void The_facts_of_a_sample_are_those_of_its_case(string sample)
    {
        NoticeCase c = Sample(sample);
        NoticeDocument document = Read(c, sample);
        document.Form.ShouldBe(TextForm.Jats);
        Notice read = document.Notice, said = c.Notice;
        read.Kind.ShouldBe(said.Kind);
        read.Doi!.Value.ShouldBe(said.Doi!.Value);
        read.Article!.Doi.ShouldBe(said.Article!.Doi);
        read.Title!.Text.ShouldBe(said.Title!.Text);
        read.Title.Style.ShouldBe(said.Title.Style);
        Day(read, NoticeEvent.Published).ShouldBe(Day(said, NoticeEvent.Published));
        foreach (NoticeEvent what in (NoticeEvent[])[NoticeEvent.Received, NoticeEvent.Accepted]) Day(read, what).ShouldBe(Day(said, what));
        NoticeFile.Facts(Claims(read)).ShouldBe(NoticeFile.Facts(Claims(said)));
        read.References.Select(r => r.Work.Doi).ShouldBe(said.References.Select(r => r.Work.Doi));
        read.Copyright?.Year.ShouldBe(said.Copyright!.Year);
        read.Licence?.Url.ShouldBe(said.Licence?.Url);
    }

    [Test]
    public void Every_kind_is_read_back_with_its_article_and_date([ValueSource(nameof(Kinds))] NoticeKind kind)
    {
        foreach (string sample in Samples)
        {
            NoticeCase c = Sample(sample);
            c = Approved(c with { Notice = c.Notice with { Kind = kind, Title = null, Decision = c.Notice.Decision! with { Action = kind } } });
            Notice read = Read(c, sample).Notice;
            read.Kind.ShouldBe(kind, sample);
            read.Article!.Doi.ShouldBe(c.Notice.Article!.Doi, sample);
            Day(read, NoticeEvent.Published).ShouldBe(Day(c.Notice, NoticeEvent.Published), sample);
        }
    }

    private static string? Day(Notice notice, NoticeEvent what) => notice.Dates.FirstOrDefault(d => d.Event == what) is { } date ? $"{date.Year}-{date.Month}-{date.Day}" : null;

    private static Notice Claims(Notice notice) => new() { Kind = notice.Kind, Claims = notice.Claims };
}
