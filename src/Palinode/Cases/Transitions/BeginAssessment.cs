namespace Palinode.Cases;

/// <summary>The evidence is looked at from here on.</summary>
public sealed record BeginAssessment() : CaseRequest
{
    public static CaseRule Definition { get; } = new("begin-assessment", "Beginning the assessment", [CaseRole.Investigator, CaseRole.Editor],
        [CaseState.Triaged], [CaseState.Assessing]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Allow(new AssessmentBegun(), s.Deadline(DeadlineKind.Assessment, null));
}
