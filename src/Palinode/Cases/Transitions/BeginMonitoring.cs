namespace Palinode.Cases;

/// <summary>Waits whether anything else turns up.</summary>
public sealed record BeginMonitoring() : CaseRequest
{
    public static CaseRule Definition { get; } = new("begin-monitoring", "Beginning to watch", [CaseRole.Editor],
        [CaseState.Propagated], [CaseState.Monitoring]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Allow(new MonitoringBegun());
}
