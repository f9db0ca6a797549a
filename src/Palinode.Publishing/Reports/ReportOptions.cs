namespace Palinode.Publishing.Reports;

/// <summary>What can be chosen about a report.</summary>
public sealed record ReportOptions
{
    /// <summary>Heading of the page; the suspects' names where it is null.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Written to be printed: no script, everything unfolded, pictures named by their paths in the result folder instead of held inside.
    /// </summary>
    public bool ForPaper { get; init; }
}
