using System.Collections.Immutable;
using Palinode.Notices;
using Palinode.Processes;
using Palinode.Publishing.Marking;
using Palinode.Publishing.Notices;
using Palinode.Publishing.Notices.Validation;

namespace Palinode.Server.Notices;

/// <summary>A file of the article that is marked when its notice goes out.</summary>
/// <param name="Name">Of the marked file: "article.pdf".</param>
/// <param name="Open">Its content.</param>
internal sealed record ArticleFile(string Name, Func<Stream> Open);

/// <summary>What is to go out.</summary>
internal sealed record PressOrder
{
    /// <summary>Approved, or a draft to look at.</summary>
    public required NoticeCase Notice { get; init; }
    public required House House { get; init; }

    /// <summary>The article as PDF; empty where the service does not have it.</summary>
    public ImmutableArray<ArticleFile> Articles { get; init; } = [];

    /// <summary>The article's own JATS, which is linked to the notice.</summary>
    public byte[]? ArticleXml { get; init; }

    /// <summary>Mark signed files although their signature does not hold afterwards.</summary>
    public bool BreakSignature { get; init; }
}

/// <param name="Files">By name.</param>
/// <param name="Marked">SHA-256 of the first marked article; null where there is none.</param>
internal sealed record PressedNotice(ImmutableSortedDictionary<string, byte[]> Files, string? Marked);

/// <summary>Makes all that goes out with a notice: its forms for people and machines, the marked article, the article's metadata. Nothing is half made, and nothing invalid goes out.</summary>
internal static class Press
{
    /// <exception cref="InputException">A fact is missing, an XML form is not valid, or the article cannot be marked.</exception>
    public static PressedNotice Print(PressOrder order, CancellationToken stop)
    {
        if (!order.Notice.IsApproved) throw new InputException("This text is not approved; nothing goes out.");
        WrittenNotice written = NoticeWriter.Write(order.Notice, new WriteOptions { Style = order.House.Style, Article = order.ArticleXml }, stop);
        foreach ((string name, byte[] bytes) in written.Files.Where(f => f.Key.EndsWith(".xml", StringComparison.Ordinal)))
        {
            ValidationFinding[] errors = [.. NoticeValidator.Validate(bytes, new ValidationOptions()).Findings.Where(f => f.Severity == FindingSeverity.Error)];
            if (errors.Length > 0) throw new InputException($"{name} would not be valid: {string.Join("; ", errors.Select(e => $"{e.Rule}: {e.Reason}").Distinct())}");
        }
        ImmutableSortedDictionary<string, byte[]>.Builder files = written.Files.ToBuilder();
        string? marked = null;
        foreach (ArticleFile article in order.Articles)
        {
            stop.ThrowIfCancellationRequested();
            using TemporaryFolder folder = new();
            string input = folder.File("article.pdf"), output = folder.File("marked.pdf");
            using (FileStream copy = File.Create(input))
            using (Stream content = article.Open()) content.CopyTo(copy);
            MarkRecord record = Mark(order, input, output, stop);
            files[article.Name] = File.ReadAllBytes(output);
            files[$"{article.Name}.json"] = record.ToJson();
            marked ??= record.Output.Sha256;
        }
        return new PressedNotice(files.ToImmutable(), marked);
    }

    private static MarkRecord Mark(PressOrder order, string input, string output, CancellationToken stop)
    {
        Notice notice = order.Notice.Notice;
        if (notice.Doi?.Value is not { } doi) throw new InputException("The notice has no DOI of its own.");
        NoticeDate day = notice.Dates.FirstOrDefault(d => d is { Event: NoticeEvent.Published, Month: not null, Day: not null }) ?? throw new InputException("The notice does not say when it is published.");
        DateOnly date = new(day.Year, day.Month!.Value, day.Day!.Value);
        if (notice.Kind == NoticeKind.Removal) return RemovalPage.Write(input, output, new RemovalRequest(CitationOf(notice), ReasonOf(notice), doi, date), stop);
        return PdfMarker.Mark(input, output, new MarkRequest(LabelOf(notice.Kind), doi, date) { BreakSignature = order.BreakSignature }, new MarkOptions(), stop);
    }

    private static MarkLabel LabelOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Retraction => MarkLabel.Retracted,
        NoticeKind.PartialRetraction => MarkLabel.PartiallyRetracted,
        NoticeKind.RetractAndReplace => MarkLabel.RetractedAndReplaced,
        NoticeKind.ExpressionOfConcern => MarkLabel.ExpressionOfConcern,
        NoticeKind.Correction => MarkLabel.Corrected,
        _ => throw new InputException($"A notice of the kind {kind} marks nothing."),
    };

    private static string CitationOf(Notice notice)
    {
        ArticleCitation a = notice.Article ?? throw new InputException("The notice does not name its article.");
        string?[] parts = [string.Join(", ", a.Authors) + (a.MoreAuthors ? " et al." : ""), a.Title, a.Journal, a.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture), a.Doi is null ? null : $"https://doi.org/{a.Doi}"];
        return string.Join(". ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
    }

    private static string ReasonOf(Notice notice) =>
        notice.Decision?.Ground?.Value ?? (notice.Reasons is [var first, ..] ? first.Words : null) ?? "The reasons are given in the notice.";
}
