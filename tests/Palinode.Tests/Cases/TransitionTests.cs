using Palinode.Cases;
using Palinode.Notices;
using static Palinode.Tests.Cases.CaseLog;

namespace Palinode.Tests.Cases;

internal sealed class TransitionTests
{
    private static readonly DecisionStatement Nothing = new();
    private static readonly NoticeClaim Alike = new() { Targets = [new ClaimTarget { Figure = "4", Panel = "C" }], Sources = [new ClaimSource { Figure = "4", Panel = "E" }], Relation = ClaimRelation.Similar, Certainty = Certainty.Apparent };

    [Test]
    public void A_role_that_does_not_fit_is_told_which_does() =>
        Assessing().Refused(Intake, new AddClaim(Alike), RefusalCode.Role).Sentence.ShouldBe("Adding a claim takes the role Investigator or Editor.");

    [Test]
    public void A_state_that_does_not_fit_is_told_in_words() =>
        Assessing().Refused(Editor, new CloseCase(), RefusalCode.State).Sentence.ShouldBe("Closing a case is not possible while the case is assessing.");

    [Test]
    public void A_journal_may_give_a_request_to_other_roles()
    {
        CasePolicy policy = new() { Roles = [new RuleRoles("add-note", [CaseRole.Administrator])] };
        Assessing(policy).Do(Administrator, new AddNote(Letter("note"))).Refused(Editor, new AddNote(Letter("note")), RefusalCode.Role);
    }

    [Test]
    public void A_conflict_of_interest_takes_a_person_out_until_somebody_else_lets_them_in()
    {
        CaseLog log = Assessing().Do(Editor, new DeclareConflict(ConflictKind.CoAuthor));
        log.Refused(Editor, new AddNote(Letter("note")), RefusalCode.Conflict);
        log.Refused(Intake, new AssignHandler("edo"), RefusalCode.Conflict);
        log.Do(Administrator, new WithdrawConflict("edo")).Do(Editor, new AddNote(Letter("note")));
        log.Do(Administrator, new DeclareConflict(ConflictKind.Personal)).Refused(Administrator, new WithdrawConflict("adm"), RefusalCode.Conflict);
    }

    [Test]
    public void A_raiser_who_can_be_reached_is_thanked_and_told_before_the_case_closes()
    {
        CaseLog log = new CaseLog().Do(Service, new ReceiveConcern(ConcernChannel.PublicForm, Raiser: new RaiserId("r"))).Do(Intake, new AssignJournal("journal-a"));
        log.Refused(Intake, new AcknowledgeConcern(), RefusalCode.Value);
        log.Do(Intake, new AcknowledgeConcern(Letter("thanks")));
        log.Case.Deadlines.ShouldAllBe(d => d.Met);
        log.Do(Intake, new TriageConcern()).Refused(Editor, new CloseWithoutAction(NoCaseReason.NotFounded), RefusalCode.First);
        log.Do(Intake, new TellRaiser(RaiserNews.Outcome)).Do(Editor, new CloseWithoutAction(NoCaseReason.NotFounded));
        log.Case.State.ShouldBe(CaseState.ClosedNoCase);
    }

    [Test]
    public void An_anonymous_concern_needs_no_answer_and_has_no_identity()
    {
        new CaseLog().Refused(Service, new ReceiveConcern(ConcernChannel.PublicForm, Anonymous: true, Identity: Hash("x")), RefusalCode.Value);
        CaseLog log = new CaseLog().Do(Service, new ReceiveConcern(ConcernChannel.PublicForm, Anonymous: true)).Do(Intake, new AcknowledgeConcern());
        log.Refused(Intake, new TellRaiser(RaiserNews.Progress), RefusalCode.State);
        log.Refused(Intake, new TriageConcern(), RefusalCode.First);
        log.Do(Intake, new AssignJournal("journal-a")).Refused(Intake, new TriageConcern(new ConcernStatement("images that appear alike", [Role.Reader])), RefusalCode.Value);
        log.Do(Intake, new TriageConcern(new ConcernStatement("images that appear alike"))).Do(Editor, new CloseWithoutAction(NoCaseReason.NotEnoughToGoOn));
    }

