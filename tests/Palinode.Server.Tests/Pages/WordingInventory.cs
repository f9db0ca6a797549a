using System.Text.RegularExpressions;
using Palinode.Cases;
using Palinode.Testing;

namespace Palinode.Server.Tests.Pages;

/// <summary>What there is to translate, read from the source: sentences that pages say, what forms ask, and the words of enumerations.</summary>
internal static partial class WordingInventory
{
    /// <summary>In order, each once.</summary>
    public static IEnumerable<string> Sentences { get; } = [.. Said().Concat(Asked()).Concat(Words()).Distinct().Order(StringComparer.Ordinal)];

    private static string Source => Path.Combine(SharedMaterial.RepositoryRoot, "src", "Palinode.Server");

    private static IEnumerable<string> Said() => Files("", "*.razor").Concat(Files("", "*.cs")).SelectMany(f => Call().Matches(f).Concat(Title().Matches(f)).Concat(Caption().Matches(f)).Concat(Way().Matches(f)).Concat(LinkTitle().Matches(f)))
        .Concat(Refusals("People", "Keeping", "Uploads", "Jobs", "Notices")).Concat(Files("../Palinode.Publishing/Reports", "Wording.cs").SelectMany(f => Arm().Matches(f))).Concat(Files("Storage/Migrations", "*.sql").SelectMany(f => AccessChange().Matches(f)))
        .Select(m => Regex.Unescape(m.Groups[1].Value)).Append(CaseWords.NotAFinding);

    /// <summary>Whole sentences that stand in the source of pages to be shown as what is wrong.</summary>
    private static IEnumerable<Match> Refusals(params string[] folders) => folders.SelectMany(f => Files(f, "*.cs")).SelectMany(f => Sentence().Matches(Comment().Replace(f, "")));

    /// <summary>In the files of forms every literal that reads like words is for people.</summary>
    private static IEnumerable<string> Asked() => Files("Cases/Forms", "*.cs").Concat(Files("Cases/Transitions", "*.cs")).Concat(Files("Cases", "*Concern*.cs")).Concat(Files("Cases", "TransitionEndpoints.cs")).Concat(Files("Cases", "CaseNames.cs")).Concat(Files("Notices", "JournalSettings.cs"))
        .SelectMany(f => Literal().Matches(Comment().Replace(f, ""))).Select(m => Regex.Unescape(m.Groups[1].Value))
        .Where(t => Readable().IsMatch(t) && !t.StartsWith("SELECT ", StringComparison.Ordinal) && !t.Contains('$', StringComparison.Ordinal));

    private static IEnumerable<string> Words() => from type in typeof(CaseState).Assembly.GetExportedTypes()
                                                  where type.IsEnum && type.Namespace is "Palinode.Cases" or "Palinode.Notices" && type != typeof(RefusalCode)
                                                  from word in Enum.GetNames(type)
                                                  select (string)typeof(CaseWords).GetMethod(nameof(CaseWords.Of))!.MakeGenericMethod(type).Invoke(null, [Enum.Parse(type, word)])!;

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Source, folder), pattern, SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)).Select(File.ReadAllText);

    [GeneratedRegex("""\bSay(?:\[|\()"((?:[^"\\]|\\.)+)"(?:\]|\)|,)""")]
    private static partial Regex Call();

    [GeneratedRegex("""(?:\bPage\.Of\(|\bnew\sFormModel\(|<Frame\sTitle=|\b(?:WrongTitle|BackTitle|Button|Lead)\s=\s)"((?:[^"\\@]|\\.)+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Title();

    [GeneratedRegex("""(?<![$@"\\])"(\p{Lu}[^"\\\n{}]*\s[^"\\\n{}]*\.)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sentence();

    [GeneratedRegex("=> \"([a-z][a-z ]+)\",")]
    private static partial Regex Arm();

    [GeneratedRegex("note_access\\('([^']+)'\\)")]
    private static partial Regex AccessChange();

    [GeneratedRegex("<Things Caption=\"([^\"@]+)\"")]
    private static partial Regex Caption();

    [GeneratedRegex("yield return \\(\"([^\"]+)\", \"/")]
    private static partial Regex Way();

    [GeneratedRegex("Definition, \"([^\"]+)\"")]
    private static partial Regex LinkTitle();

    [GeneratedRegex("""(?<![$@"\\])"((?:[^"\\\n]|\\.)+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex("^\\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("""^[\p{L}\p{N}–({].*\s|^\p{Lu}\p{L}+[.?]?$""")]
    private static partial Regex Readable();
}
