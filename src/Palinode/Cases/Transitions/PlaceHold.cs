namespace Palinode.Cases;

/// <summary>Nothing of the case is erased while it lasts.</summary>
public sealed record PlaceHold() : CaseRequest
{
    public static CaseRule Definition { get; } = new("place-hold", "Placing a legal hold", [CaseRole.Administrator],
        CaseStates.Any);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Allow(new LegalHoldPlaced($"h{s.Case.Holds.Count + 1}"));
}
