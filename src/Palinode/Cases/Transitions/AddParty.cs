namespace Palinode.Cases;

/// <summary>Adds an author, institution, editor, … by a random id.</summary>
/// <param name="Party">Id; the name is kept elsewhere.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Place">Of an author in the byline, from 1.</param>
/// <param name="Identity">Commitment to the name.</param>
public sealed record AddParty(string Party, PartyKind Kind, int? Place = null, ContentHash? Identity = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("add-party", "Adding a party", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Party) || Place < 1) return Refuse(RefusalCode.Value, "A party needs an id, and places count from 1.");
        return s.Case.Party(Party) is not null ? Refuse(RefusalCode.Already, "The party is in the case already.") : Allow(new PartyAdded(Party, Kind, Place, Identity));
    }
}
