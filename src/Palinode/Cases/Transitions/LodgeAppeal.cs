namespace Palinode.Cases;

/// <summary>Stops the way to publication until it is decided.</summary>
public sealed record LodgeAppeal(string? Party = null, SealedText? Text = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("lodge-appeal", "Lodging an appeal", [CaseRole.Intake, CaseRole.Editor],
        CaseStates.Decided, [CaseState.Assessing]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Party is not null && s.Case.Party(Party) is null) return Refuse(RefusalCode.Unknown, "Add who appeals as a party of the case.");
        string appeal = $"a{s.Case.Appeals.Count + 1}";
        return Allow(new AppealLodged(appeal, Party, Text), s.Deadline(DeadlineKind.Appeal, appeal));
    }
}
