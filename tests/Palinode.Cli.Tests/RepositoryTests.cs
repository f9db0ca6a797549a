using System.Text.RegularExpressions;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>What holds for every file of the repository.</summary>
internal sealed partial class RepositoryTests
{
    /// <summary>The one sentence in which a word of motive may stand, because it denies it.</summary>
    private const string FixedSentence = "Similarity is not a finding of misconduct.";

    [Test]
    public void The_readme_opens_with_two_commands_that_the_script_knows()
    {
        string readme = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "README.md"));
        Match block = FirstCodeBlock().Match(readme);
        block.Success.ShouldBeTrue();
        string[] commands = [.. block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('#')[0].Trim())];
        commands.ShouldBe(["./palinode demo", "./palinode test"]);
        string script = File.ReadAllText(CliProcess.Script);
        script.ShouldContain("== demo");
        script.ShouldContain("== test");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(CliProcess.Script).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Test]
    public void Links_in_the_documents_lead_somewhere()
    {
        List<string> broken = [];
        foreach (string file in RepositoryFiles.Below("", ".md"))
            foreach (Match link in RelativeLink().Matches(File.ReadAllText(file)))
                if (!Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value)))
                    broken.Add($"{RepositoryFiles.Name(file)}: {link.Groups[1].Value}");
        broken.ShouldBeEmpty();
    }

    /// <summary>Paths of the map in the README; those ending with a slash are folders.</summary>
    [Test]
    public void The_map_in_the_readme_shows_what_is_there()
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(SharedMaterial.RepositoryRoot, "README.md")).Where(l => l.StartsWith('|') && l.Contains("`src/", StringComparison.Ordinal))];
        lines.Length.ShouldBeGreaterThan(10);
        lines.SelectMany(l => MapPath().Matches(l)).Select(m => m.Groups[1].Value).Where(p => !Path.Exists(Path.Combine(SharedMaterial.RepositoryRoot, p))).ShouldBeEmpty();
    }

    [Test]
    public void The_build_machine_runs_what_everyone_runs() =>
        File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, ".ci", "run")).ShouldContain("./palinode test");

    [Test]
    public void No_file_is_larger_than_five_megabytes() =>
        RepositoryFiles.Below("").Where(f => new FileInfo(f).Length > 5_000_000).Select(RepositoryFiles.Name).ShouldBeEmpty();

    [Test]
    public void No_type_or_file_has_a_name_that_says_nothing()
    {
        IEnumerable<string> files = RepositoryFiles.Below("src", ".cs").Concat(RepositoryFiles.Below("tests", ".cs"));
        files.Where(f => EmptyName().IsMatch(Path.GetFileNameWithoutExtension(f))).Select(RepositoryFiles.Name).ShouldBeEmpty();
        files.SelectMany(f => TypeName().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Where(n => EmptyName().IsMatch(n)).ShouldBeEmpty();
    }

    /// <summary>Files of words that texts of others use and the program reads; it never writes them.</summary>
    private static readonly string[] WordsOfOthers = ["src/Palinode/Notices/Reading/vocabulary.txt", "src/Palinode/Notices/Checking/loaded-words.txt"];

    [Test]
    public void Nothing_that_people_read_speaks_of_motive()
    {
        List<string> wrong = [];
        foreach (string file in RepositoryFiles.Below("src", ".cs"))
            foreach (Match literal in StringLiteral().Matches(File.ReadAllText(file)))
                if (Motive().IsMatch(literal.Value.Replace(FixedSentence, "", StringComparison.Ordinal)))
                    wrong.Add($"{RepositoryFiles.Name(file)}: {literal.Value}");
        foreach (string file in RepositoryFiles.Below("src", ".html", ".css", ".js", ".ts", ".txt", ".json", ".cshtml", ".razor").Where(f => !WordsOfOthers.Contains(RepositoryFiles.Name(f).Replace('\\', '/'))))
            if (Motive().Match(File.ReadAllText(file).Replace(FixedSentence, "", StringComparison.Ordinal)) is { Success: true } match)
                wrong.Add($"{RepositoryFiles.Name(file)}: {match.Value}");
        wrong.ShouldBeEmpty();
    }

    [Test]
    public void Nothing_is_left_to_be_written_later() =>
        RepositoryFiles.Below("", ".cs", ".cpp", ".h", ".md", ".sh", ".js").Where(f => !f.EndsWith("RepositoryTests.cs", StringComparison.Ordinal) && Unfinished().IsMatch(File.ReadAllText(f)))
            .Select(RepositoryFiles.Name).ShouldBeEmpty();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstCodeBlock();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex("`(src/[^`]+)`")]
    private static partial Regex MapPath();

    [GeneratedRegex("(Helper|Manager|Util|Utils|Utilities|Utility|Common)s?(Tests?)?$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+([A-Z]\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex StringLiteral();

    [GeneratedRegex("fraud|misconduct|fabricat|falsif|manipulat|plagiar|cheat|guilt|suspicious", RegexOptions.IgnoreCase)]
    private static partial Regex Motive();

    [GeneratedRegex(@"\b(TODO|FIXME|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
