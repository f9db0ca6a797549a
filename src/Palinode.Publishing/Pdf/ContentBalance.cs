namespace Palinode.Publishing.Pdf;

/// <summary>
/// How a page's operators leave the stack of graphics states. Producers forget to restore what they saved, or restore once too often;
/// what is drawn after them would then stand in a foreign frame. Knowing both counts, a mark can be drawn in the page's own.
/// </summary>
/// <param name="Missing">How often a state is restored that was never saved: so many must be saved before the content.</param>
/// <param name="Open">How many states are still saved at the end, after those were added: so many must be restored.</param>
internal readonly record struct ContentBalance(int Missing, int Open)
{
    /// <summary>Counts q and Q outside strings, comments and inline pictures.</summary>
    public static ContentBalance Of(ReadOnlySpan<byte> content)
    {
        int depth = 0, lowest = 0;
        foreach (ContentOperator one in ContentOperator.Of(content))
        {
            if (one.Is(content, "q"u8)) depth++;
            else if (one.Is(content, "Q"u8)) lowest = Math.Min(lowest, --depth);
        }
        return new ContentBalance(-lowest, depth - lowest);
    }
}
