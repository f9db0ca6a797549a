using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>A sentence for every event. Sentences say what was done, never what it means.</summary>
internal static class TimelineWording
{
    /// <param name="happened">The event.</param>
    /// <param name="known">The case, where it is at hand: it says what a deadline is for.</param>
    public static string Of(CaseEvent happened, Case? known = null) => Intake(happened) ?? Evidence(happened) ?? Deadlines(happened, known) ?? Letters(happened) ?? Decisions(happened) ?? NoticesAndKeeping(happened)
        ?? throw new InvalidOperationException($"{happened.GetType().Name} has no wording.");

    private static string? Intake(CaseEvent happened) => happened switch
    {
        ConcernReceived e => $"A concern was received ({CaseWords.Of(e.Channel)}{(e.Anonymous ? ", anonymous" : "")}).",
        JournalAssigned e => $"The case was assigned to journal {e.Journal}.",
        ArticleIdentified e => $"The article was identified: {e.Doi ?? e.Title}.",
        ConcernAcknowledged => "The concern was acknowledged.",
        CaseTriaged { Concern: null } => "The case was triaged.",
        CaseTriaged e => $"The case was triaged: {e.Concern!.About ?? "a concern"}{(e.Concern.Figures.IsEmpty ? "" : $" ({Figures(e.Concern.Figures)})")}.",
        HandlerAssigned e => $"{e.Person} handles the case.",
        ConflictDeclared e => $"{e.Person} declared a conflict of interest ({CaseWords.Of(e.Kind)}) and takes no further part.",
        ConflictWithdrawn e => $"The declaration of conflict of {e.Person} was withdrawn.",
        RaiserTold e => e.News == RaiserNews.Outcome ? "The raiser was told the outcome." : "The raiser was told how the case stands.",
        PartyAdded e => $"Party {e.Party} was added: {CaseWords.Of(e.Kind)}{(e.Place is { } place ? $", {place} in the byline" : "")}.",
        NoteAdded => "A note was added.",
        CaseLinked e => e.Kind switch
        {
            CaseLinkKind.PartOf => $"The case joined the batch of case {e.Other}.",
            CaseLinkKind.Leads => $"Case {e.Other} joined the batch of this case.",
            CaseLinkKind.Duplicate => $"The same concern is in case {e.Other}.",
            _ => $"Case {e.Other} was linked.",
        },
        CaseUnlinked e => $"The link to case {e.Other} was taken away.",
        _ => null,
    };

    private static string? Evidence(CaseEvent happened) => happened switch
    {
        EvidenceAttached e => $"Evidence {e.Evidence} was attached: {e.Label} ({CaseWords.Of(e.Kind)}{(e.From is null ? "" : $", from {e.From}")}).",
        ScreeningRequested e => $"A screening of {Count(e.Documents.Count, "document")} was requested.",
        ScreeningFinished e => e.Findings.IsEmpty ? "The screening finished; nothing unexpectedly similar was found in what it examined." : $"The screening finished with {Count(e.Findings.Count, "place")} that appear unexpectedly similar.",
        ScreeningStopped e => $"The screening ended without results ({CaseWords.Of(e.Reason)}).",
        AssessmentBegun => "The assessment began.",
        AssessmentRecorded e => $"The assessment was recorded: {Level(e.Level)}{(e.ConclusionsAffected is { } affected ? affected ? ", conclusions affected" : ", conclusions not affected" : "")}.",
        NewFindingRaised => "A new finding was raised; the case is assessed again.",
        FindingAccepted e => $"Finding {e.Finding} became claim {e.Claim} about {Figures(e.Statement.Targets)}.",
        FindingDismissed e => $"Finding {e.Finding} was dismissed ({CaseWords.Of(e.Reason)}).",
        ClaimAdded e => $"Claim {e.Claim} about {Figures(e.Statement.Targets)} was added.",
        ClaimEdited e => $"Claim {e.Claim} was edited.",
        ClaimWithdrawn e => $"Claim {e.Claim} was withdrawn.",
        WorkCited e => $"Another work was cited as {e.Reference}: {e.Doi ?? e.Title}.",
        ExpertConsulted e => $"Expert {e.Expert} was consulted.",
        ExpertAnswered => "The expert answered.",
        InvestigationRecorded e => $"An investigation was recorded{(e.Statement.About is null ? "" : $" of {e.Statement.About}")}: {Outcome(e.Statement.Outcome)}.",
        _ => null,
    };

    private static string? Deadlines(CaseEvent happened, Case? known) => happened switch
    {
        DeadlineSet e => $"A deadline was set: {CaseWords.Of(e.Kind)} by {e.Due:yyyy-MM-dd}.",
        DeadlineExtended e => $"The deadline {Named(e.Deadline, known)} was extended to {e.Due:yyyy-MM-dd}.",
        DeadlineMet e => $"The deadline {Named(e.Deadline, known)} ended.",
        ReminderRecorded e => $"A reminder of the deadline {Named(e.Deadline, known)} went out.",
        _ => null,
    };

    /// <summary>"for the author answer (t3)"</summary>
    private static string Named(string deadline, Case? known) => known?.Deadlines.FirstOrDefault(d => d.Deadline == deadline) is { } one ? $"for the {CaseWords.Of(one.Kind)} ({deadline})" : deadline;

