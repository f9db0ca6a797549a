using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Ticks a figure off the list.</summary>
public sealed record ReceiveOriginalData(string Item, Sequence<string> Evidence) : CaseRequest
{
    public static CaseRule Definition { get; } = new("receive-original-data", "Receiving original data", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (!s.Case.OriginalData.Any(i => i.Item == Item)) return Refuse(RefusalCode.Unknown, "That was not asked for.");
        if (Evidence.IsEmpty || !Evidence.All(e => s.Case.Evidence.Any(a => a.Evidence == e))) return Refuse(RefusalCode.Unknown, "Attach what came as evidence.");
        return Allow([new OriginalDataReceived(Item, Evidence), .. s.Met(DeadlineKind.OriginalData, Item)]);
    }
}
