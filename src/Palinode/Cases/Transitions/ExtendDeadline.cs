namespace Palinode.Cases;

/// <summary>Gives more time, within what the journal allows.</summary>
public sealed record ExtendDeadline(string Deadline, DateOnly Due) : CaseRequest
{
    public static CaseRule Definition { get; } = new("extend-deadline", "Extending a deadline", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Deadlines.FirstOrDefault(d => d.Deadline == Deadline) is not { Met: false } deadline) return Refuse(RefusalCode.Unknown, "No such deadline is open.");
        if (Due <= deadline.Due) return Refuse(RefusalCode.Value, "That is no extension.");
        if (deadline.Kind is DeadlineKind.AuthorAnswer or DeadlineKind.OriginalData && Due > deadline.SetOn.AddDays(s.Policy.LongestAuthorDays)) return Refuse(RefusalCode.Value, $"Authors have {s.Policy.LongestAuthorDays} days at most.");
        return Allow(new DeadlineExtended(Deadline, Due));
    }
}
