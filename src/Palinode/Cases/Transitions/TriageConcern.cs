namespace Palinode.Cases;

/// <summary>Says what the concern is about, as a notice may tell it later.</summary>
public sealed record TriageConcern(ConcernStatement? Concern = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("triage-concern", "Triage", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        [CaseState.Acknowledged], [CaseState.Triaged]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Journal is null) return Refuse(RefusalCode.First, "Assign the case to a journal.");
        if (Concern is { RaisedBy.IsEmpty: false } && !s.Case.Concern.MayStateRole) return Refuse(RefusalCode.Value, "The raiser did not agree that a notice says what they are.");
        return Words.Loaded(Concern?.About) ?? Allow(new CaseTriaged(Concern));
    }
}
