using Palinode.Cases;

namespace Palinode.Tests.Cases;

internal sealed class CasePolicyTests
{
    [Test]
    public void A_policy_is_read_as_it_was_written_and_what_it_leaves_away_has_its_default()
    {
        CasePolicy policy = new() { Approvals = 2, AuthorDays = 30, Roles = [new RuleRoles("add-note", [CaseRole.Administrator])], ApprovalsByOutcome = [new OutcomeApprovals(CaseOutcome.Removal, 3)] };
        CasePolicy.FromJson(policy.ToJson()).ShouldBe(policy);
        CasePolicy.FromJson("{}").ShouldBe(new CasePolicy());
        policy.ApprovalsFor(CaseOutcome.Removal).ShouldBe(3);
        policy.ApprovalsFor(CaseOutcome.Retraction).ShouldBe(2);
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"approvals":0}""")]
    [TestCase("""{"authorDays":-1}""")]
    [TestCase("""{"surprise":1}""")]
    public void What_is_no_policy_is_refused(string json) => Should.Throw<InputException>(() => CasePolicy.FromJson(json));

    [Test]
    public void Fewer_than_four_eyes_cannot_be_set()
    {
        Should.Throw<InputException>(() => new CasePolicy { Approvals = 0 });
        Should.Throw<InputException>(() => new CasePolicy { NoticeApprovals = 0 });
        new CasePolicy { ApprovalsByOutcome = [new OutcomeApprovals(CaseOutcome.Retraction, 0)] }.ApprovalsFor(CaseOutcome.Retraction).ShouldBe(1);
    }

    [Test]
    public void Days_that_lead_beyond_every_date_are_refused()
    {
        Should.Throw<InputException>(() => new CasePolicy { AuthorDays = int.MaxValue }).Message.ShouldContain("or less");
        Should.Throw<InputException>(() => CasePolicy.FromJson("""{"retentionYears":5000}""")).Message.ShouldContain("200");
        new CasePolicy { RetentionYears = 200 }.RetentionYears.ShouldBe(200);
    }
}
