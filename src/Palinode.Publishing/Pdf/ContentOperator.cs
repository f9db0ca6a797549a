namespace Palinode.Publishing.Pdf;

/// <summary>An operator of a content stream, by the places in its bytes. Strings, comments and the samples of inline pictures hold none.</summary>
/// <param name="Operands">Where what stands before it begins: after the operator before, spaces left out.</param>
/// <param name="Start">Its first letter.</param>
/// <param name="End">After its last; of <c>ID</c>, after the samples and <c>EI</c>.</param>
internal readonly record struct ContentOperator(int Operands, int Start, int End)
{
    public bool Is(ReadOnlySpan<byte> content, ReadOnlySpan<byte> word) => content[Start..Math.Min(End, Start + word.Length)].SequenceEqual(word) && (End - Start == word.Length || word.SequenceEqual("ID"u8));

    /// <summary>All operators in order. A number, and <c>true</c>, <c>false</c>, <c>null</c>, are operands.</summary>
    public static List<ContentOperator> Of(ReadOnlySpan<byte> content)
    {
        List<ContentOperator> operators = [];
        int operands = -1;
        for (int i = 0; i < content.Length;)
        {
            byte c = content[i];
            int start = i;
            if (c == '%') i = AfterLine(content, i);
            else if (IsSpace(c)) i++;
            else
            {
                if (operands < 0) operands = start;
                if (c == '(') i = AfterString(content, i);
                else if (c == '<' && i + 1 < content.Length && content[i + 1] == '<') i += 2;
                else if (c == '<') i = After(content, i, (byte)'>');
                else if (c == '/') i = AfterWord(content, i + 1);
                else if (!IsRegular(c)) i++;
                else
                {
                    i = AfterWord(content, i);
                    ReadOnlySpan<byte> word = content[start..i];
                    if (IsOperand(word)) continue;
                    if (word.SequenceEqual("ID"u8)) i = AfterInlinePicture(content, i);
                    operators.Add(new ContentOperator(operands, start, i));
                    operands = -1;
                }
            }
        }
        return operators;
    }

    private static bool IsOperand(ReadOnlySpan<byte> word) => char.IsAsciiDigit((char)word[0]) || word[0] is (byte)'+' or (byte)'-' or (byte)'.' || word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8);

    private static int AfterWord(ReadOnlySpan<byte> content, int i)
    {
        while (i < content.Length && IsRegular(content[i])) i++;
        return i;
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