    [Test]
    public void The_corresponding_author_is_asked_first()
    {
        CaseLog log = Assessing().Do(Investigator, new DraftQuery("au2", Letter("a"))).Do(Investigator, new DraftQuery("au1", Letter("b")));
        log.Refused(Investigator, new SendQuery("q1", LetterWay.Sent), RefusalCode.First);
        log.Do(Investigator, new SendQuery("q2", LetterWay.Sent)).Refused(Investigator, new SendQuery("q1", LetterWay.Sent), RefusalCode.First);
        log.Wait(22).Do(Investigator, new SendQuery("q1", LetterWay.Sent));
        log.Case.State.ShouldBe(CaseState.CoAuthorsQueried);
        Assessing(new CasePolicy { AskAllAuthorsAtOnce = true }).Do(Investigator, new DraftQuery("au2", Letter("a"))).Do(Investigator, new SendQuery("q1", LetterWay.Sent));
    }

    [Test]
    public void A_deadline_is_in_time_on_its_day_and_grows_up_to_a_limit()
    {
        CaseLog log = Assessing().Do(Investigator, new DraftQuery("au1", Letter("a"))).Do(Investigator, new SendQuery("q1", LetterWay.Sent));
        CaseDeadline deadline = log.Case.Deadlines[^1];
        deadline.Due.ShouldBe(log.Today.AddDays(21));
        log.Case.Overdue(deadline.Due).ShouldNotContain(deadline);
        log.Case.Overdue(deadline.Due.AddDays(1)).ShouldContain(deadline);
        log.Refused(Investigator, new ExtendDeadline(deadline.Deadline, deadline.Due), RefusalCode.Value);
        log.Refused(Investigator, new ExtendDeadline(deadline.Deadline, log.Today.AddDays(91)), RefusalCode.Value);
        log.Do(Investigator, new ExtendDeadline(deadline.Deadline, log.Today.AddDays(90)));
        log.Refused(Investigator, new RecordNoAnswer("q1", false, [new ActStatement(AuthorsAct.DidNotRespond)]), RefusalCode.First);
        log.Do(Investigator, new RecordNoAnswer("q1", false, [new ActStatement(AuthorsAct.CouldNotBeReached)]));
        log.Case.Deadlines[^1].Met.ShouldBeTrue();
    }

    [Test]
    public void Reminders_are_due_shortly_before_the_day_and_again_after_it()
    {
        CaseLog log = Assessing().Do(Investigator, new DraftQuery("au1", Letter("a"))).Do(Investigator, new SendQuery("q1", LetterWay.Sent));
        string id = log.Case.Deadlines[^1].Deadline;
        bool Due() => log.Policy.RemindersDue(log.Case, log.Today).Any(d => d.Deadline == id);
        Due().ShouldBeFalse();
        log.Wait(14);
        Due().ShouldBeTrue();
        log.Do(Service, new RecordReminder(id));
        Due().ShouldBeFalse();
        log.Wait(8);
        Due().ShouldBeTrue();
        log.Do(Service, new RecordReminder(id)).Wait(13);
        Due().ShouldBeFalse();
        log.Wait(1);
        Due().ShouldBeTrue();
    }

