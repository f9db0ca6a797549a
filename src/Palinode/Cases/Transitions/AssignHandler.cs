namespace Palinode.Cases;

/// <summary>Says who works on the case.</summary>
public sealed record AssignHandler(string Person) : CaseRequest
{
    public static CaseRule Definition { get; } = new("assign-handler", "Assigning the case", [CaseRole.Intake, CaseRole.Editor, CaseRole.Administrator],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Conflicts.Contains(Person)) return Refuse(RefusalCode.Conflict, "That person declared a conflict of interest.");
        return s.Case.Handler == Person ? Refuse(RefusalCode.Already, "They handle the case already.") : Allow(new HandlerAssigned(Person));
    }
}
