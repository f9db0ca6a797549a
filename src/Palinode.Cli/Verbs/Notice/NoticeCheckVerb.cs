using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Palinode.Notices;
using Palinode.Notices.Checking;
using Palinode.Notices.Reading;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice check FILE</c>: what a complete, clear and neutral notice would hold, and this one does not.</summary>
internal static class NoticeCheckVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> input = new("FILE") { Description = "Plain text, HTML, JATS, or the JSON of notice read." };
        Command command = new("check", "Checks a notice: what is missing, contradictions, links, addresses, wording; each finding with its rule and the rule's source.") { input };
        command.SetAction(line => Run(host, line.GetValue(input)!));
        return command;
    }

    private static int Run(CliHost host, string input)
    {
        byte[] bytes = NoticeFiles.Read(host, input);
        (Palinode.Notices.Notice notice, string? text) = NoticeFiles.With(input, () => Open(bytes));
        CheckResult result = NoticeChecker.Check(notice, text);
        foreach (CheckFinding f in result.Findings)
        {
            string where = f.Span is { } span && text is not null ? $":{1 + text.AsSpan(0, Math.Min(span.Start, text.Length)).Count('\n')}" : "";
            host.Out.WriteLine($"{input}{where}: {Word(f.Severity)} {f.Rule}: {f.Reason}{(f.Words is null ? "" : $" (“{OneLine(f.Words)}”)")} [{f.Source}]");
        }
        int errors = result.Findings.Count(f => f.Severity == CheckSeverity.Error);
        host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{input}: {result.Present} of {result.Required} required elements, {errors} {(errors == 1 ? "error" : "errors")}"));
        return errors == 0 ? ExitCode.Done : ExitCode.Invalid;
    }

    private static (Palinode.Notices.Notice, string?) Open(byte[] bytes)
    {
        if (bytes.AsSpan().TrimStart(" \r\n\t"u8) is not [(byte)'{', ..])
        {
            NoticeDocument document = NoticeDocument.Read(bytes);
            return (document.Notice, document.Text);
        }
        try
        {
            return (NoticeFile.FromJson(bytes), null);
        }
        catch (JsonException e)
        {
            throw new InputException($"this JSON is no notice: {e.Message}", e);
        }
    }

    private static string Word(CheckSeverity severity) => severity switch { CheckSeverity.Error => "error", CheckSeverity.Warning => "warning", _ => "note" };

    private static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
