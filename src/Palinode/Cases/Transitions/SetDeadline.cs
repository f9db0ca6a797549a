namespace Palinode.Cases;

/// <summary>Sets a day for something that has none.</summary>
public sealed record SetDeadline(DeadlineKind Kind, DateOnly Due, string? About = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("set-deadline", "Setting a deadline", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Due < s.Today ? Refuse(RefusalCode.Value, "That day is past.") : Allow(new DeadlineSet($"t{s.Case.Deadlines.Count + 1}", Kind, Due, About));
}