    [Test]
    public void Nobody_is_reminded_of_a_short_deadline_on_the_day_it_is_set()
    {
        CaseLog log = new CaseLog().Do(CaseLog.Intake, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true));
        bool Due() => log.Policy.RemindersDue(log.Case, log.Today).Any();
        log.Policy.AcknowledgementDays.ShouldBe(log.Policy.ReminderDaysBefore);
        Due().ShouldBeFalse();
        log.Wait(3);
        Due().ShouldBeFalse();
        log.Wait(1);
        Due().ShouldBeTrue();
        log.Do(Service, new RecordReminder(log.Case.Deadlines[^1].Deadline));
        Due().ShouldBeFalse();
    }

    [Test]
    public void An_institution_is_asked_before_the_authors_only_on_purpose()
    {
        CaseLog log = Assessing();
        log.Refused(Investigator, new ContactInstitution("uni"), RefusalCode.First);
        log.Do(Investigator, new ContactInstitution("uni", BeforeAuthors: true));
        log.Refused(Investigator, new RecordInstitutionSilence("uni"), RefusalCode.First);
        log.Wait(91).Do(Investigator, new RecordInstitutionSilence("uni"));
        log.Case.State.ShouldBe(CaseState.NoReply);
        log.Do(Investigator, new RecordInstitutionAnswer("uni", InstitutionResult.Cleared));
        log.Case.State.ShouldBe(CaseState.Cleared);
    }

    [Test]
    public void Evidence_is_not_labelled_by_a_file_name()
    {
        CaseLog log = Assessing();
        foreach (string label in new[] { "smith_blot.tif", "C:\\blots", "", "a/b", "original.jpeg" }) log.Refused(Intake, new AttachEvidence(Hash("x"), EvidenceKind.OriginalBlot, label), RefusalCode.Value);
        log.Do(Intake, new AttachEvidence(Hash("x"), EvidenceKind.OriginalBlot, "blots of Fig. 4 as received", "au1")).Refused(Intake, new AttachEvidence(Hash("x"), EvidenceKind.OriginalBlot, "again"), RefusalCode.Already);
    }

    [Test]
    public void A_finding_is_a_claim_only_in_a_persons_words_and_those_are_neutral()
    {
        CaseLog log = Assessing().Do(Investigator, new AttachEvidence(Hash("x"), EvidenceKind.Article, "the article")).Do(Investigator, new RequestScreening("r", [Hash("x")])).Do(Service, new FinishScreening("r", Hash("f"), ["F1", "F2"]));
        log.Case.Claims.ShouldBeEmpty();
        log.Refused(Investigator, new AcceptFinding("r", "F1", Alike with { Content = "fabricated blot" }), RefusalCode.Words);
        log.Refused(Investigator, new AcceptFinding("r", "F9", Alike), RefusalCode.Unknown);
        log.Refused(Investigator, new AcceptFinding("r", "F1", Alike with { Sources = [new ClaimSource { Reference = "7" }] }), RefusalCode.Unknown);
        log.Do(Investigator, new AcceptFinding("r", "F1", Alike)).Refused(Investigator, new AcceptFinding("r", "F1", Alike), RefusalCode.Already);
        log.Do(Investigator, new EditClaim("c1", Alike with { Certainty = Certainty.Possible })).Do(Investigator, new DismissFinding("r", "F2", DismissalReason.DeclaredReuse)).Do(Investigator, new WithdrawClaim("c1"));
        log.Case.Findings[0].Status.ShouldBe(FindingStatus.Open);
        log.Do(Investigator, new AcceptFinding("r", "F1", Alike)).Case.Claims[0].Claim.ShouldBe("c2");
    }

    [Test]
    public void The_highest_level_and_codes_that_charge_wait_for_a_decided_case()
    {
        CaseLog log = Unsatisfactory();
        log.Refused(Approver, new RecordAssessment(ConcernLevel.Clear), RefusalCode.First);
        Reason charge = new() { Words = "as the institution found", Codes = ["Falsification/Fabrication of Image"] };
        log.Refused(Editor, new DraftDecision(CaseOutcome.Retraction, Nothing with { Reasons = [charge] }, WithoutInstitution: "x"), RefusalCode.Words);
        log.Refused(Approver, new AssignReasons("d1", [charge]), RefusalCode.State);
        log = AuthorsTold();
        log.Refused(Editor, new AssignReasons("d1", [charge]), RefusalCode.Role);
        log.Do(Approver, new AssignReasons("d1", [charge])).Do(Approver, new RecordAssessment(ConcernLevel.Clear));
    }

    [TestCase("Duplication of/in Image", false)]
    [TestCase("Unreliable Image", false)]
    [TestCase("Concerns/Issues about Image", false)]
    [TestCase("Original Data and/or Images not Provided and/or not Available", false)]
    [TestCase("Error in Image", false)]
    [TestCase("Falsification/Fabrication of Image", true)]
    [TestCase("Manipulation of Images", true)]
    [TestCase("Plagiarism of Image", true)]
    [TestCase("Misconduct by Author", true)]
    [TestCase("Paper Mill", true)]
    public void Codes_that_speak_of_motive_are_known(string code, bool speaks) => CaseWords.SpeaksOfMotive(code).ShouldBe(speaks);

    [Test]
    public void Whoever_drafts_a_decision_does_not_approve_it_and_two_approvals_are_two_people()
    {
        CaseActor both = new("both", [CaseRole.Editor, CaseRole.Approver]);
        CaseLog log = Unsatisfactory(new CasePolicy { ApprovalsByOutcome = [new OutcomeApprovals(CaseOutcome.Retraction, 2)] });
        log.Refused(both, new DraftDecision(CaseOutcome.Retraction, Nothing), RefusalCode.Value);
        log.Do(both, new DraftDecision(CaseOutcome.Retraction, Nothing, WithoutInstitution: "the authors ask for it")).Refused(both, new ApproveDecision("d1"), RefusalCode.FourEyes);
        log.Do(Approver, new ApproveDecision("d1")).Refused(Approver, new ApproveDecision("d1"), RefusalCode.FourEyes);
        log.Case.State.ShouldBe(CaseState.DecisionDrafted);
        log.Do(SecondApprover, new ApproveDecision("d1")).Case.State.ShouldBe(CaseState.Approved);
    }

    [Test]
    public void A_returned_decision_leads_back_to_where_it_was_drafted() =>
        Unsatisfactory().Do(Editor, new DraftDecision(CaseOutcome.Correction, Nothing)).Do(Approver, new ReturnDecision("d1", Letter("why"))).Case.State.ShouldBe(CaseState.Unsatisfactory);

    [Test]
    public void Authors_who_ask_for_a_retraction_shorten_the_way()
    {
        CaseLog log = Assessing();
        log.Refused(Editor, new DraftDecision(CaseOutcome.Retraction, Nothing, WithoutInstitution: "x"), RefusalCode.First);
        log.Do(Intake, new RecordRequest(new RequestStatement(RequestFor.Retraction, [new StatedActor(Role.Authors)]))).Do(Editor, new DraftDecision(CaseOutcome.Retraction, Nothing, WithoutInstitution: "the authors ask for it"));
    }

    [Test]
    public void An_expression_of_concern_goes_out_beside_the_inquiry_and_the_retraction_follows_it()
    {
        CaseLog log = Assessing().Do(Investigator, new ContactInstitution("uni", BeforeAuthors: true)).Do(Editor, new DraftDecision(CaseOutcome.ExpressionOfConcern, Nothing, Interim: true)).Do(Approver, new ApproveDecision("d1"));
        Notice concern = NoticeDraft.From(log.Case, "d1", new NoticeForm { Labels = ["Expression of Concern"] }, Sources);
        Publish(log, "d1", concern, "10.5555/concern");
        log.Case.State.ShouldBe(CaseState.InstitutionContacted);
        log.Refused(Editor, new DraftDecision(CaseOutcome.ExpressionOfConcern, Nothing, Interim: true), RefusalCode.Already);
        log.Do(Investigator, new RecordInstitutionAnswer("uni", InstitutionResult.Finding)).Do(Editor, new DraftDecision(CaseOutcome.Retraction, Nothing)).Do(Approver, new ApproveDecision("d2")).Do(Editor, new TellAuthors(["au1"], []));
        NoticeDraft.From(log.Case, "d2", new NoticeForm { Labels = ["Retraction"] }, Sources).LinkedNotices.ShouldBe([new LinkedNotice(NoticeKind.ExpressionOfConcern, NoticeLink.Follows, "10.5555/concern")]);
    }

    [Test]
    public void An_appeal_stops_the_way_to_publication_and_is_decided_by_somebody_new()
    {
        CaseLog log = AuthorsTold().Do(Intake, new LodgeAppeal("au1", Letter("grounds")));
        log.Case.State.ShouldBe(CaseState.Assessing);
        log.Refused(Approver, new DecideAppeal("a1", AppealResult.Dismissed), RefusalCode.FourEyes);
        log.Refused(Editor, new DraftNotice("d1", new Notice { Kind = NoticeKind.Retraction }, Hash("x")), RefusalCode.First);
        log.Do(SecondApprover, new DecideAppeal("a1", AppealResult.Dismissed)).Case.State.ShouldBe(CaseState.AuthorsNotified);
        log.Do(Intake, new LodgeAppeal("au2")).Do(SecondApprover, new DecideAppeal("a2", AppealResult.Upheld));
        log.Case.Decision.ShouldBeNull();
        log.Case.Round.ShouldBe(2);
        log.Case.Decisions[0].Status.ShouldBe(DecisionStatus.Withdrawn);
    }

    [Test]
    public void A_notice_claims_what_the_case_accepted_no_more_and_no_less()
    {
        CaseLog log = AuthorsTold();
        Notice notice = NoticeDraft.From(log.Case, "d1", new NoticeForm { Labels = ["Retraction"] }, Sources);
        log.Refused(Editor, new DraftNotice("d1", notice with { Claims = [Alike] }, Hash("x")), RefusalCode.Value).Sentence.ShouldContain("Figure 4C");
        log.Refused(Editor, new DraftNotice("d1", notice with { Kind = NoticeKind.Correction }, Hash("x")), RefusalCode.Value);
    }

    [Test]
    public void A_text_that_was_changed_is_neither_checked_nor_approved()
    {
        CaseLog log = AuthorsTold();
        Notice notice = NoticeDraft.From(log.Case, "d1", new NoticeForm { Labels = ["Retraction"] }, Sources);
        log.Do(Editor, new DraftNotice("d1", notice, Hash("1"))).Refused(Editor, new CheckNotice("n1", notice with { Kind = NoticeKind.Removal }), RefusalCode.Value);
        log.Refused(Approver, new ApproveNotice("n1", Hash("1")), RefusalCode.First);
        log.Do(Editor, new CheckNotice("n1", notice)).Refused(Approver, new ApproveNotice("n1", Hash("2")), RefusalCode.Value);
        log.Refused(Approver, new ApproveNotice("n1", Hash("1")), RefusalCode.First).Sentence.ShouldContain("complete/own-doi");
        log.Do(Approver, new ApproveNotice("n1", Hash("1"), log.Case.Notices[0].Errors)).Do(Editor, new ReturnNotice("n1")).Do(Editor, new DraftNotice("d1", notice with { Doi = new Stated<string>("10.5555/n") }, Hash("2")));
        log.Case.Notices.Count.ShouldBe(1);
        log.Case.Notices[0].Checked.ShouldBeFalse();
        log.Case.Notices[0].ApprovedBy.ShouldBeEmpty();
        log.Refused(Editor, new PublishNotice("n1", Hash("2"), "10.5555/n", log.Today), RefusalCode.First);
    }

    [Test]
    public void Words_that_speak_of_motive_never_stand_in_a_notice()
    {
        CaseLog log = AuthorsTold();
        Notice notice = NoticeDraft.From(log.Case, "d1", new NoticeForm { Labels = ["Retraction"] }, Sources);
        log.Do(Editor, new DraftNotice("d1", notice, Hash("1"))).Do(Editor, new CheckNotice("n1", notice, "The images were deliberately reused."));
        log.Refused(Approver, new ApproveNotice("n1", Hash("1"), log.Case.Notices[0].Errors), RefusalCode.Words);
    }

    [Test]
    public void A_closed_case_is_kept_and_erased_by_its_rules()
    {
        CaseLog log = Unsatisfactory().Do(Editor, new DraftDecision(CaseOutcome.NoAction, Nothing)).Do(Approver, new ApproveDecision("d1")).Do(Editor, new TellAuthors(["au1"], []));
        log.Refused(Editor, new CloseCase(), RefusalCode.First);
        log.Do(Intake, new TellRaiser(RaiserNews.Outcome)).Do(Editor, new CloseCase());
        log.Case.Outcome.ShouldBe(CaseOutcome.NoAction);
        log.Refused(Administrator, new RecordErasure(ErasedThing.RaiserIdentity, ErasureGround.RetentionEnded), RefusalCode.First);
        log.Do(Administrator, new PlaceHold()).Wait(4000).Refused(Administrator, new RecordErasure(ErasedThing.RaiserIdentity, ErasureGround.RetentionEnded), RefusalCode.Hold);
        log.Do(Administrator, new LiftHold("h1")).Do(Administrator, new RecordErasure(ErasedThing.RaiserIdentity, ErasureGround.RetentionEnded));
        log.Case.CanReachRaiser.ShouldBeFalse();
        log.Do(Editor, new ReopenCase(ReopeningReason.Appeal)).Case.State.ShouldBe(CaseState.Assessing);
    }

    private static NoticeSources Sources => new() { Article = new ArticleCitation { Title = "An invented article", Doi = "10.5555/article" } };

    private static void Publish(CaseLog log, string decision, Notice notice, string doi)
    {
        log.Do(Editor, new DraftNotice(decision, notice, Hash(decision)));
        string id = log.Case.Notices[^1].Notice;
        log.Do(Editor, new CheckNotice(id, notice));
        log.Do(Approver, new ApproveNotice(id, Hash(decision), log.Case.Notices[^1].Errors)).Do(Editor, new PublishNotice(id, Hash(decision), doi, log.Today));
    }
}