    private static string? Letters(CaseEvent happened) => happened switch
    {
        QueryDrafted e => $"Letter {e.Query} to author {e.Author} was drafted.",
        QuerySent e => e.Way == LetterWay.SavedForSending ? $"Letter {e.Query} was saved for sending." : $"Letter {e.Query} was sent.",
        QueryAnswered e => $"Letter {e.Query} was answered{(e.ForAll ? " for all authors" : "")}{Acts(e.Acts)}.",
        QueryUnanswered e => $"Letter {e.Query} was not answered{Acts(e.Acts)}.",
        ResponseAssessed e => e.Judgement switch
        {
            ResponseJudgement.Satisfactory => "The answer was judged satisfactory.",
            ResponseJudgement.HonestError => "The answer was judged satisfactory: an honest error.",
            ResponseJudgement.Admitted => "The answer confirms the concern.",
            _ => "The answer was judged not satisfactory.",
        },
        OriginalDataRequested e => $"Original data of Figure {e.Figure}{e.Panel} were requested from {e.Author}.",
        OriginalDataReceived e => $"Original data {e.Item} were received ({string.Join(", ", e.Evidence)}).",
        OriginalDataAssessed e => e.Judgement switch
        {
            OriginalDataJudgement.Supports => $"Original data {e.Item} support the figure.",
            OriginalDataJudgement.NotSatisfactory => $"Original data {e.Item} are not satisfactory.",
            _ => $"Original data {e.Item} are not available.",
        },
        RequestRecorded e => $"A request was recorded: {CaseWords.Of(e.Statement.For)}{(e.Statement.By.IsEmpty ? "" : $", by {string.Join(", ", e.Statement.By.Select(b => CaseWords.Of(b.Role)))}")}.",
        InstitutionContacted e => $"Institution {e.Institution} was contacted{(e.BeforeAuthors ? ", before the authors" : "")}.",
        InstitutionAnswered e => e.Result switch
        {
            InstitutionResult.Cleared => $"Institution {e.Institution} answered: it found nothing to correct.",
            InstitutionResult.Finding => $"Institution {e.Institution} answered: it confirms what was reported.",
            _ => $"Institution {e.Institution} answered: its inquiry is under way.",
        },
        InstitutionSilent e => $"Institution {e.Institution} did not answer in time.",
        AuthorsTold e => $"{Count(e.Parties.Count, "author")} {(e.Parties.Count == 1 ? "was" : "were")} told the decision and its wording.",
        AuthorPositionRecorded e => $"Author {e.Author}: {CaseWords.Of(e.Position.Act)}.",
        _ => null,
    };

    private static string? Decisions(CaseEvent happened) => happened switch
    {
        DecisionDrafted e => $"Decision {e.Decision} was drafted: {CaseWords.Of(e.Outcome)}{(e.Interim ? ", while the inquiry goes on" : "")}{(e.WithoutInstitution is null ? "" : $"; no institution's answer was waited for: {e.WithoutInstitution}")}.",
        DecisionApproved e => e.Complete ? $"Decision {e.Decision} was approved." : $"Decision {e.Decision} was approved by one of several.",
        DecisionReturned e => $"Decision {e.Decision} was returned.",
        ReasonsAssigned e => $"Reasons were assigned to decision {e.Decision}: {string.Join("; ", e.Reasons.SelectMany(r => r.Codes))}.",
        AppealLodged => "An appeal was lodged.",
        AppealDecided e => e.Result == AppealResult.Upheld ? "The appeal was upheld; the case is assessed again." : "The appeal was dismissed; the decision stands.",
        CaseClosedWithoutAction e => $"The case was closed: nothing to follow up ({CaseWords.Of(e.Reason)}).",
        MonitoringBegun => "Watching began.",
        CaseClosed e => $"The case was closed: {CaseWords.Of(e.Outcome)}.",
        CaseReopened e => $"The case was reopened ({CaseWords.Of(e.Reason)}).",
        _ => null,
    };

    private static string? NoticesAndKeeping(CaseEvent happened) => happened switch
    {
        NoticeDrafted e => $"Notice {e.Notice} was drafted: {CaseWords.Of(e.Kind)}.",
        NoticeChecked e => $"Notice {e.Notice} was checked: {Count(e.Errors.Count, "error")}, {Count(e.Warnings.Count, "warning")}.",
        NoticeApproved e => (e.Complete ? $"Notice {e.Notice} was approved" : $"Notice {e.Notice} was approved by one of several") + (e.Accepted.IsEmpty ? "." : $"; allowed to stand: {string.Join(", ", e.Accepted)}."),
        NoticeReturned e => $"Notice {e.Notice} was returned.",
        NoticePublished e => $"Notice {e.Notice} was published on {e.Date:yyyy-MM-dd}: {e.Doi}.",
        OriginalMarked => "The original was marked.",
        PropagationConfirmed e => e.NotApplicable ? $"{CaseWords.Of(e.Target)}: nothing to tell." : $"{CaseWords.Of(e.Target)}: knows of the notice.",
        PropagationFinished => "Everybody who has to know of the notice knows.",
        LegalHoldPlaced => "A legal hold was placed.",
        LegalHoldLifted => "A legal hold was lifted.",
        RetentionSet e => $"Confidential parts are kept until {e.Until:yyyy-MM-dd}.",
        ErasureRecorded e => $"Erased: {CaseWords.Of(e.Thing)}{(e.Id is null ? "" : $" {e.Id}")} ({CaseWords.Of(e.Ground)}).",
        _ => null,
    };

    private static string Figures(Sequence<ClaimTarget> targets) => targets.IsEmpty ? "no figure" : $"Figure {string.Join(", ", targets.Select(t => $"{t.Figure}{t.Panel}").Distinct())}";

    private static string Acts(Sequence<ActStatement> acts) => acts.IsEmpty ? "" : $": {string.Join(", ", acts.Select(a => CaseWords.Of(a.Act)))}";

    private static string Level(ConcernLevel level) => level switch { ConcernLevel.Minor => "level 1", ConcernLevel.Major => "level 2", _ => "level 3" };

    private static string Outcome(InvestigationOutcome outcome) => outcome == InvestigationOutcome.NotStated ? "no outcome stated" : CaseWords.Of(outcome);

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
