namespace Palinode.Publishing.Marking;

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
        for (int i = 0; i < content.Length;)
        {
            byte c = content[i];
            if (c == '(') i = AfterString(content, i);
            else if (c == '%') i = AfterLine(content, i);
            else if (c == '<' && i + 1 < content.Length && content[i + 1] != '<') i = After(content, i, (byte)'>');
            else if (IsRegular(c))
            {
                int start = i;
                while (i < content.Length && IsRegular(content[i])) i++;
                ReadOnlySpan<byte> word = content[start..i];
                bool name = start > 0 && content[start - 1] == '/';
                if (name) continue;
                if (word is [(byte)'q']) depth++;
                else if (word is [(byte)'Q']) lowest = Math.Min(lowest, --depth);
                else if (word is [(byte)'I', (byte)'D']) i = AfterInlinePicture(content, i);
            }
            else i++;
        }
        return new ContentBalance(-lowest, depth - lowest);
    }

    private static bool IsSpace(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;
    private static bool IsRegular(byte c) => !IsSpace(c) && c is not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%');

    private static int AfterString(ReadOnlySpan<byte> content, int i)
    {
        int nested = 0;
        for (; i < content.Length; i++)
        {
            if (content[i] == '\\') i++;
            else if (content[i] == '(') nested++;
            else if (content[i] == ')' && --nested == 0) return i + 1;
        }
        return content.Length;
    }

    private static int AfterLine(ReadOnlySpan<byte> content, int i)
    {
        int length = content[i..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? content.Length : i + length;
    }

    private static int After(ReadOnlySpan<byte> content, int i, byte end)
    {
        int length = content[i..].IndexOf(end);
        return length < 0 ? content.Length : i + length + 1;
    }

    /// <summary>The samples are any bytes; they end with EI between spaces.</summary>
    private static int AfterInlinePicture(ReadOnlySpan<byte> content, int i)
    {
        for (; i + 3 < content.Length; i++)
            if (IsSpace(content[i]) && content[i + 1] == 'E' && content[i + 2] == 'I' && IsSpace(content[i + 3])) return i + 3;
        return content.Length;
    }
}
