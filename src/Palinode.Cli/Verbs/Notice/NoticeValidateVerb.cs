using System.CommandLine;
using System.Globalization;
using Palinode.Publishing.Notices.Validation;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice validate FILE</c>: JATS of a notice or of its article, a Crossref deposit, a PubMed file.</summary>
internal static class NoticeValidateVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> input = new("FILE") { Description = "JATS, Crossref deposit or PubMed XML." };
        Option<string?> dtd = new("--dtd") { Description = "Folder with the JATS DTD; without it the structural rules still run." };
        Option<string?> xsd = new("--xsd") { Description = "Folder with Crossref's deposit schema; without it the rules still run." };
        Option<string?> article = new("--article") { Description = "The JATS of the article: notice and article must point at each other." };
        Command command = new("validate", "Checks the XML of a notice, of its article or of a deposit: the form, and that the record says one thing everywhere.") { input, dtd, xsd, article };
        command.SetAction(line => Run(host, line.GetValue(input)!, line.GetValue(article),
            new ValidationOptions(Full(host, line.GetValue(dtd)), Full(host, line.GetValue(xsd)))));
        return command;
    }

    private static int Run(CliHost host, string input, string? article, ValidationOptions options)
    {
        byte[] bytes = NoticeFiles.Read(host, input);
        ValidationResult result = NoticeFiles.With(input, () => NoticeValidator.Validate(bytes, options));
        List<(string File, ValidationFinding Finding)> findings = [.. result.Findings.Select(f => (input, f))];
        if (article is not null)
        {
            byte[] other = NoticeFiles.Read(host, article);
            findings.AddRange(NoticeFiles.With(article, () => NoticeValidator.Validate(other, options)).Findings.Select(f => (article, f)));
            findings.AddRange(NoticeFiles.With(input, () => NoticeValidator.ValidatePair(bytes, other)).Select(f => ($"{input} with {article}", f with { Line = null })));
        }
        foreach ((string file, ValidationFinding f) in findings)
            host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}{(f.Line is { } at ? $":{at}" : "")}: {Word(f.Severity)} {f.Rule}: {f.Reason}"));
        int errors = findings.Count(f => f.Finding.Severity == FindingSeverity.Error), warnings = findings.Count(f => f.Finding.Severity == FindingSeverity.Warning);
        host.Out.WriteLine($"{input}: {(errors == 0 ? "valid" : "not valid")} as {Name(result.Form)} ({Count(errors, "error")}, {Count(warnings, "warning")})");
        return errors == 0 ? ExitCode.Done : ExitCode.Invalid;
    }

    private static string Word(FindingSeverity severity) => severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "note" };
    private static string Name(DepositForm form) => form switch { DepositForm.Jats => "JATS", DepositForm.Crossref => "Crossref deposit", _ => "PubMed file" };
    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{n} {what}s");
    private static string? Full(CliHost host, string? folder) => folder is null ? null : host.FullPath(folder);
}
