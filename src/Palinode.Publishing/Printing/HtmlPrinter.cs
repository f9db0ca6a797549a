using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Palinode.Processes;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Printing;

/// <summary>
/// Prints HTML as PDF by WeasyPrint, in a child process under limits and without network. Fonts are embedded; title, author and keywords
/// of the document come from the HTML's title and meta elements. Same HTML, same fonts and same WeasyPrint give the same bytes.
/// </summary>
public static partial class HtmlPrinter
{
    /// <param name="html">A whole document with its styles inside; rules for paper stand in @page and @media print.</param>
    /// <param name="baseFolder">Relative addresses of pictures and styles start here; null where the page holds all it needs.</param>
    /// <param name="options">See <see cref="PrintOptions"/>.</param>
    /// <param name="cancel">Ends the printer at once.</param>
    /// <returns>The bytes of the PDF.</returns>
    /// <exception cref="InputException">WeasyPrint is not installed, or it could not print the page within its limits.</exception>
    public static byte[] Print(string html, string? baseFolder, PrintOptions options, CancellationToken cancel)
    {
        using var folder = new TemporaryFolder();
        string input = folder.File("page.html"), output = folder.File("page.pdf");
        File.WriteAllText(input, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        string[] variant = options.Tagged ? ["--pdf-variant", "pdf/ua-1"] : [];
        // A folder is a base only with its final slash.
        string start = Path.GetFullPath(baseFolder ?? folder.FullName).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        ChildResult result = ChildProcess.Run(
            new ChildCommand("weasyprint", ["--quiet", "--encoding", "utf-8", "--base-url", new Uri(start).AbsoluteUri, .. variant, input, output])
            {
                Seconds = options.Seconds,
                MemoryBytes = options.MemoryBytes,
                Folder = folder,
                // Time stamps inside embedded fonts follow it.
                Environment = new Dictionary<string, string> { ["SOURCE_DATE_EPOCH"] = "0" },
            }, cancel);
        if (result.End == ChildEnd.TookTooLong) throw new InputException($"The page could not be printed as PDF within {options.Seconds:0} s.");
        if (!result.Succeeded || !File.Exists(output)) throw new InputException($"The page could not be printed as PDF: {LastLine(result)}.");
        if (!options.Tagged) return File.ReadAllBytes(output);
        string ordered = folder.File("ordered.pdf");
        TagTree.Order(output, ordered, Alternatives(html), new QpdfLimits { Seconds = options.Seconds, MemoryBytes = options.MemoryBytes }, folder, cancel);
        return File.ReadAllBytes(ordered);
    }

    /// <summary>What the pictures of the page show, in their order.</summary>
    private static string[] Alternatives(string html) => [.. Picture().Matches(html).Select(p => WebUtility.HtmlDecode(Alternative().Match(p.Value).Groups[1].Value))];

    [GeneratedRegex("<img\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex("\\balt=\"([^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Alternative();

    private static string LastLine(ChildResult result) =>
        result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()?.TrimEnd('.') ?? $"the printer ended with code {result.ExitCode}";
}
