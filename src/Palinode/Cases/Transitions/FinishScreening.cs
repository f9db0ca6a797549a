using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Records what a screening found. Nothing is a claim before a person says so.</summary>
/// <param name="Run">Id of the job.</param>
/// <param name="Results">Of findings.json.</param>
/// <param name="Findings">"F1", …</param>
public sealed record FinishScreening(string Run, ContentHash Results, Sequence<string> Findings) : CaseRequest
{
    public static CaseRule Definition { get; } = new("finish-screening", "Finishing a screening", [CaseRole.Service],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Findings.Distinct().Count() != Findings.Count) return Refuse(RefusalCode.Value, "A finding is listed twice.");
        return s.Case.Screenings.Any(r => r.Run == Run && r.Status == ScreeningStatus.Requested) ? Allow(new ScreeningFinished(Run, Results, Findings)) : Refuse(RefusalCode.Unknown, "No such screening is under way.");
    }
}
