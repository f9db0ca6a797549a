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

    private static readonly Actor[] Writers = [new(Role.Authors), new(Role.CorrespondingAuthor, "Ada Sampleton"), new(Role.FirstAuthor)];

    [Test]
    public void Every_act_of_authors_is_written_and_read([Values] AuthorsAct act, [ValueSource(nameof(Writers))] Actor who)
    {
        // What an answer is about is written where the reader takes it up again.
        string? what = act switch
        {
            AuthorsAct.ProvidedData or AuthorsAct.CouldNotProvideData or AuthorsAct.NoLongerHaveData => "original blot data",
            AuthorsAct.Explained or AuthorsAct.CouldNotExplain => "the duplicated images",
            AuthorsAct.Contacted or AuthorsAct.Notified => "these concerns",
            AuthorsAct.Responded or AuthorsAct.DidNotRespond => "our queries",
            AuthorsAct.Acknowledged or AuthorsAct.Disputed or AuthorsAct.Regretted or AuthorsAct.Apologised => "the errors",
            _ => null,
        };
        Notice notice = Sample("brief").Notice with { Authors = [new AuthorsResponse { Act = act, Who = who, What = what }] };
        AuthorsResponse read = Back(new NoticeCase { Notice = notice }, "plain", NoticeForm.Text).Authors.ShouldHaveSingleItem();
        (read with { Span = null }).ShouldBe(notice.Authors[0]);
    }

    [Test]
    public void Every_relation_between_places_is_written_and_read([Values(ClaimRelation.Duplicate, ClaimRelation.Overlap, ClaimRelation.Similar, ClaimRelation.Swap)] ClaimRelation relation, [Values] Certainty certainty, [Values(1, 2)] int sources) =>
        IsReadAgain(relation, certainty, sources);

    [Test]
    public void Everything_that_is_said_of_one_place_is_written_and_read([Values(ClaimRelation.Repetition, ClaimRelation.Splice, ClaimRelation.Alteration, ClaimRelation.Anomaly)] ClaimRelation relation, [Values] Certainty certainty) =>
        IsReadAgain(relation, certainty, 0);

    private static void IsReadAgain(ClaimRelation relation, Certainty certainty, int sources)
    {
        NoticeClaim claim = new()
        {
            Relation = relation, Certainty = certainty, Unit = ClaimUnit.Blot, Targets = [new ClaimTarget { Figure = "2", Panel = "A" }],
            Sources = sources == 0 ? [] : sources == 1 ? [new ClaimSource { Figure = "5", Panel = "C" }] : [new ClaimSource { Figure = "5", Panel = "C" }, new ClaimSource { Figure = "S3", Panel = "D" }],
            Pairing = sources == 0 ? Pairing.Alone : Pairing.Each,
        };
        Notice notice = Sample("brief").Notice with { Claims = [claim], Concerns = [] };
        NoticeClaim read = Back(new NoticeCase { Notice = notice }, "plain", NoticeForm.Text).Claims.ShouldHaveSingleItem();
        Notice only(NoticeClaim c) => new() { Kind = NoticeKind.Retraction, Claims = [c] };
        NoticeFile.Facts(only(read)).ShouldBe(NoticeFile.Facts(only(claim)));
    }

    [Test]
    public void Every_outcome_of_an_investigation_is_written_and_read([Values] InvestigationOutcome outcome, [Values] bool named)
    {
        Investigation investigation = new() { Outcome = outcome, By = named ? [new Actor(Role.Institution, "Sampletown University")] : [], When = Occasion.AfterPublication, About = outcome is InvestigationOutcome.CouldNotConfirm ? "the validity of the data presented" : null };
        Notice notice = Sample("brief").Notice with { Investigations = [investigation], Claims = [], Concerns = [] };
        Notice only(Sequence<Investigation> i) => new() { Kind = NoticeKind.Retraction, Investigations = i };
        NoticeFile.Facts(only(Back(new NoticeCase { Notice = notice }, "plain", NoticeForm.Text).Investigations)).ShouldBe(NoticeFile.Facts(only([investigation])));
    }

    [Test]
    public void Every_request_is_written_and_read([Values] RequestFor what, [Values(Role.CorrespondingAuthor, Role.EditorInChief, Role.Publisher, Role.Institution)] Role by)
    {
        Request request = new() { For = what, By = [new Actor(by)], Of = what is RequestFor.Data or RequestFor.Explanation ? [new Actor(Role.Authors)] : [] };
        Notice notice = Sample("brief").Notice with { Requests = [request], Authors = [], Concerns = [] };
        Notice only(Sequence<Request> r) => new() { Kind = NoticeKind.Retraction, Requests = r };
        NoticeFile.Facts(only(Back(new NoticeCase { Notice = notice }, "plain", NoticeForm.Text).Requests)).ShouldBe(NoticeFile.Facts(only([request])));
    }

    [Test]
    public void Every_kind_is_written_and_read([ValueSource(nameof(Styles))] string style, [Values(NoticeKind.Retraction, NoticeKind.PartialRetraction, NoticeKind.ExpressionOfConcern, NoticeKind.Correction, NoticeKind.Removal, NoticeKind.RetractAndReplace)] NoticeKind kind)
    {
        Notice notice = Sample("brief").Notice with { Kind = kind, Decision = new Decision { Action = kind, By = [new Actor(Role.EditorInChief), new Actor(Role.Publisher)] } };
        Notice read = Back(new NoticeCase { Notice = notice }, style, NoticeForm.Text);
        read.Kind.ShouldBe(kind);
        read.Decision!.Action.ShouldBe(kind);
        read.Decision.By.Select(a => a.Role).ShouldBe([Role.EditorInChief, Role.Publisher]);
    }

    [Test]
    public void What_becomes_of_the_original_is_written_and_read([Values] bool online, [Values] bool removed, [Values] bool replaced, [Values("Retracted", null)] string? mark)
    {
        if (!online && !removed && !replaced && mark is null) return;
        OriginalStatus status = new() { RemainsOnline = online, Removed = removed, Replaced = replaced, Watermark = mark, OnEveryPage = mark is not null, Purpose = online ? "to maintain the scholarly record" : null };
        Notice notice = Sample("brief").Notice with { OriginalStatus = status };
        (Back(new NoticeCase { Notice = notice }, "plain", NoticeForm.Text).OriginalStatus! with { Span = null }).ShouldBe(status);
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
