using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>The house keeps one direction. What is written in docs/decisions/0001 is held here.</summary>
internal sealed partial class ArchitectureTests
{
    private static readonly Assembly Ground = typeof(Palinode.Evidence.Finding).Assembly;
    private static readonly Assembly Engine = typeof(Palinode.Engine.ScreeningInput).Assembly;
    private static readonly Assembly Cli = typeof(ExitCode).Assembly;

    /// <summary>
    /// The folders of the engine in the order of the pipeline; those of one line may see each other. Significance, the arithmetic of chance,
    /// stands before verification, which decides by it.
    /// </summary>
    private static readonly string[][] Stages =
    [
        ["Native", "Imaging"], ["Ingest"], ["Panels"], ["Labels"], ["Features"], ["Pairing"], ["Matching"], ["Significance"], ["Verification"], ["Bands", "Copies"], ["Findings"],
    ];

    [TestCase("Palinode")]
    [TestCase("Palinode.Processes", "Palinode")]
    [TestCase("Palinode.Engine", "Palinode", "Palinode.Processes")]
    [TestCase("Palinode.Publishing", "Palinode", "Palinode.Processes")]
    [TestCase("Palinode.Server", "Palinode", "Palinode.Processes", "Palinode.Engine", "Palinode.Publishing")]
    [TestCase("Palinode.Cli", "Palinode", "Palinode.Processes", "Palinode.Engine", "Palinode.Publishing", "Palinode.Server")]
    public void A_project_sees_only_the_projects_below_it(string project, params string[] allowed)
    {
        XDocument file = XDocument.Load(Path.Combine(SharedMaterial.RepositoryRoot, "src", project, $"{project}.csproj"));
        file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).ShouldBeSubsetOf(allowed);
        Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Palinode", StringComparison.Ordinal)).ShouldBeSubsetOf(allowed);
    }

    [Test]
    public void The_ground_needs_no_package()
    {
        XDocument file = XDocument.Load(Path.Combine(SharedMaterial.RepositoryRoot, "src", "Palinode", "Palinode.csproj"));
        file.Descendants("PackageReference").ShouldBeEmpty();
        Ground.GetReferencedAssemblies().Select(a => a.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Test]
    public void A_stage_of_the_engine_never_uses_a_later_one()
    {
        Dictionary<string, int> rank = Stages.SelectMany((names, i) => names.Select(n => (n, i))).ToDictionary(p => p.n, p => p.i);
        List<string> wrong = [];
        foreach (Type type in Engine.GetTypes())
        {
            if (StageOf(type) is not string stage) continue;
            rank.ShouldContainKey(stage, $"{type} is in a stage without a place in the pipeline; add it to Stages");
            foreach (Type used in TypeUses.Of(type).Where(u => u.Assembly == Engine).Distinct())
            {
                // The engine's own namespace holds the pipeline, which stands above all stages.
                if (used.Namespace == "Palinode.Engine" || (StageOf(used) is string other && rank[other] > rank[stage])) wrong.Add($"{type.FullName} uses {used.FullName}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Test]
    public void The_way_types_are_looked_through_sees_bodies_of_methods() =>
        TypeUses.Of(typeof(Palinode.Cli.Verbs.ScreenVerb)).ShouldContain(typeof(Palinode.Cli.Results.ResultFolder));

    [Test]
    public void Verbs_are_the_top_of_the_command_line()
    {
        string verbs = typeof(Palinode.Cli.Verbs.ScreenVerb).Namespace!;
        Type[] below = [.. Cli.GetTypes().Where(t => t.Namespace is string n && n.StartsWith("Palinode.Cli.", StringComparison.Ordinal) && n != verbs)];
        below.Where(t => TypeUses.Of(t).Any(u => u.Namespace == verbs)).ShouldBeEmpty();
    }

    /// <summary>Below these, folders only sort the files of one namespace: a case, its seventy events and its seventy requests are one noun; so are people and their ways in.</summary>
    private static readonly string[] OneNamespace = ["Palinode.Cases", "Palinode.Server.People"];

    /// <summary>What nobody names until it is called is not loaded until then: see <see cref="ProcessTests"/> for the proof in a process.</summary>
    [Test]
    public void One_type_of_the_command_line_names_the_service() =>
        Cli.GetTypes().Where(t => TypeUses.Of(t).Any(u => u.Assembly.GetName().Name is "Palinode.Server" or "Npgsql" || u.Assembly.GetName().Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)))
            .ShouldBe([typeof(Services)]);

    [Test]
    public void Namespaces_follow_folders()
    {
        List<string> wrong = [];
        foreach (string file in RepositoryFiles.Below("src", ".cs"))
        {
            Match match = NamespaceLine().Match(File.ReadAllText(file));
            string expected = Path.GetRelativePath(Path.Combine(SharedMaterial.RepositoryRoot, "src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            expected = OneNamespace.FirstOrDefault(n => expected.StartsWith(n + ".", StringComparison.Ordinal)) ?? expected;
            // A file of global usings or assembly attributes has none.
            if (match.Success && match.Groups[1].Value != expected) wrong.Add($"{RepositoryFiles.Name(file)}: {match.Groups[1].Value}");
        }
        wrong.ShouldBeEmpty();
    }

    [Test]
    public void Poppler_is_called_by_ingest_alone()
    {
        string ingest = Path.Combine(SharedMaterial.RepositoryRoot, "src", "Palinode.Engine", "Ingest") + Path.DirectorySeparatorChar;
        RepositoryFiles.Below("src", ".cs").Where(f => !f.StartsWith(ingest, StringComparison.Ordinal) && PopplerTool().IsMatch(File.ReadAllText(f)))
            .Select(RepositoryFiles.Name).ShouldBeEmpty();
    }

    private static string? StageOf(Type type)
    {
        const string prefix = "Palinode.Engine.";
        return type.Namespace is string name && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..].Split('.')[0] : null;
    }

    [GeneratedRegex(@"^namespace ([A-Za-z0-9_.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("\"(pdftotext|pdftohtml|pdfimages|pdftoppm|pdfinfo)")]
    private static partial Regex PopplerTool();
}
