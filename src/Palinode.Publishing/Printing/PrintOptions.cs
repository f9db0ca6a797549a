namespace Palinode.Publishing.Printing;

/// <summary>How a page of HTML becomes a PDF, and how much that may take.</summary>
public sealed record PrintOptions
{
    /// <summary>Whether the PDF carries a tree of headings, paragraphs and tables for readers who do not see it (PDF/UA); costs about a tenth more time.</summary>
    public bool Tagged { get; init; } = true;

    /// <summary>Seconds after which the printer is ended. A report of a hundred findings takes about ten here.</summary>
    public double Seconds
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "The printer needs some time.");
    } = 180;

    /// <summary>Bytes of address space of the printer. It keeps all pictures decoded: a report of a hundred findings stays below 1 GiB.</summary>
    public long MemoryBytes
    {
        get;
        init => field = value >= 128L << 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), "The printer does not start with less than 128 MiB.");
    } = 3L << 30;
}
