namespace Palinode.Cases;

/// <summary>Records that a screening ended without results.</summary>
public sealed record StopScreening(string Run, ScreeningStop Reason) : CaseRequest
{
    public static CaseRule Definition { get; } = new("stop-screening", "Stopping a screening", [CaseRole.Service, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Screenings.Any(r => r.Run == Run && r.Status == ScreeningStatus.Requested) ? Allow(new ScreeningStopped(Run, Reason)) : Refuse(RefusalCode.Unknown, "No such screening is under way.");
}
