using System.Text.RegularExpressions;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>Lists of persons as bylines print them, with marks of affiliation: "Ann B. Example1,2*, Bo van Sample3 and Cy Test".</summary>
internal static partial class PersonNames
{
    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "van", "von", "der", "den", "de", "da", "do", "dos", "di", "del", "della", "la", "le", "el", "al", "bin", "ibn", "ben", "ten", "ter", "zu", "zur", "e", "y", "st",
    };

    /// <summary>Words that institutions have and persons have not.</summary>
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "university", "department", "institute", "hospital", "school", "college", "center", "centre", "faculty", "laboratory", "medical", "medicine", "division", "research", "article", "access", "journal", "abstract",
        "national", "state", "academy", "sciences", "science", "background", "introduction", "received", "accepted", "published", "open", "the", "of", "for", "in", "on", "with", "by", "correspondence",
        "its", "their", "an", "a", "from", "to", "is", "as", "via", "case", "review", "report", "study", "analysis",
    };

    /// <summary>Whether a line begins with a name.</summary>
    public static bool Opens(string line) => Pieces(line).FirstOrDefault() is { } first && IsName(first);

    /// <summary>The names, or none at all where any part of the text is no name.</summary>
    public static string[] Split(string text)
    {
        string[] pieces = [.. Pieces(text)];
        return pieces.Length > 0 && pieces.All(IsName) ? pieces : [];
    }

    /// <summary>Whether marks of affiliation stand in the text.</summary>
    public static bool HasMarks(string text) => text.Any(c => char.IsAsciiDigit(c) || c is '*' or '†' or '‡' or '§' or '¶' or '∗');

    /// <summary>Whether a list ends so that more must follow.</summary>
    public static bool IsOpen(string text) => text.TrimEnd() is [.., ',' or '&'] || text.TrimEnd().EndsWith(" and", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Pieces(string text)
    {
        // Marks of affiliation go first: they hold commas.
        string plain = DegreePattern().Replace(MarkPattern().Replace(text, ", "), "");
        foreach (string piece in SeparatorPattern().Split(plain))
        {
            string name = piece.Trim(' ', ',', '.', '*', '†', '‡', '§', '¶');
            // A single small letter is a mark of affiliation as well.
            if (name.Length > 1) yield return piece.Trim(' ', ',', '*', '†', '‡', '§', '¶');
        }
    }

    private static bool IsName(string name)
    {
        string[] words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 6 && !Particles.Contains(words[^1])
            && words.All(w => !NoNames.Contains(w) && (Particles.Contains(w) || char.IsUpper(w[0]) && w.All(c => char.IsLetter(c) || c is '.' or '-' or '‐' or '’' or '\'' or '–')))
            && words.Any(w => w.Count(char.IsLetter) > 1);
    }

    [GeneratedRegex(@"(?:(?<=\p{L}|\s|\.)\d[\d,\s*†‡§¶&#]*)|[*†‡§¶#∗✉]+(?=\s|,|$)|(?<=\s)[a-z](?:,[a-z])*(?=,|\s|$)|\bi?ID\b(?=[\s,\d*]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex MarkPattern();

    [GeneratedRegex(@",\s*(?:MD|PhD|M\.D\.|Ph\.D\.|MSc|BSc|MPH|DVM|FRCP)\b\.?", RegexOptions.CultureInvariant)]
    private static partial Regex DegreePattern();

    [GeneratedRegex(@"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s*&\s*", RegexOptions.CultureInvariant)]
    private static partial Regex SeparatorPattern();
}
