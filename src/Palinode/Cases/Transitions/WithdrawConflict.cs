namespace Palinode.Cases;

/// <summary>Lets somebody back in; never oneself.</summary>
public sealed record WithdrawConflict(string Person) : CaseRequest
{
    public static CaseRule Definition { get; } = new("withdraw-conflict", "Withdrawing a declaration of conflict", [CaseRole.Administrator],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Conflicts.Contains(Person) ? Allow(new ConflictWithdrawn(Person)) : Refuse(RefusalCode.Unknown, "That person declared no conflict.");
}
