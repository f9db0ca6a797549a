using System.Xml;
using System.Xml.Linq;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>Collects findings up to a bound, so that a hostile file cannot fill the memory with complaints.</summary>
internal sealed class FindingList
{
    /// <summary>Nobody reads more; the rest is counted.</summary>
    private const int MaxFindings = 500;

    private readonly List<ValidationFinding> _findings = [];
    private int _left;

    public void Error(string rule, XObject? at, string reason) => Add(rule, FindingSeverity.Error, LineOf(at), reason);
    public void Warning(string rule, XObject? at, string reason) => Add(rule, FindingSeverity.Warning, LineOf(at), reason);
    public void Note(string rule, string reason) => Add(rule, FindingSeverity.Note, null, reason);

    public void Add(string rule, FindingSeverity severity, int? line, string reason)
    {
        if (_findings.Count < MaxFindings) _findings.Add(new ValidationFinding(rule, severity, line is > 0 ? line : null, OneLine(reason)));
        else _left++;
    }

    public IReadOnlyList<ValidationFinding> InOrder()
    {
        List<ValidationFinding> ordered = [.. _findings.OrderBy(f => f.Line ?? int.MaxValue).ThenBy(f => f.Severity)];
        if (_left > 0) ordered.Add(new ValidationFinding("findings/more", FindingSeverity.Note, null, $"{_left} more findings are not listed"));
        return ordered;
    }

    private static int? LineOf(XObject? at) => at is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
