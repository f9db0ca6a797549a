using FsCheck;
using FsCheck.Fluent;
using Palinode.Cases;
using Case = Palinode.Cases.Case;

namespace Palinode.Tests.Cases;

/// <summary>What holds whatever people try, in whatever order.</summary>
internal sealed class CasePropertyTests
{
    private const int Steps = 260;

    /// <summary>A run of requests from one seed, with what came of each.</summary>
    private sealed record Walk(CaseLog Log, List<(CaseRequest Request, CaseActor Actor, Case? Before, Ruling Ruling, Case? After)> Tried);

    private static Walk Run(int seed)
    {
        Random random = new(seed);
        RandomRequests requests = new(random);
        CaseLog log = new(new CasePolicy { Approvals = random.Next(1, 3), AskAllAuthorsAtOnce = random.Next(2) == 0, Propagation = random.Next(2) == 0 ? [PropagationTarget.Crossref] : [PropagationTarget.Raiser, PropagationTarget.PubMed] });
        log = random.Next(5) switch { 0 => log, 4 => CaseLog.Unsatisfactory(log.Policy), 1 => CaseLog.Assessing(log.Policy), 2 => CaseLog.AuthorsTold(log.Policy), _ => CaseLog.Published(log.Policy) };
        Walk walk = new(log, []);
        for (int i = 0; i < Steps; i++)
        {
            Case? before = log.Current;
            CaseRequest request = requests.Next(before);
            CaseActor actor = requests.Actor(request);
            Ruling ruling = log.Try(actor, request, "why-canary");
            walk.Tried.Add((request, actor, before, ruling, log.Current));
            log.Wait(random.Next(6) == 0 ? random.Next(40) : 0);
        }
        return walk;
    }

