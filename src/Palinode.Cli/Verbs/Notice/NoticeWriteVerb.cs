using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Palinode.Cli.Results;
using Palinode.Publishing.Notices;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice write CASE.json --style numbered --out DIR</c>: a notice in all its forms, and the article's own XML marked.</summary>
internal static class NoticeWriteVerb
{
    /// <summary>The file that tells a folder as a result of this verb. It is always written: it says whether the rest is a draft.</summary>
    public const string Mark = "notice.json";

    public static Command Create(CliHost host)
    {
        Argument<string> input = new("CASE") { Description = "JSON of a case (docs/notice-case.schema.json), or of a notice alone, which gives a draft." };
        Option<string> style = new("--style") { Description = $"{string.Join(", ", NoticeStyles.Names)}, or a folder of the templates.", DefaultValueFactory = _ => "plain" };
        Option<string?> output = new("--out") { Description = "Folder for the result.", Required = true };
        Option<string?> templates = new("--templates") { Description = "Folder with styles of your own, one folder each; palinode notice style copies one to start from." };
        Option<string?> article = new("--article") { Description = "The article's own JATS: it is written marked, and linked to the notice." };
        Option<string?> forms = new("--form") { Description = "Only these, with commas between: html, pdf, text, jats, crossref, pubmed, json." };
        Option<bool> force = new("--force") { Description = "Replace an earlier result in the same folder." };
        Command command = new("write", "Writes a notice from a case: HTML, PDF, text, JATS, Crossref, PubMed, JSON. What was not approved is marked as a draft.") { input, style, output, templates, article, forms, force };
        command.SetAction(line => Run(host, line.GetValue(input)!, line.GetValue(output)!, line.GetValue(force), line.GetValue(article), new WriteOptions
        {
            Style = line.GetValue(style)!,
            Templates = line.GetValue(templates) is { } folder ? host.FullPath(folder) : null,
            Forms = Forms(line.GetValue(forms)),
            Now = Epoch(),
        }));
        return command;
    }

    private static int Run(CliHost host, string input, string output, bool force, string? article, WriteOptions options)
    {
        NoticeCase noticeCase = NoticeFiles.With(input, () => Parse(NoticeFiles.Read(host, input)));
        if (article is not null) options = options with { Article = NoticeFiles.Read(host, article) };
        ResultFolder folder = ResultFolder.At(host.FullPath(output), force, Mark);
        WrittenNotice written = NoticeFiles.With(input, () => NoticeWriter.Write(noticeCase, options, host.Stop));
        folder.Write(write =>
        {
            foreach ((string name, byte[] bytes) in written.Files) write(name, bytes);
        }, host.Stop);
        foreach (string name in written.Files.Keys) host.Out.WriteLine(Path.Combine(folder.Path, name));
        foreach (string remark in written.Remarks) host.Out.WriteLine($"note: {remark}");
        if (written.IsDraft) host.Out.WriteLine($"{DraftMark.Text}: an approval of this text names the digest {written.Digest}");
        return ExitCode.Done;
    }

    private static NoticeCase Parse(byte[] json)
    {
        try
        {
            return NoticeCase.FromJson(json);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1})") : "";
            throw new InputException($"this is no case and no notice: {e.Message.Split(" Path:")[0].TrimEnd('.')}{place}", e);
        }
    }

    private static System.Collections.Immutable.ImmutableArray<NoticeForm> Forms(string? list) => list is null ? [] :
        [
            .. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name =>
                !char.IsAsciiDigit(name[0]) && Enum.TryParse(name, ignoreCase: true, out NoticeForm form) ? form : throw new InputException($"--form {name}: there is no such form; choose of html, pdf, text, jats, crossref, pubmed, json")),
            // It says what the others are worth.
            NoticeForm.Json,
        ];

    /// <summary>Reproducible builds name the time by this variable.</summary>
    private static DateTimeOffset? Epoch()
    {
        if (Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is not { Length: > 0 } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw new InputException($"SOURCE_DATE_EPOCH is \"{text}\"; it holds seconds since 1970");
    }
}
