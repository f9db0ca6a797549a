using Palinode.Notices;
using Palinode.Notices.Checking;

namespace Palinode.Cases;

/// <summary>Runs the rules of notices over the very text that was drafted.</summary>
/// <param name="Draft">"n1"</param>
/// <param name="Notice">As it was drafted.</param>
/// <param name="Text">As it is written out, for its wording.</param>
public sealed record CheckNotice(string Draft, Notice Notice, string? Text = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("check-notice", "Checking a notice", [CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver, CaseRole.Service],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Draft) is not { Status: NoticeStatus.Drafted } draft) return Refuse(RefusalCode.Unknown, "No such notice is drafted.");
        if (NoticeDraft.FactsOf(Notice) != draft.Facts) return Refuse(RefusalCode.Value, "That is not the notice that was drafted.");
        CheckResult result = NoticeChecker.Check(Notice, Text);
        return Allow(new NoticeChecked(Draft, draft.Digest, [.. Rules(result, CheckSeverity.Error)], [.. Rules(result, CheckSeverity.Warning)]));
    }

    private static IEnumerable<string> Rules(CheckResult result, CheckSeverity severity) => result.Findings.Where(f => f.Severity == severity).Select(f => f.Rule).Distinct();
}
