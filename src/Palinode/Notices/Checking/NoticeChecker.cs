using System.Collections.Immutable;

namespace Palinode.Notices.Checking;

/// <summary>Checks a notice against the rules in rules.txt. It judges the notice, never the article.</summary>
public static class NoticeChecker
{
    /// <param name="notice">As it was read, or composed.</param>
    /// <param name="text">The text it was read from, for the wording; null for composed notices.</param>
    public static CheckResult Check(Notice notice, string? text)
    {
        ImmutableArray<CheckFinding> missing = [.. Completeness.Check(notice)];
        IEnumerable<CheckFinding> all = missing.Concat(Links.Check(notice)).Concat(Addresses.Check(notice)).Concat(Contradictions.Check(notice)).Concat(text is null ? [] : NeutralWording.Check(text, notice));
        int open = missing.Count(f => CheckRules.Scored.Contains(f.Rule));
        return new CheckResult
        {
            Findings = [.. all.OrderBy(f => f.Severity).ThenBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Span?.Start ?? 0)],
            Present = CheckRules.Scored.Length - open,
            Required = CheckRules.Scored.Length,
        };
    }
}