    private static void Holds(Func<Walk, bool> law, int runs = 40) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => law(Run(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    [Test]
    public void Random_cases_get_far_enough_to_mean_something()
    {
        Walk[] walks = [.. Enumerable.Range(0, 120).Select(Run)];
        HashSet<CaseState> reached = [.. walks.SelectMany(w => w.Tried).Select(t => t.After).OfType<Case>().Select(c => c.State)];
        Enum.GetValues<CaseState>().Except(reached).ShouldBeEmpty();
        HashSet<string> allowed = [.. walks.SelectMany(w => w.Tried).Where(t => t.Ruling.IsAllowed).Select(t => t.Request.Rule.Name)];
        CaseRules.All.Select(r => r.Name).Except(allowed).ShouldBeEmpty();
        walks.Count(w => w.Log.Entries.Any(e => e.Event is NoticePublished)).ShouldBeGreaterThan(20);
    }

    [Test]
    public void A_refusal_says_why_and_changes_nothing_and_a_permission_always_fits() => Holds(w => w.Tried.All(t => t.Ruling.Refusal is { } refusal
        ? t.Ruling.Events.IsEmpty && t.After == t.Before && refusal.Sentence.EndsWith('.')
        : !t.Ruling.Events.IsEmpty && t.Request.Rule.Roles.Any(t.Actor.Has)));

    [Test]
    public void A_state_moves_only_as_the_table_says() => Holds(w => w.Tried.Where(t => t.Before?.State != t.After?.State).All(t => t.Request.Rule.To.Contains(t.After!.State) && (t.Before is null || t.Request.Rule.From.Contains(t.Before.State))));

    [Test]
    public void Nothing_is_published_without_a_second_person() => Holds(w =>
    {
        IReadOnlyList<CaseEntry> log = w.Log.Entries;
        foreach (CaseEntry published in log.Where(e => e.Event is NoticePublished))
        {
            NoticePublished p = (NoticePublished)published.Event;
            CaseEntry[] drafts = [.. log.Where(e => e.Sequence < published.Sequence && e.Event is NoticeDrafted d && d.Notice == p.Notice)];
            string decision = ((NoticeDrafted)drafts[^1].Event).Decision;
            string[] writers = [.. drafts.Select(d => d.By)];
            bool notice = log.Any(e => e.Sequence > drafts[^1].Sequence && e.Sequence < published.Sequence && e.Event is NoticeApproved a && a.Notice == p.Notice && a.Digest == p.Digest && !writers.Contains(e.By));
            string decider = log.First(e => e.Event is DecisionDrafted d && d.Decision == decision).By;
            int approvers = log.Where(e => e.Sequence < published.Sequence && e.Event is DecisionApproved a && a.Decision == decision && e.By != decider).Select(e => e.By).Distinct().Count();
            if (!notice || approvers < w.Log.Policy.Approvals) return false;
        }
        return true;
    });

    [Test]
    public void Codes_that_speak_of_motive_are_set_by_an_approver_on_a_decided_case_alone() => Holds(w => w.Tried.Where(t => t.Ruling.Events.Any(e =>
            e is ReasonsAssigned r && r.Reasons.SelectMany(x => x.Codes).Any(CaseWords.SpeaksOfMotive) || e is DecisionDrafted d && d.Statement.Reasons.SelectMany(x => x.Codes).Any(CaseWords.SpeaksOfMotive)))
        .All(t => t.Request is AssignReasons && t.Actor.Has(CaseRole.Approver) && t.Before!.Decision is { Status: DecisionStatus.Approved } d && d.DraftedBy != t.Actor.Id));

    /// <summary>What comes over the wire is what was asked.</summary>
    [Test]
    public void Every_request_survives_its_json() => Holds(w => w.Tried.All(t => CaseRequestJson.Read(t.Request.Rule.Name, CaseRequestJson.Write(t.Request)) == t.Request), runs: 20);

    [Test]
    public void Only_intake_ever_sees_the_raiser() => Holds(w =>
    {
        if (w.Log.Current is not { } c) return true;
        string seen = string.Join('\n',
        [
            c.ToString(), c.WithoutRaiser().Concern.Raiser?.Value ?? "", CaseTimeline.Of(w.Log.Entries, seesRaiser: false).ToText(),
            .. w.Log.Entries.Select(e => e.ToString()), .. w.Log.Entries.Select(e => CaseEventJson.Write(e.WithoutRaiser().Event)), .. w.Tried.Select(t => t.Ruling.Refusal?.Sentence ?? ""),
        ]);
        bool whyLeaks = CaseTimeline.Of(w.Log.Entries, seesRaiser: false).Lines.Any(l => l.Why is not null && w.Log.Entries[l.Sequence - 1].IsAboutRaiser);
        return !seen.Contains("raiser-canary", StringComparison.Ordinal) && !whyLeaks;
    });

    [Test]
    public void A_case_that_is_read_back_from_its_log_is_the_same_case() => Holds(w =>
    {
        if (w.Log.Current is not { } c) return true;
        Case again = Case.From(w.Log.Entries.Select(e => e with { Event = CaseEventJson.Read(CaseEventJson.NameOf(e.Event), CaseEventJson.Write(e.Event)) }));
        return again == c && again.Version == w.Log.Entries.Count;
    });

    [Test]
    public void A_closed_case_takes_reopening_holds_and_keeping_alone()
    {
        string[] allowed = ["reopen-case", "place-hold", "lift-hold", "set-retention", "record-erasure"];
        Holds(w => w.Tried.Where(t => t.Before is { IsOpen: false } && t.Ruling.IsAllowed).All(t => allowed.Contains(t.Request.Rule.Name)));
    }

    [Test]
    public void Nothing_is_erased_under_a_hold() => Holds(w => w.Tried.Where(t => t.Before is { IsHeld: true }).All(t => !t.Ruling.Events.Any(e => e is ErasureRecorded)));

    [Test]
    public void Who_declared_a_conflict_does_nothing_more() => Holds(w => w.Tried.Where(t => t.Before?.Conflicts.Contains(t.Actor.Id) == true).All(t => !t.Ruling.IsAllowed));

    [Test]
    public void A_raiser_who_can_be_reached_knows_before_a_case_closes() => Holds(w => w.Tried.Where(t => t.After is { IsOpen: false } && t.Before is { IsOpen: true }).All(t => !t.After!.CanReachRaiser || t.After.RaiserKnowsOutcome));

    /// <summary>What a published notice says was accepted in the case when its text was written.</summary>
    [Test]
    public void A_notice_names_the_claims_of_its_case() => Holds(w => w.Tried.Where(t => t.Request is DraftNotice && t.Ruling.IsAllowed)
        .All(t => ((DraftNotice)t.Request).Notice.Claims.Count == t.Before!.Claims.Count && NoticeDraft.OtherThanAccepted(t.Before, ((DraftNotice)t.Request).Notice) is null));

    [Test]
    public void The_same_question_has_the_same_answer() => Holds(w => w.Tried.Where(t => t.Before is not null).All(t =>
    {
        DateTimeOffset now = w.Log.Now;
        return t.Request.Decide(t.Before, t.Actor, w.Log.Policy, now) == t.Request.Decide(t.Before, t.Actor, w.Log.Policy, now);
    }), runs: 40);
}
