namespace Palinode.Cases;

/// <summary>What the steps of a notice have in common: they belong to an approved decision of this round, and one that is not interim moves the case.</summary>
internal static class NoticeSteps
{
    /// <summary>The decision, where it is approved and still stands.</summary>
    public static CaseDecision? Decided(Case c, string id) =>
        c.Decisions.FirstOrDefault(d => d.Decision == id && d.Status == DecisionStatus.Approved && (d.Interim || d.Round == c.Round)) is { } decision && c.PendingAppeal is null ? decision : null;

    /// <summary>Whether the case is where this step of its notice belongs.</summary>
    public static bool InTime(Case c, CaseDecision decision, CaseState state) => decision.Interim || c.State == state;

    /// <summary>Errors that no approver lets stand. Other contradictions may be how it was: one author answered, another could not be reached.</summary>
    public static bool NeverStands(string rule) => rule is "wording/motive" or "contradiction/kind" or "contradiction/original" or "link/same-doi" or "link/reference";
}
