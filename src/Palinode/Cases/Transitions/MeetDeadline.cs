namespace Palinode.Cases;

/// <summary>Says that nothing hangs on it any more.</summary>
public sealed record MeetDeadline(string Deadline) : CaseRequest
{
    public static CaseRule Definition { get; } = new("meet-deadline", "Ending a deadline", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Deadlines.Any(d => d.Deadline == Deadline && !d.Met) ? Allow(new DeadlineMet(Deadline)) : Refuse(RefusalCode.Unknown, "No such deadline is open.");
}
