using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Palinode.Engine;
using Palinode.Engine.Ingest;

namespace Palinode.Cli.Verbs;

/// <summary>The options that screen and compare share.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the result; must not hold one already.", HelpName = "DIR" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an earlier result." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but errors." };
    private readonly Option<int> _threads = Positive("--threads", Environment.ProcessorCount, "Worker threads; the findings do not depend on it.");
    private readonly Option<int> _seed = Whole("--seed", int.MinValue, new ScreeningOptions().Seed, "For all random choices of the run.");
    private readonly Option<int> _pages = Positive("--max-pages", new IngestOptions().MaxPages, "A PDF with more pages is refused.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_out, _force, _quiet, _threads, _seed, _pages]) command.Options.Add(option);
    }

    public RunRequest Read(ParseResult line)
    {
        ScreeningOptions options = new() { Threads = line.GetValue(_threads), Seed = line.GetValue(_seed) };
        options = options with { Ingest = options.Ingest with { MaxPages = line.GetValue(_pages) } };
        return new RunRequest(line.GetValue(_out), line.GetValue(_force), line.GetValue(_quiet), options);
    }

    /// <summary>For the verbs that take one article.</summary>
    internal static Option<string?> Jats() => new("--jats")
    {
        Description = "JATS XML of the same article, to be read together with its PDF: captions and facts come from it, and finer pictures where it is a package with picture files.",
        HelpName = "FILE.xml|FOLDER|ZIP",
    };

    /// <summary>A mistyped option would otherwise be taken for one more document.</summary>
    internal static void NoUnknownOption(SymbolResult result)
    {
        Token? option = result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-'));
        if (option is not null) result.AddError($"there is no option {option.Value} (a file of that name is written ./{option.Value})");
    }

    /// <summary>A whole number of at least one.</summary>
    internal static Option<int> Positive(string name, int standard, string description) => Whole(name, 1, standard, description);

    private static Option<int> Whole(string name, int least, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int n) && n >= least) return n;
            result.AddError($"{name} takes a whole number{(least == 1 ? " of at least 1" : "")}, not {text}");
            return standard;
        },
    };
}

/// <summary>What was asked for by the shared options.</summary>
/// <param name="Out">As typed; null for the default folder.</param>
internal sealed record RunRequest(string? Out, bool Force, bool Quiet, ScreeningOptions Options);
