using System.CommandLine;
using System.CommandLine.Parsing;
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
    private readonly Option<int> _seed = new("--seed") { Description = "For all random choices of the run.", HelpName = "N", DefaultValueFactory = _ => new ScreeningOptions().Seed };
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

    /// <summary>A mistyped option would otherwise be taken for one more document.</summary>
    internal static void NoUnknownOption(SymbolResult result)
    {
        Token? option = result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-'));
        if (option is not null) result.AddError($"there is no option {option.Value} (a file of that name is written ./{option.Value})");
    }

    /// <summary>A whole number of at least one.</summary>
    internal static Option<int> Positive(string name, int standard, string description)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int n) && n < 1) result.AddError($"{name} must be at least 1, not {n}");
        });
        return option;
    }
}

/// <summary>What was asked for by the shared options.</summary>
/// <param name="Out">As typed; null for the default folder.</param>
internal sealed record RunRequest(string? Out, bool Force, bool Quiet, ScreeningOptions Options);
