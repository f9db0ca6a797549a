using System.Globalization;
using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;
using Palinode.Testing;

namespace Palinode.Browser.Tests;

/// <summary>The people of a journal, each with a browser.</summary>
internal sealed record Staff(string Journal, Visitor Intake, Visitor Investigator, Visitor Editor, Visitor Approver, Visitor SecondApprover);

/// <summary>Works a case in the browser so that it comes to say what a notice says: every fact is typed by a person into the form that brings it into a case, from the public form to closure.</summary>
internal sealed class NoticeProcess(Notice notice, Staff staff, string doi)
{
    private static readonly AuthorsAct[] Told = [AuthorsAct.Notified, AuthorsAct.HadChanceToRespond, AuthorsAct.Contacted];
    private static readonly AuthorsAct[] Positions = [AuthorsAct.Agreed, AuthorsAct.Disagreed, AuthorsAct.DidNotSayWhetherTheyAgree, AuthorsAct.Apologised, AuthorsAct.Regretted];

    /// <summary>Who is a party by name: "Ersatz H".</summary>
    private readonly List<string> _authors = [.. notice.Requests.SelectMany(r => r.By).Where(a => a.Role == Role.CorrespondingAuthor).Select(a => a.Name).OfType<string>(), .. notice.Article!.Authors];
    private readonly HashSet<string> _offices = [];

    /// <summary>"/cases/…"</summary>
    public string Case { get; private set; } = "";

    /// <summary>The words of whoever raised it, and their name: they must be seen by intake alone.</summary>
    public const string Raiser = "Rosa Unbekannt", RaiserMail = "rosa@reader.example.net";

    public async Task RunAsync()
    {
        await ReceiveAsync();
        await AssessAsync();
        await AskAuthorsAsync();
        await DecideAsync();
        await PublishAsync();
    }

    private async Task ReceiveAsync()
    {
        Visitor reader = await Visitor.ComeAsync(Raiser);
        await reader.GoAsync($"/concern/{staff.Journal}");
        await reader.FillAsync("article", notice.Article!.Title!);
        await reader.FillAsync("text", "Some panels of this article appear unexpectedly similar to each other.");
        await reader.FillAsync("name", Raiser);
        await reader.FillAsync("mail", RaiserMail);
        await reader.FillAsync("role", "yes");
        await reader.Page.ClickAsync("form button.primary");
        (await reader.Page.InnerTextAsync("#receipt")).Length.ShouldBeGreaterThan(10);
        reader.Complaints.ShouldBeEmpty();
        await reader.LeaveAsync();

        await staff.Intake.GoAsync($"/?state=Received&journal={staff.Journal}");
        Case = (await staff.Intake.Page.Locator("table a[href^='/cases/']").First.GetAttributeAsync("href"))!;
        await staff.Intake.DoAsync(Case, "assign-journal");
        await staff.Intake.DoAsync(Case, "identify-article", ("doi", notice.Article!.Doi!), ("title", notice.Article.Title!));
        await staff.Intake.DoAsync(Case, "acknowledge-concern", ("letter", "Thank you for writing to us. We are looking into it."));
        for (int i = 0; i < _authors.Count; i++)
            await staff.Investigator.DoAsync(Case, "add-party", ("kind", i == 0 ? "CorrespondingAuthor" : "Author"), ("name", _authors[i]), ("mail", $"author{i}@example.org"), ("place", Number(i + 1)));
        await staff.Investigator.DoAsync(Case, "triage-concern", [.. notice.Concerns is [var concern, ..] ? await ConcernAsync(concern) : []]);
    }

    private async Task<List<(string, object)>> ConcernAsync(Concern concern)
    {
        List<(string, object)> fields = [("concern.about", concern.About!), ("concern.when", concern.When == Occasion.NotStated ? "" : concern.When.ToString()), ("concern.certainty", concern.Certainty == Certainty.Stated ? "" : concern.Certainty.ToString())];
        if (!concern.Figures.IsEmpty) fields.Add(("concern.figures", string.Join("; ", concern.Figures.Select(f => $"Figure {f.Figure}{f.Panel}"))));
        fields.AddRange(await ActorsAsync("concern.toldTo", concern.ToldTo));
        return fields;
    }

    private async Task AssessAsync()
    {
        string article = Path.Combine(SharedMaterial.RepositoryRoot, "samples", "suspect.pdf");
        await staff.Investigator.DoAsync(Case, "begin-assessment");
        await staff.Investigator.DoAsync(Case, "attach-evidence", ("content.file", article), ("kind", "Article"), ("label", "the article as published"));
        await staff.Investigator.DoAsync(Case, "request-screening", ("documents", new Shown("the article as published")));
        foreach (NoticeReference r in notice.References)
            await staff.Investigator.DoAsync(Case, "cite-work", [("reference", r.Id), ("doi", r.Work.Doi ?? ""), ("title", r.Work.Title ?? ""), .. Ticked("retracted", r.Retracted)]);
        await ScreenedAsync();
        int finding = 0;
        foreach (NoticeClaim claim in notice.Claims)
        {
            if (claim.Summary) await staff.Investigator.DoAsync(Case, "add-claim", [.. Claim("", claim)]);
            else await staff.Investigator.DoAsync(Case, "accept-finding", [("finding", new Shown($"F{++finding} of")), .. Claim("statement.", claim)]);
        }
        await staff.Investigator.DoAsync(Case, "record-assessment", ("level", "Major"));
        foreach (Request request in notice.Requests)
        {
            List<(string, object)> by = [.. await ActorsAsync("by", request.By), .. await ActorsAsync("of", request.Of)];
            await staff.Intake.DoAsync(Case, "record-request", [("for", request.For.ToString()), ("quote", request.Quote ?? ""), .. by]);
        }
    }

