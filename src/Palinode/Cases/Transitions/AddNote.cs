namespace Palinode.Cases;

/// <summary>Keeps something for colleagues to read.</summary>
public sealed record AddNote(SealedText Text) : CaseRequest
{
    public static CaseRule Definition { get; } = new("add-note", "Adding a note", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Allow(new NoteAdded(Text));
}
