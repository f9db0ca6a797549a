namespace Palinode.Notices.Checking;

/// <summary>Claims that a reader cannot look up.</summary>
internal static class Addresses
{
    public static IEnumerable<CheckFinding> Check(Notice n)
    {
        foreach (NoticeClaim c in n.Claims)
        {
            if (c.Targets.IsEmpty) yield return CheckRules.Break("address/none", c.Span);
            else if (!c.Summary && c.Targets.Any(t => t.Panel is null && t.Row is null && t.Lane is null)) yield return CheckRules.Break("address/no-panel", c.Span, string.Join(", ", c.Targets.Where(t => t.Panel is null).Select(t => $"Figure {t.Figure}").Distinct()));
            if (!c.Summary && c.Sources.Any(s => s.OtherWork && s.Reference is null)) yield return CheckRules.Break("address/source", c.Span, c.Sources.First(s => s.OtherWork && s.Reference is null).Work);
            if (c.Pairing == Pairing.Ambiguous && !c.Sources.IsEmpty) yield return CheckRules.Break("address/pairing", c.Span);
        }
    }
}
