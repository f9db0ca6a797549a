using System.Collections.Immutable;

namespace Palinode.Notices.Checking;

/// <summary>The rules as rules.txt lists them.</summary>
internal static class CheckRules
{
    private sealed record Rule(CheckSeverity Severity, bool Scored, string Source, string Reason);

    private static readonly ImmutableDictionary<string, Rule> Rules = Load();

    public static ImmutableArray<string> Scored { get; } = [.. Rules.Where(r => r.Value.Scored).Select(r => r.Key).Order(StringComparer.Ordinal)];

    /// <exception cref="KeyNotFoundException">No such rule is listed.</exception>
    public static CheckFinding Break(string rule, TextSpan? span = null, string? words = null)
    {
        Rule r = Rules[rule];
        return new CheckFinding(rule, r.Severity, r.Source, r.Reason, span, words);
    }

    private static ImmutableDictionary<string, Rule> Load()
    {
        using Stream stream = typeof(CheckRules).Assembly.GetManifestResourceStream("Palinode.Notices.Checking.rules.txt") ?? throw new InvalidOperationException("rules.txt is missing.");
        using StreamReader reader = new(stream);
        var rules = ImmutableDictionary.CreateBuilder<string, Rule>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
            if (parts.Length != 4) throw new InvalidOperationException($"rules.txt: \"{line}\" is no rule.");
            rules.Add(parts[0], new Rule(Enum.Parse<CheckSeverity>(parts[1].TrimEnd('*'), ignoreCase: true), parts[1].EndsWith('*'), parts[2], parts[3]));
        }
        return rules.ToImmutable();
    }
}
