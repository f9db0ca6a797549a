using System.Text;
using Palinode.Notices;
using Palinode.Notices.Checking;

namespace Palinode.Cases;

/// <summary>Words of cases, and the words they do without.</summary>
public static class CaseWords
{
    /// <summary>Stands in every report, list and letter made from a case.</summary>
    public const string NotAFinding = "Similarity is not a finding of misconduct.";

    /// <summary>"authors queried"</summary>
    public static string Of<T>(T value) where T : struct, Enum
    {
        if (value is PropagationTarget.Crossref or PropagationTarget.PubMed) return value.ToString();
        string name = value.ToString();
        StringBuilder words = new();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && words.Length > 0) words.Append(' ');
            words.Append(char.ToLowerInvariant(c));
        }
        return words.ToString();
    }

    /// <summary>The first word of a text that charges or speaks of motive; null where it is neutral.</summary>
    public static string? FirstLoaded(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : NeutralWording.Check(text, new Notice { Kind = NoticeKind.NotStated }).FirstOrDefault()?.Words;

    /// <summary>Whether a reason code speaks of motive or makes a charge, as "Paper Mill" does. Such codes are never computed.</summary>
    public static bool SpeaksOfMotive(string code) => FirstLoaded(code.Replace('/', ' ')) is not null || Charges.Any(c => code.Contains(c, StringComparison.OrdinalIgnoreCase));

    /// <summary>Codes whose words are neutral and whose meaning is not.</summary>
    private static readonly string[] Charges = ["Paper Mill", "Hoax", "Sabotage", "Ethical Violations", "Criminal", "Randomly Generated", "Rogue Editor", "Salami Slicing", "Euphemisms"];
}
