namespace Palinode.Cases;

/// <summary>Records that the article carries the label of its notice.</summary>
public sealed record MarkOriginal(string Notice, ContentHash Content) : CaseRequest
{
    public static CaseRule Definition { get; } = new("mark-original", "Marking the original", [CaseRole.Editor, CaseRole.Service],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Notice) is not { Status: NoticeStatus.Published } notice) return Refuse(RefusalCode.First, "Publish the notice.");
        return notice.OriginalMarked ? Refuse(RefusalCode.Already, "The original is marked already.") : Allow(new OriginalMarked(Notice, Content));
    }
}