    /// <summary>The worker reads the PDF meanwhile; the page of the screening follows it live, and shows the findings when it is through.</summary>
    private async Task ScreenedAsync()
    {
        await staff.Investigator.GoAsync(Case);
        await staff.Investigator.Page.ClickAsync($"a[href^='{Case}/screenings/']");
        await staff.Investigator.Page.Locator($"a[href*='{Case}/do/accept-finding']").First.WaitForAsync(new() { Timeout = 300_000 });
    }

    private async Task AskAuthorsAsync()
    {
        AuthorsResponse[] answers = [.. notice.Authors.Where(a => !Told.Contains(a.Act) && !Positions.Contains(a.Act))];
        if (answers.Length > 0)
        {
            await staff.Investigator.DoAsync(Case, "draft-query", ("author", new Shown(_authors[0])), ("letter", "Could you send us the original images of the panels listed below?"));
            await staff.Investigator.DoAsync(Case, "send-query", ("query", new Shown("q1")), ("way", "SavedForSending"));
            List<(string, object)> acts = [.. answers.SelectMany((a, i) => new (string, object)[] { ($"acts.{i}.act", a.Act.ToString()), ($"acts.{i}.what", a.What ?? "") })];
            await staff.Investigator.DoAsync(Case, "record-answer", [("query", new Shown("q1")), ("forAll", "yes"), .. acts, ("answer", "We have looked again and found some files.")]);
            await staff.Investigator.DoAsync(Case, "assess-response", ("judgement", "Unsatisfactory"), ("why", "it leaves the question open"));
            if (answers.Any(a => a.Act == AuthorsAct.CouldNotProvideData))
            {
                await staff.Investigator.DoAsync(Case, "request-original-data", ("figure", "4"), ("author", new Shown(_authors[0])));
                await staff.Investigator.DoAsync(Case, "assess-original-data", ("item", new Shown("o1")), ("judgement", "NotAvailable"));
            }
        }
        else
        {
            await staff.Investigator.DoAsync(Case, "add-party", ("kind", "Institution"), ("name", "Invented University"));
            await staff.Investigator.DoAsync(Case, "contact-institution", ("institution", new Shown("Invented University")), ("letter", "Could you look into this?"), ("before", "yes"));
            await staff.Investigator.DoAsync(Case, "record-institution-answer", ("institution", new Shown("Invented University")), ("result", "Finding"));
        }
        foreach (Investigation investigation in notice.Investigations)
        {
            List<(string, object)> by = await ActorsAsync("by", investigation.By);
            await staff.Investigator.DoAsync(Case, "record-investigation",
                [("outcome", investigation.Outcome.ToString()), ("about", investigation.About ?? ""), ("when", investigation.When == Occasion.NotStated ? "" : investigation.When.ToString()), .. by]);
        }
    }

    private async Task DecideAsync()
    {
        Decision decision = notice.Decision!;
        List<(string, object)> fields =
        [
            ("outcome", Enum.GetValues<CaseOutcome>().First(o => o.NoticeKind() == notice.Kind).ToString()), ("without", "the authors answered, and the figures speak for themselves"),
            ("statement.ground", decision.Ground?.Value ?? ""), .. Ticked("statement.intended", decision.Intended), ("why", "what was seen, and what was answered"),
            .. await ActorsAsync("statement.by", decision.By), .. await ActorsAsync("statement.agreedBy", decision.AgreedBy),
        ];
        foreach ((int i, PolicyBasis policy) in notice.Policies.Index()) fields.AddRange([($"statement.policies.{i}.kind", policy.Kind.ToString()), ($"statement.policies.{i}.name", policy.Name)]);
        foreach ((int i, Reason reason) in notice.Reasons.Index()) fields.AddRange([($"statement.reasons.{i}.words", reason.Words), ($"statement.reasons.{i}.codes", string.Join("; ", reason.Codes))]);
        await staff.Editor.DoAsync(Case, "draft-decision", [.. fields]);
        if (notice.Approvals.IsEmpty) await staff.Approver.DoAsync(Case, "approve-decision");
        foreach ((Visitor approver, Approval approval) in new[] { staff.Approver, staff.SecondApprover }.Zip(notice.Approvals))
        {
            List<(string, object)> by = await ActorAsync("statement", approval.By);
            await approver.DoAsync(Case, "approve-decision", [.. by, ("statement.organisation", approval.Organisation ?? "")]);
        }
        List<(string, object)> told = [.. notice.Authors.Where(a => Told.Contains(a.Act)).SelectMany((a, i) => new (string, object)[] { ($"acts.{i}.act", a.Act.ToString()), ($"acts.{i}.what", a.What ?? "") })];
        await staff.Editor.DoAsync(Case, "tell-authors", [.. _authors.Select(a => ("parties", (object)new Shown(a))), .. told, ("letter", "This is what the notice will say.")]);
        foreach (AuthorsResponse position in notice.Authors.Where(a => Positions.Contains(a.Act)))
            foreach (string author in position.Who.Role == Role.Authors ? _authors : _authors[..1])
                await staff.Editor.DoAsync(Case, "record-author-position", ("author", new Shown(author)), ("act", position.Act.ToString()), ("what", position.What ?? ""));
    }

