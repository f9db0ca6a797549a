using System.CommandLine;
using System.Globalization;
using Palinode.Publishing.Marking;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode watermark ARTICLE.pdf</c>: marks an article as retracted, corrected or under concern, or writes the page that replaces a removed one.</summary>
internal static class WatermarkVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> article = new("ARTICLE.pdf") { Description = "The article; it is not written to." };
        Option<string> notice = new("--notice-doi") { Description = "DOI of the notice.", HelpName = "10.x/y", Required = true };
        Option<string> date = new("--date") { Description = "The day the notice is dated.", HelpName = "YYYY-MM-DD", Required = true };
        Option<string> label = new("--label") { Description = "RETRACTED, PARTIALLY RETRACTED, RETRACTED AND REPLACED, WITHDRAWN, EXPRESSION OF CONCERN, CORRECTED or REMOVED.", HelpName = "LABEL", DefaultValueFactory = _ => MarkLabel.Retracted.InWords() };
        Option<bool> removal = new("--removal") { Description = "Write a page that stands in place of the article; the same as --label REMOVED." };
        Option<string?> citation = new("--citation") { Description = "For a removal: the article as it is cited.", HelpName = "TEXT" };
        Option<string?> reason = new("--reason") { Description = "For a removal: why, in a sentence.", HelpName = "TEXT" };
        Option<bool> signature = new("--break-signature") { Description = "Mark a signed file although its signature does not hold afterwards." };
        Option<string> output = new("--out") { Description = "Where the marked article goes; its record goes beside it, OUT.pdf.json.", HelpName = "OUT.pdf", Required = true };
        Option<string?> keep = new("--keep") { Description = "Also copy the original into this folder, named by its SHA-256.", HelpName = "DIR" };
        Option<bool> force = new("--force") { Description = "Replace an earlier file." };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Say nothing but errors." };
        Command command = new("watermark", "Marks every page of an article, with a link to the notice.") { article, notice, date, label, removal, citation, reason, signature, output, keep, force, quiet };
        command.SetAction(line =>
        {
            bool removed = line.GetValue(removal) || RemovalPage.Label.Equals(line.GetValue(label)!.Trim(), StringComparison.OrdinalIgnoreCase);
            (string source, string target) = (host.FullPath(line.GetValue(article)!), host.FullPath(line.GetValue(output)!));
            RefuseWrongFiles(source, target, line.GetValue(force));
            (string doi, DateOnly day) = (line.GetValue(notice)!, Day(line.GetValue(date)!));
            MarkLabel? mark = removed ? null : MarkLabels.Read(line.GetValue(label)!) ?? throw new InputException($"there is no label {line.GetValue(label)} (see: palinode watermark --help)");
            MarkRecord record = mark is { } known
                ? PdfMarker.Mark(source, target, new MarkRequest(known, doi, day) { BreakSignature = line.GetValue(signature) }, new MarkOptions(), host.Stop)
                : RemovalPage.Write(source, target, new RemovalRequest(line.GetValue(citation) ?? "", line.GetValue(reason) ?? "", doi, day), host.Stop);
            File.WriteAllBytes($"{target}.json", record.ToJson());
            if (line.GetValue(keep) is { } folder) Keep(source, host.FullPath(folder), record);
            if (!line.GetValue(quiet)) Say(record, target, host.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static void RefuseWrongFiles(string source, string target, bool force)
    {
        if (!File.Exists(source)) throw new InputException($"{source}: there is no such file");
        if (Directory.Exists(target)) throw new InputException($"{target}: this is a folder; --out takes the name of the marked file");
        if (!Directory.Exists(Path.GetDirectoryName(target))) throw new InputException($"{target}: there is no such folder to write to");
        if (Path.GetFullPath(source) == target) throw new InputException($"{target}: the original is never written over; choose another name with --out");
        if (!force && Array.Find([target, $"{target}.json"], File.Exists) is { } there) throw new InputException($"{there}: there is such a file already (replace it with --force)");
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw new InputException($"--date takes a day as 2026-11-21, not {text}");

    /// <summary>A name that follows from the content: a second copy of the same original is no second file.</summary>
    private static void Keep(string source, string folder, MarkRecord record)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string kept = Path.Combine(folder, $"{record.Input.Sha256}.pdf");
            if (!File.Exists(kept)) File.Copy(source, kept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: the original could not be kept there ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static void Say(MarkRecord record, string target, TextWriter to)
    {
        string what = record.Unchanged ? $"already {record.Label}, left as it is" : record.Replaces is { } earlier ? $"{record.Label} in place of {earlier}" : record.Label;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}, {(record.Pages == 1 ? "1 page" : $"{record.Pages} pages")}: {target}"));
        to.WriteLine($"original SHA-256: {record.Original}");
        foreach (string remark in record.Remarks) to.WriteLine($"note: {remark}");
    }
}
