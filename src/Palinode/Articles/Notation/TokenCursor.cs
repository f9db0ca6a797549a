using System.Collections.Immutable;

namespace Palinode.Articles.Notation;

internal enum TokenKind { Word, Number, Mark }

/// <summary>A run of letters, a run of digits, or one other sign.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Text">As it stands.</param>
/// <param name="Start">First character in the text.</param>
/// <param name="Spaced">White space stands before it, or it is the first.</param>
/// <param name="NewLine">The white space holds a line break.</param>
internal sealed record Token(TokenKind Kind, string Text, int Start, bool Spaced, bool NewLine)
{
    public int End => Start + Text.Length;
}

/// <summary>A place in a text that is being read. Every attempt remembers <see cref="At"/> and puts it back when it fails.</summary>
internal sealed class TokenCursor(string text)
{
    private static readonly Token None = new(TokenKind.Mark, "", int.MaxValue, true, true);
    private readonly ImmutableArray<Token> _tokens = Split(text);

    public string Source { get; } = text;

    /// <summary>Index of the next token.</summary>
    public int At { get; set; }
    public bool AtEnd => At >= _tokens.Length;
    public Token Next => Peek(0);

    /// <summary>Where the last token that was taken ends.</summary>
    public int LastEnd => At == 0 ? 0 : _tokens[At - 1].End;

    /// <summary>A token further on; one without text beyond the end.</summary>
    public Token Peek(int ahead) => At + ahead >= 0 && At + ahead < _tokens.Length ? _tokens[At + ahead] : None;

    /// <summary>Takes the next token where it is one of these words or signs, in any case.</summary>
    public bool Take(params ReadOnlySpan<string> any)
    {
        if (!Sees(0, any)) return false;
        At++;
        return true;
    }

    public bool Sees(int ahead, params ReadOnlySpan<string> any)
    {
        string next = Peek(ahead).Text;
        foreach (string one in any)
            if (next.Equals(one, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Takes words in a row, or nothing.</summary>
    public bool TakeAll(params ReadOnlySpan<string> row)
    {
        for (int i = 0; i < row.Length; i++)
            if (!Sees(i, row[i])) return false;
        At += row.Length;
        return true;
    }

    /// <summary>The next token directly joins the one before.</summary>
    public bool Joined => !Next.Spaced;

    /// <summary>A hyphen or dash of any length.</summary>
    public bool SeesDash(int ahead = 0) => Peek(ahead).Text is "-" or "–" or "—" or "‐" or "‑" or "−";

    /// <summary>Goes on at the first token that starts at this character or behind it.</summary>
    public void Seek(int position)
    {
        while (!AtEnd && Next.Start < position) At++;
    }

    private static ImmutableArray<Token> Split(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        int at = 0;
        while (at < text.Length)
        {
            int from = at;
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) break;
            bool line = text.AsSpan(from, at - from).IndexOfAny('\n', '\r') >= 0;
            int start = at++;
            TokenKind kind = KindOf(text[start]);
            if (kind != TokenKind.Mark)
                while (at < text.Length && KindOf(text[at]) == kind) at++;
            tokens.Add(new Token(kind, text[start..at], start, start == 0 || from < start, line));
        }
        return tokens.ToImmutable();
    }

    private static TokenKind KindOf(char c) => char.IsAsciiDigit(c) ? TokenKind.Number : char.IsLetter(c) ? TokenKind.Word : TokenKind.Mark;
}
