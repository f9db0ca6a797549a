using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Adds what a person saw, or a sum of other claims.</summary>
public sealed record AddClaim(NoticeClaim Statement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("add-claim", "Adding a claim", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        ClaimText.Objection(s.Case, Statement) is { } refusal ? new Ruling(refusal) : Allow(new ClaimAdded($"c{s.Case.ClaimsMade + 1}", ClaimText.WithoutPlaces(Statement)));
}
