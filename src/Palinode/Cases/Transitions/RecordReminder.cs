namespace Palinode.Cases;

/// <summary>Keeps that somebody was reminded.</summary>
public sealed record RecordReminder(string Deadline, SealedText? Letter = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-reminder", "Recording a reminder", [CaseRole.Investigator, CaseRole.Editor, CaseRole.Service],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Deadlines.Any(d => d.Deadline == Deadline && !d.Met) ? Allow(new ReminderRecorded(Deadline, Letter)) : Refuse(RefusalCode.Unknown, "No such deadline is open.");
}