    private async Task PublishAsync()
    {
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        List<(string, object)> fields =
        [
            .. Citation("article.", notice.Article!), .. notice.References.SelectMany(r => Citation($"references.{r.Id}.", r.Work)),
            .. _authors.Take(notice.Requests.SelectMany(r => r.By).Any(a => a.Name is not null) ? 1 : 0).Concat(_offices).Select(n => ("named", (object)new Shown(n))),
            ("house.doi", doi), ("house.published", today),
        ];
        if (notice.OriginalStatus is { } status) fields.AddRange([("rights.original", "RemainsOnline"), ("rights.watermark", status.Watermark ?? ""), ("rights.purpose", status.Purpose ?? "")]);
        fields.AddRange(notice.Remarks.Select(r => ("house.remarks", (object)r.Kind.ToString())));
        await staff.Editor.DoAsync(Case, "draft-notice", [.. fields]);
        await staff.Editor.DoAsync(Case, "check-notice");
        await staff.Approver.GoAsync($"{Case}/do/approve-notice");
        foreach (Microsoft.Playwright.ILocator error in await staff.Approver.Page.Locator("[name=accepted]").AllAsync()) await error.CheckAsync();
        await staff.Approver.Page.ClickAsync("form [name=do][value=yes]");
        await staff.Editor.DoAsync(Case, "publish-notice");
        await staff.Intake.DoAsync(Case, "tell-raiser", ("news", "Outcome"), ("letter", "The notice is out. Thank you."));
        foreach (PropagationTarget target in Enum.GetValues<PropagationTarget>())
            await staff.Editor.DoAsync(Case, "confirm-propagation", [("target", target.ToString()), .. Ticked("none", target == PropagationTarget.Repositories)]);
        await staff.Editor.DoAsync(Case, "finish-propagation");
        await staff.Editor.DoAsync(Case, "begin-monitoring");
        await staff.Editor.DoAsync(Case, "close-case");
    }

    /// <summary>A claim, as its form is filled in.</summary>
    private static IEnumerable<(string, object)> Claim(string at, NoticeClaim claim)
    {
        foreach ((string name, string value) in ClaimFields.Fill(at, claim).Where(f => !f.Key.EndsWith(".rows", StringComparison.Ordinal)))
        {
            bool tick = name.EndsWith("partial", StringComparison.Ordinal) || name.EndsWith("summary", StringComparison.Ordinal) || name.EndsWith("turned", StringComparison.Ordinal);
            if (tick ? value == "yes" : value.Length > 0 && value != "NotStated" && !(name.EndsWith("flip", StringComparison.Ordinal) && value == "None")) yield return (name, value);
        }
    }

    private static IEnumerable<(string, object)> Citation(string at, ArticleCitation work)
    {
        yield return ($"{at}authors", string.Join("; ", work.Authors.Concat(work.MoreAuthors ? ["…"] : [])));
        foreach ((string field, string? value) in ((string, string?)[])[("title", work.Title), ("journal", work.Journal), ("year", work.Year?.ToString(CultureInfo.InvariantCulture)), ("volume", work.Volume), ("issue", work.Issue), ("pages", work.Pages), ("number", work.ArticleNumber), ("doi", work.Doi), ("type", work.ArticleType)])
            if (value is not null) yield return (at + field, value);
    }

    private static (string, object)[] Ticked(string name, bool on) => on ? [(name, "yes")] : [];

    private async Task<List<(string, object)>> ActorsAsync(string at, Sequence<Actor> actors)
    {
        List<(string, object)> fields = [];
        foreach ((int i, Actor actor) in actors.Index()) fields.AddRange(await ActorAsync($"{at}.{i}", actor));
        return fields;
    }

    /// <summary>A name that a notice prints belongs to a party of the case.</summary>
    private async Task<List<(string, object)>> ActorAsync(string at, Actor actor)
    {
        List<(string, object)> fields = [($"{at}.role", actor.Role.ToString())];
        if (actor.Name is not { } name) return fields;
        if (actor.Role != Role.CorrespondingAuthor && _offices.Add(name)) await staff.Investigator.DoAsync(Case, "add-party", ("kind", "Office"), ("name", name));
        fields.Add(($"{at}.party", new Shown(name)));
        return fields;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
