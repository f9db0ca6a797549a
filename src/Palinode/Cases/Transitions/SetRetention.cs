namespace Palinode.Cases;

/// <summary>Says how long the confidential parts are kept.</summary>
public sealed record SetRetention(DateOnly Until) : CaseRequest
{
    public static CaseRule Definition { get; } = new("set-retention", "Setting the retention", [CaseRole.Administrator],
        CaseStates.Any);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.RetainUntil == Until) return Refuse(RefusalCode.Already, "That is the day already.");
        return s.Case.IsHeld && Until < s.Case.RetainUntil ? Refuse(RefusalCode.Hold, "A legal hold is in place: the day can only move back.") : Allow(new RetentionSet(Until));
    }
}
