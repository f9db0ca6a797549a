using System.Text;
using System.Text.Json.Nodes;
using Palinode.Cases;
using Palinode.Notices;
using Palinode.Notices.Reading;
using Palinode.Testing;
using Palinode.Tests.Notices;

namespace Palinode.Tests.Cases;

/// <summary>The processes behind the seeds and the sample notices, from concern to closure.</summary>
internal sealed class NoticeReplayTests
{
    [Test]
    public void The_process_behind_a_seed_leads_to_its_notice([Range(0, 3)] int seed)
    {
        Notice read = NoticeReader.Read(SeedTruth.Text(seed));
        Facts(new NoticeReplay(read).Run().Draft).ShouldBe(Facts(read));
    }

    [Test]
    public void The_process_behind_a_sample_leads_to_its_notice([Values("brief", "bulleted", "numbered", "office")] string sample)
    {
        Notice notice = Sample(sample);
        Facts(new NoticeReplay(notice).Run().Draft).ShouldBe(Facts(notice));
    }

    [Test]
    public void A_case_that_is_through_is_closed_and_says_what_it_came_to([Values("brief", "bulleted", "numbered", "office")] string sample)
    {
        CaseLog log = new NoticeReplay(Sample(sample)).Run().Log;
        log.Case.State.ShouldBe(CaseState.Closed);
        log.Case.Outcome.ShouldBe(CaseOutcome.Retraction);
        log.Case.RetainUntil.ShouldBe(log.Today.AddYears(10));
        log.Case.Overdue(log.Today.AddYears(1)).ShouldBeEmpty();
    }

    /// <summary>Names of people stand beside the log, never in it: not of authors, not of those who sign.</summary>
    [Test]
    public void No_event_holds_a_name([Values("brief", "bulleted", "numbered", "office")] string sample)
    {
        Notice notice = Sample(sample);
        string log = string.Join('\n', new NoticeReplay(notice).Run().Log.Entries.Select(e => CaseEventJson.Write(e.Event)));
        string[] names = [.. notice.Article!.Authors, .. notice.Byline.Select(b => b.Name), .. notice.References.SelectMany(r => r.Work.Authors), .. notice.Requests.SelectMany(r => r.By).Select(a => a.Name).OfType<string>()];
        names.ShouldNotBeEmpty();
        foreach (string name in names) log.ShouldNotContain(name);
        log.ShouldNotContain("somebody");
    }

    [Test]
    public void A_name_that_is_not_to_be_printed_is_left_out()
    {
        CaseLog log = CaseLog.Unsatisfactory().Do(CaseLog.Intake, new RecordRequest(new RequestStatement(RequestFor.Retraction, [new StatedActor(Role.CorrespondingAuthor, "au1")])))
            .Do(CaseLog.Editor, new DraftDecision(CaseOutcome.Retraction, new DecisionStatement(), WithoutInstitution: "the authors ask for it"));
        NoticeSources sources = new() { Article = new ArticleCitation { Title = "An invented article" } };
        NoticeDraft.From(log.Case, "d1", new NoticeForm(), sources).Requests[0].By[0].ShouldBe(new Actor(Role.CorrespondingAuthor));
        NoticeDraft.From(log.Case, "d1", new NoticeForm(), sources with { Names = new Dictionary<string, string> { ["au1"] = "Ersatz H" } }).Requests[0].By[0].Name.ShouldBe("Ersatz H");
    }

    [Test]
    public void A_claim_about_a_work_without_its_citation_makes_no_notice()
    {
        CaseLog log = CaseLog.Assessing().Do(CaseLog.Investigator, new CiteWork("1", "10.5555/other"))
            .Do(CaseLog.Investigator, new AddClaim(new NoticeClaim
            {
                Relation = ClaimRelation.Similar, Certainty = Certainty.Apparent, Targets = [new ClaimTarget { Figure = "1" }], Sources = [new ClaimSource { Reference = "1", OtherWork = true }],
            }))
            .Do(CaseLog.Editor, new DraftDecision(CaseOutcome.ExpressionOfConcern, new DecisionStatement(), Interim: true));
        NoticeSources sources = new() { Article = new ArticleCitation() };
        Should.Throw<InputException>(() => NoticeDraft.From(log.Case, "d1", new NoticeForm(), sources));
        NoticeReference other = new() { Id = "1", Work = new ArticleCitation { Doi = "10.5555/another" } };
        Should.Throw<InputException>(() => NoticeDraft.From(log.Case, "d1", new NoticeForm(), sources with { References = [other] }));
        NoticeDraft.From(log.Case, "d1", new NoticeForm(), sources with { References = [other with { Work = new ArticleCitation { Doi = "10.5555/other" } }] }).Claims.Count.ShouldBe(1);
    }

    /// <summary>A composed notice also names the finding behind a claim, which no text can.</summary>
    private static string Facts(Notice notice) => NoticeFile.Facts(notice with { Claims = [.. notice.Claims.Select(c => c with { Evidence = null })] });

    internal static Notice Sample(string name)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json")))!;
        JsonObject notice = root["notice"]!.DeepClone().AsObject();
        notice["schema"] = NoticeFile.CurrentSchema;
        return NoticeFile.FromJson(Encoding.UTF8.GetBytes(notice.ToJsonString()));
    }
}
