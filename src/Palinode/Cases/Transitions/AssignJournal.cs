namespace Palinode.Cases;

/// <summary>Says which journal the case belongs to, and so who may see it.</summary>
public sealed record AssignJournal(string Journal) : CaseRequest
{
    public static CaseRule Definition { get; } = new("assign-journal", "Assigning a journal", [CaseRole.Intake, CaseRole.Administrator],
        [CaseState.Received, CaseState.Acknowledged, CaseState.Triaged]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Journal)) return Refuse(RefusalCode.Value, "Name the journal.");
        return s.Case.Journal == Journal ? Refuse(RefusalCode.Already, "The case is with that journal already.") : Allow(new JournalAssigned(Journal));
    }
}
