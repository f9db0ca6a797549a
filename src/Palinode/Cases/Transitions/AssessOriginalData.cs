namespace Palinode.Cases;

/// <summary>Says whether the data bear the figure out.</summary>
public sealed record AssessOriginalData(string Item, OriginalDataJudgement Judgement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("assess-original-data", "Judging original data", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.OriginalData.FirstOrDefault(i => i.Item == Item) is not { } item) return Refuse(RefusalCode.Unknown, "That was not asked for.");
        if (item.Evidence.IsEmpty != (Judgement == OriginalDataJudgement.NotAvailable)) return Refuse(RefusalCode.Value, item.Evidence.IsEmpty ? "Nothing came that could be judged." : "Something came; say whether it bears the figure out.");
        return Allow([new OriginalDataAssessed(Item, Judgement), .. s.Met(DeadlineKind.OriginalData, Item)]);
    }
}
