using System.Net;
using System.Text.RegularExpressions;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Cases.Transitions;

namespace Palinode.Server.Tests.Cases;

/// <summary>Every request as a form: sent once through the browser's door on a case that is where it belongs, and refused where it is not.</summary>
internal sealed partial class TransitionTests
{
    private Office _office = null!;
    private readonly HashSet<string> _done = [];

    [OneTimeSetUp] public async Task Open() => _office = await Office.OpenAsync();

    [OneTimeTearDown] public async Task Close() { if (_office is not null) await _office.DisposeAsync(); }

    [Test]
    public void Every_request_has_its_form_and_only_a_concern_opens_a_case_elsewhere() =>
        AllTransitions.InOrder.Select(t => t.Rule.Name).ShouldBe(CaseRules.All.Select(r => r.Name).Where(n => n != "receive-concern"));

    /// <summary>Sends a form and sees its events in the log.</summary>
    private async Task<OpenCase> Do(string person, Guid id, string rule, string[] events, params (string Name, string Value)[] fields)
    {
        int before = (await _office.ReadAsync(id)).Current.Version;
        using (HttpResponseMessage form = await _office.GetAsync(person, $"/cases/{id}/do/{rule}")) form.StatusCode.ShouldBe(HttpStatusCode.OK, $"{rule}: {await form.Content.ReadAsStringAsync()}");
        using HttpResponseMessage answer = await _office.DoAsync(person, id, rule, [.. fields, ("why", "because it follows")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{rule}: {Summary().Match(await answer.Content.ReadAsStringAsync()).Value}");
        OpenCase after = await _office.ReadAsync(id);
        after.Entries.Skip(before).Select(e => CaseEventJson.NameOf(e.Event)[..^2]).ShouldBe(events, rule);
        // The reason stands at every event; where one is about the raiser, at that one alone.
        bool confidential = after.Entries.Skip(before).Any(e => e.IsAboutRaiser);
        after.Entries.Skip(before).ShouldAllBe(e => e.By == _office.Person(person).ToString() && e.Why == (confidential && !e.IsAboutRaiser ? null : "because it follows"));
        _done.Add(rule);
        return after;
    }

    private async Task<string> Party(Guid id, string kind, string name, int? place = null)
    {
        OpenCase after = await Do("ivo", id, "add-party", ["party-added"], ("kind", kind), ("name", name), ("mail", "author@example.org"), ("place", place?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));
        return after.Current.Parties[^1].Party;
    }

    private async Task<Guid> Assessing(bool reachable = false)
    {
        Guid id = await _office.NewCaseAsync(reachable);
        await Do("ines", id, "assign-journal", ["journal-assigned"], ("journal", _office.Journal.ToString()));
        await Do("ines", id, "identify-article", ["article-identified"], ("doi", "https://doi.org/10.5555/BANDS.1"), ("title", "Bands of an example"));
        await Do("ines", id, "acknowledge-concern", ["concern-acknowledged", "deadline-met"], ("letter", "Thank you."));
        await Do("ivo", id, "triage-concern", ["case-triaged"], ("concern.about", "an overlap between panels"), ("concern.figures", "Figure 3, panels B and D"), ("concern.toldTo.rows", "1"));
        await Do("ivo", id, "begin-assessment", ["assessment-begun", "deadline-set"]);
        return id;
    }

    [Test]
    public async Task Every_request_is_sent_once_through_its_form_and_its_event_is_in_the_log()
    {
        await FromTheFirstLetterToTheClosing();
        await WhatStandsBesideTheWay();
        CaseRules.All.Select(r => r.Name).Except(_done).ShouldBe(["receive-concern", "finish-screening"], "the concern has its own tests, and a screening is finished by the service alone");
    }

    private async Task FromTheFirstLetterToTheClosing()
    {
        Guid id = await Assessing(reachable: true), other = await _office.NewCaseAsync();
        await Do("edda", id, "assign-handler", ["handler-assigned"], ("person", _office.Person("ivo").ToString()));
        (await _office.ReadAsync(id)).Current.Article!.Doi.ShouldBe("10.5555/bands.1");
        string first = await Party(id, "CorrespondingAuthor", "Zoe Zebra", 2), second = await Party(id, "Author", "Otto Okapi", 1), institution = await Party(id, "Institution", "Example University"), expert = await Party(id, "Expert", "Xena Example");
        await Do("ivo", id, "add-note", ["note-added"], ("text", "Look at lane 3."));
        await Do("ivo", id, "link-case", ["case-linked"], ("other", $"http://127.0.0.1/cases/{other}"), ("kind", "Related"));
        await Do("ivo", id, "unlink-case", ["case-unlinked"], ("other", other.ToString()));
        OpenCase now = await Do("ivo", id, "attach-evidence", ["evidence-attached"], ("content.file", "@an article"), ("kind", "Article"), ("label", "the article as published"), ("from", first));
        string document = now.Current.Evidence[0].Content.Hex;
        now = await Do("ivo", id, "request-screening", ["screening-requested"], ("documents", document));
        await Do("ivo", id, "stop-screening", ["screening-stopped"], ("run", now.Current.Screenings[0].Run), ("reason", "Cancelled"));
        now = await Do("ivo", id, "request-screening", ["screening-requested"], ("documents", document));
        string run = now.Current.Screenings[^1].Run;
        await FinishAsTheService(id, run);
        await Do("ivo", id, "record-assessment", ["assessment-recorded", "deadline-met"], ("level", "Major"), ("duplication", "WithRepositioning"), ("conclusions", "yes"));
        await Do("ivo", id, "cite-work", ["work-cited"], ("reference", "1"), ("doi", "10.5555/other.2"), ("title", "Another example"), ("retracted", "yes"));
        now = await Do("ivo", id, "accept-finding", ["finding-accepted"], ("finding", $"{run}/F1"), ("statement.targets", "Figure 3, panels B and D"), ("statement.relation", "Duplicate"), ("statement.certainty", "Apparent"),
            ("statement.sources.rows", "1"), ("statement.sources.0.places", "Figure 4A"), ("statement.sources.0.reference", "1"), ("statement.transform.flip", "Horizontal"), ("statement.details.content", "western blot"));
        ClaimLine.Of(now.Current.Claims[0].Statement).ShouldBe("Figures 3B and 3D: duplicate – Figure 4A of work [1], western blot, flipped horizontally (apparent)");
        await Do("ivo", id, "dismiss-finding", ["finding-dismissed"], ("finding", $"{run}/F2"), ("reason", "DeclaredReuse"));
        await Do("ivo", id, "add-claim", ["claim-added"], ("targets", "Figure 4C, IL-6R, Ctrl"), ("relation", "Duplicate"), ("certainty", "Apparent"), ("sources.rows", "1"), ("sources.0.places", "Figure 4E, VEGF, PBS"));
        await Do("ivo", id, "edit-claim", ["claim-edited"], ("claim", "c2"), ("statement.targets", "Figure 4C, IL-6R, Ctrl"), ("statement.relation", "Similar"), ("statement.certainty", "Apparent"));
        await Do("ivo", id, "withdraw-claim", ["claim-withdrawn"], ("claim", "c2"));
        await Do("ivo", id, "consult-expert", ["expert-consulted", "deadline-set"], ("expert", expert), ("question", "Is it the same membrane?"));
        await Do("ivo", id, "record-opinion", ["expert-answered", "deadline-met"], ("consultation", "x1"), ("opinion", "It appears so."));
        await Do("ivo", id, "record-investigation", ["investigation-recorded"], ("outcome", "Confirmed"), ("by.rows", "1"), ("by.0.role", "IntegrityOffice"), ("about", "the panels of Figure 3"));
        await Do("ivo", id, "draft-query", ["query-drafted"], ("author", first), ("letter", "Please explain Figures 3B and 3D."));
        await Do("ivo", id, "send-query", ["query-sent", "deadline-set"], ("query", "q1"), ("way", "Sent"));
        await Do("ivo", id, "request-original-data", ["original-data-requested", "deadline-set"], ("figure", "3"), ("panel", "B"), ("author", first));
        await Do("ines", id, "receive-original-data", ["original-data-received", "deadline-met"], ("item", "o1"), ("evidence", "e1"));
        await Do("ivo", id, "assess-original-data", ["original-data-assessed"], ("item", "o1"), ("judgement", "NotSatisfactory"));
        string due = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string waits = (await _office.ReadAsync(id)).Current.Deadlines.Single(d => d.About == "q1").Deadline;
        await Do("ivo", id, "extend-deadline", ["deadline-extended"], ("deadline", waits), ("due", due));
        await Do("ivo", id, "record-reminder", ["reminder-recorded"], ("deadline", waits), ("letter", "We wait for your answer."));
        now = await Do("ivo", id, "set-deadline", ["deadline-set"], ("kind", "Other"), ("due", due));
        await Do("ivo", id, "meet-deadline", ["deadline-met"], ("deadline", now.Current.Deadlines[^1].Deadline));
        await Do("ivo", id, "record-answer", ["query-answered", "deadline-met"], ("query", "q1"), ("acts.rows", "2"), ("acts.0.act", "Explained"), ("acts.1.act", "CouldNotProvideData"), ("acts.1.what", "the originals"), ("answer", "A mistake in assembling."));
        await Do("ivo", id, "draft-query", ["query-drafted"], ("author", second), ("letter", "Please explain."));
        await Do("ivo", id, "send-query", ["query-sent", "deadline-set"], ("query", "q2"), ("way", "SavedForSending"));
        await Do("ivo", id, "record-no-answer", ["query-unanswered", "deadline-met"], ("query", "q2"), ("acts.rows", "1"), ("acts.0.act", "CouldNotBeReached"));
        await Do("ivo", id, "record-request", ["request-recorded"], ("for", "Retraction"), ("by.rows", "1"), ("by.0.role", "CorrespondingAuthor"), ("by.0.party", first), ("quote", "we could not reproduce the results"));
        await Do("ivo", id, "contact-institution", ["institution-contacted", "deadline-set"], ("institution", institution), ("letter", "Please look into it."));
        await Do("ivo", id, "record-institution-answer", ["institution-answered", "deadline-met"], ("institution", institution), ("result", "Finding"), ("letter", "We confirm it."), ("statement.outcome", "Confirmed"), ("statement.by.rows", "1"), ("statement.by.0.role", "Institution"));
        await Do("edda", id, "draft-decision", ["decision-drafted"], ("outcome", "Retraction"), ("statement.by.rows", "1"), ("statement.by.0.role", "Editor"), ("statement.reasons.rows", "1"), ("statement.reasons.0.words", "duplicated panels"), ("statement.reasons.0.codes", "Duplication of Image"), ("statement.policies.rows", "1"), ("statement.policies.0.kind", "Cope"), ("statement.policies.0.name", "COPE retraction guidelines"));
        await Do("anton", id, "return-decision", ["decision-returned"], ("decision", "d1"), ("remarks", "Say what it rests on."));
        await Do("edda", id, "draft-decision", ["decision-drafted"], ("outcome", "Retraction"), ("statement.by.rows", "1"), ("statement.by.0.role", "Editor"), ("statement.ground", "given these findings"));
        await Do("anton", id, "approve-decision", ["decision-approved", "deadline-set"], ("decision", "d2"), ("statement.role", "EditorInChief"));
        await Do("anton", id, "assign-reasons", ["reasons-assigned"], ("decision", "d2"), ("reasons.rows", "1"), ("reasons.0.words", "duplicated panels"), ("reasons.0.codes", "Duplication of Image; Concerns/Issues About Image"));
        await Do("edda", id, "tell-authors", ["authors-told"], ("parties", first), ("parties", second), ("acts.rows", "1"), ("acts.0.act", "Notified"), ("letter", "This is what we decided."));
        await Do("edda", id, "record-author-position", ["author-position-recorded"], ("author", first), ("act", "Agreed"));
        await Do("edda", id, "lodge-appeal", ["appeal-lodged", "deadline-set"], ("party", second), ("text", "I disagree."));
        await Do("agnes", id, "decide-appeal", ["appeal-decided", "deadline-met"], ("appeal", "a1"), ("result", "Dismissed"), ("reasons", "Nothing new."));
        (string, string)[] draft = [("decision", "d2"), ("article.title", "Bands of an example"), ("article.doi", "10.5555/bands.1"), ("article.authors", "Zebra Z; Okapi O"), ("article.year", "2019"), ("article.journal", "Example Journal of Bands"),
            ("references.1.title", "Another example"), ("references.1.doi", "10.5555/other.2"), ("references.1.authors", "Sample S; …"), ("named", first), ("house.style", "Prefix"), ("house.doi", "10.5555/notice.1"), ("house.journal", "Example Journal of Bands"),
            ("house.byline", "Example Editorial Office"), ("house.corporate", "yes"), ("house.published", "2026-12-01"), ("house.dates", "Decided"), ("house.dates", "Published"), ("rights.free", "yes"), ("rights.original", "RemainsOnline"), ("rights.watermark", "Retracted"),
            ("publication.journal", "Example Journal of Bands"), ("publication.issn", "1234-5679"), ("publication.publisher", "Example Press"), ("publication.resource", "https://journal.example.org/notices/{doi}"), ("publication.policy", "10.5555/policy"),
            ("publication.depositor", "Example Press"), ("publication.depositorMail", "deposits@example.org")];
        await Do("edda", id, "draft-notice", ["notice-drafted"], draft);
        now = await Do("ivo", id, "check-notice", ["notice-checked"], ("notice", "n1"));
        await Do("anton", id, "return-notice", ["notice-returned"], ("notice", "n1"), ("remarks", "Name the figures."));
        await Do("edda", id, "draft-notice", ["notice-drafted"], draft);
        now = await Do("ivo", id, "check-notice", ["notice-checked"], ("notice", "n1"));
        (await _office.PageAsync("rita", $"/cases/{id}")).ShouldContain("The text of");
        await Do("agnes", id, "approve-notice", ["notice-approved"], [("notice", "n1"), ("digest", now.Current.Notices[0].Digest.Hex), .. now.Current.Notices[0].Errors.Select(e => ("accepted", e))]);
        now = await Do("edda", id, "publish-notice", ["notice-published", "deadline-met"], ("notice", "n1"), ("doi", "10.5555/notice.1"), ("date", "2026-12-01"), ("digest", now.Current.Notices[0].Digest.Hex));
        await Do("edda", id, "mark-original", ["original-marked"], ("notice", "n1"), ("content.file", "@marked"));
        await Do("ines", id, "tell-raiser", ["raiser-told"], ("news", "Outcome"), ("letter", "The article was retracted."));
        foreach (PropagationTarget target in Enum.GetValues<PropagationTarget>()) await Do("edda", id, "confirm-propagation", ["propagation-confirmed"], ("notice", "n1"), ("target", target.ToString()), ("none", target is PropagationTarget.Repositories ? "yes" : ""));
        await Do("edda", id, "finish-propagation", ["propagation-finished"], ("notice", "n1"));
        await Do("edda", id, "begin-monitoring", ["monitoring-begun"]);
        await Do("edda", id, "close-case", ["case-closed", "retention-set"]);
        await Do("edda", id, "reopen-case", ["case-reopened"], ("reason", "NewFinding"));
        string page = await _office.PageAsync("ivo", $"/cases/{id}");
        page.ShouldContain(CaseWords.NotAFinding);
        page.ShouldContain("Zoe Zebra");
        page.ShouldContain("Ivo Example");
        page.ShouldNotContain("Thank you.");
        (await _office.PageAsync("ines", $"/cases/{id}")).ShouldContain("Thank you.");
    }

    private async Task WhatStandsBesideTheWay()
    {
        Guid id = await Assessing();
        string institution = await Party(id, "Institution", "Example University");
        await Do("ivo", id, "contact-institution", ["institution-contacted", "deadline-set"], ("institution", institution), ("before", "yes"));
        string waits = (await _office.ReadAsync(id)).Current.Deadlines.Single(d => d.Kind == DeadlineKind.InstitutionAnswer).Deadline;
        await Do("ivo", id, "meet-deadline", ["deadline-met"], ("deadline", waits));
        await Do("ivo", id, "record-institution-silence", ["institution-silent"], ("institution", institution));
        await Do("ivo", id, "raise-new-finding", ["new-finding-raised"], ("text", "Figure 5 as well."));
        await Do("edda", id, "close-without-action", ["case-closed-without-action", "retention-set"], ("reason", "Explained"));
        await Do("adam", id, "place-hold", ["legal-hold-placed"]);
        await Do("adam", id, "lift-hold", ["legal-hold-lifted"], ("hold", "h1"));
        await Do("adam", id, "set-retention", ["retention-set"], ("until", "2040-01-01"));
        await Do("adam", id, "record-erasure", ["erasure-recorded"], ("thing", "PartyIdentity"), ("id", institution), ("ground", "LawfulRequest"));

        Guid conflicted = await Assessing();
        string author = await Party(conflicted, "CorrespondingAuthor", "Zoe Zebra");
        await Do("ivo", conflicted, "draft-query", ["query-drafted"], ("author", author), ("letter", "Please explain."));
        await Do("ivo", conflicted, "send-query", ["query-sent", "deadline-set"], ("query", "q1"), ("way", "Sent"));
        await Do("ivo", conflicted, "record-answer", ["query-answered", "deadline-met"], ("query", "q1"), ("forAll", "yes"), ("acts.rows", "1"));
        await Do("ivo", conflicted, "assess-response", ["response-assessed"], ("judgement", "HonestError"));
        await Do("ivo", conflicted, "declare-conflict", ["conflict-declared"], ("kind", "CoAuthor"));
        using (HttpResponseMessage answer = await _office.GetAsync("ivo", $"/cases/{conflicted}/do/add-note")) answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Do("adam", conflicted, "withdraw-conflict", ["conflict-withdrawn"], ("person", _office.Person("ivo").ToString()));
    }

    private async Task FinishAsTheService(Guid id, string run)
    {
        await using Palinode.Server.Storage.ActingTransaction transaction = await _office.Cases.BeginAsync(Palinode.Server.Storage.Actor.Service);
        OpenCase open = (await _office.Desk.ReadAsync(transaction, id, CancellationToken.None))!;
        (await _office.Desk.DoAsync(transaction, open, new FinishScreening(run, new ContentHash(new string('a', 64)), ["F1", "F2"]), "", CancellationToken.None)).IsAllowed.ShouldBeTrue();
        await transaction.CommitAsync();
    }

    [Test]
    public async Task What_the_role_does_not_allow_is_not_there_for_reading_and_for_sending()
    {
        Guid id = await _office.NewCaseAsync();
        foreach (var transition in AllTransitions.InOrder)
            foreach (string person in (string[])["rita", "olga", .. transition.Rule.Roles.Contains(CaseRole.Editor) ? (string[])[] : ["edda"]])
            {
                string way = $"/cases/{id}/do/{transition.Rule.Name}";
                using HttpResponseMessage form = await _office.GetAsync(person, way), sent = await _office.PostAsync(person, way, ("why", "x"));
                (form.StatusCode, sent.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), $"{person} {way}");
            }
        (await _office.ReadAsync(id)).Entries.Count.ShouldBe(2);
    }

    [Test]
    public async Task What_the_state_does_not_allow_says_so_and_writes_nothing()
    {
        Guid id = await _office.NewCaseAsync();
        Dictionary<CaseRole, string> people = new() { [CaseRole.Intake] = "ines", [CaseRole.Investigator] = "ivo", [CaseRole.Editor] = "edda", [CaseRole.Approver] = "anton", [CaseRole.Administrator] = "adam" };
        foreach (var transition in AllTransitions.InOrder.Where(t => !t.Rule.From.Contains(CaseState.Received) && t.Rule.Roles.Any(people.ContainsKey)))
        {
            string person = people[transition.Rule.Roles.First(people.ContainsKey)], way = $"/cases/{id}/do/{transition.Rule.Name}";
            using HttpResponseMessage form = await _office.GetAsync(person, way), sent = await _office.PostAsync(person, way, ("why", "x"));
            (form.StatusCode, sent.StatusCode).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.Conflict), way);
            (await form.Content.ReadAsStringAsync()).ShouldContain("is not possible while the case is received");
        }
        (await _office.ReadAsync(id)).Entries.Count.ShouldBe(2);
    }

    [Test]
    public async Task A_form_that_does_not_come_whole_is_refused_with_a_page()
    {
        Guid id = await _office.NewCaseAsync();
        using HttpResponseMessage answer = await _office.DoAsync("ines", id, "acknowledge-concern");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("did not come whole");
    }

    [Test]
    public async Task A_refusal_keeps_everything_that_was_typed()
    {
        Guid id = await Assessing();
        using HttpResponseMessage answer = await _office.DoAsync("ivo", id, "add-claim", ("targets", "the third picture"), ("relation", "Overlap"), ("certainty", "Apparent"), ("details.content", "actin & friends"), ("why", "typed <here>"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        string page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("role=\"alert\"");
        page.ShouldContain("href=\"#f-targets\"");
        page.ShouldContain("value=\"the third picture\"");
        page.ShouldContain("actin &amp; friends");
        page.ShouldContain("typed &lt;here&gt;");
        using HttpResponseMessage ruled = await _office.DoAsync("ivo", id, "record-assessment", ("level", "Clear"));
        ruled.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ruled.Content.ReadAsStringAsync()).ShouldContain("an approver sets it once the case is decided");
    }

    [Test]
    public async Task A_form_that_somebody_else_overtook_shows_what_happened()
    {
        Guid id = await Assessing();
        string form = await _office.PageAsync("ivo", $"/cases/{id}/do/add-note");
        string seen = Seen().Match(form).Groups[1].Value;
        await Do("edda", id, "cite-work", ["work-cited"], ("reference", "7"), ("title", "An overtaking example"));
        using HttpResponseMessage answer = await _office.DoAsync("ivo", id, "add-note", ("text", "my words"), ("seen", seen));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        string page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("An overtaking example");
        page.ShouldContain("Edda Example");
        page.ShouldContain("my words");
        seen = Seen().Match(page).Groups[1].Value;
        using HttpResponseMessage again = await _office.DoAsync("ivo", id, "add-note", ("text", "my words"), ("seen", seen));
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task Another_row_is_added_without_losing_the_first_and_a_claim_can_be_looked_at_before()
    {
        Guid id = await Assessing();
        using HttpResponseMessage more = await _office.DoAsync("ivo", id, "add-claim", ("targets", "Figure 3B"), ("sources.rows", "1"), ("sources.0.places", "Figure 8B"), ("more", "sources"));
        more.StatusCode.ShouldBe(HttpStatusCode.OK);
        string page = await more.Content.ReadAsStringAsync();
        page.ShouldContain("value=\"Figure 8B\"");
        page.ShouldContain("sources.1.places");
        using HttpResponseMessage look = await _office.DoAsync("ivo", id, "add-claim", ("targets", "Figure 3B"), ("relation", "Duplicate"), ("certainty", "Apparent"), ("sources.rows", "1"), ("sources.0.places", "Figure 8B"), ("do", "look"));
        WebUtility.HtmlDecode(await look.Content.ReadAsStringAsync()).ShouldContain("Figure 3B: duplicate – Figure 8B (apparent)");
        (await _office.ReadAsync(id)).Current.Claims.IsEmpty.ShouldBeTrue();
    }

    [GeneratedRegex("<div class=\"summary\".*?</div>|<h1>.*?</h1>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("name=\"seen\" value=\"([0-9]+)\"")]
    private static partial Regex Seen();
}
