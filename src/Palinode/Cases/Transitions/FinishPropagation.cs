namespace Palinode.Cases;

/// <summary>Everybody on the journal's list knows, and the original is marked.</summary>
public sealed record FinishPropagation(string Notice) : CaseRequest
{
    public static CaseRule Definition { get; } = new("finish-propagation", "Finishing the propagation", [CaseRole.Editor],
        [CaseState.Published], [CaseState.Propagated]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Notice) is not { Status: NoticeStatus.Published } notice || notice.Decision != s.Case.Decision?.Decision) return Refuse(RefusalCode.Unknown, "No such notice was published by this decision.");
        if (!notice.OriginalMarked) return Refuse(RefusalCode.First, "Mark the original.");
        PropagationTarget[] missing = [.. s.Policy.Propagation.Except(notice.Propagated)];
        return missing.Length > 0 ? Refuse(RefusalCode.First, $"Still to know: {string.Join(", ", missing.Select(CaseWords.Of))}.") : Allow(new PropagationFinished(Notice));
    }
}
