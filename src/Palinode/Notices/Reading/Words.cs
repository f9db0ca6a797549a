using System.Collections.Immutable;

namespace Palinode.Notices.Reading;

/// <summary>A word (letters and digits, with hyphens and slashes inside), a possessive ending, or one other sign.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="Lower">In small letters, all kinds of hyphens and apostrophes made one.</param>
/// <param name="Start">First character in the text.</param>
internal sealed record Word(string Text, string Lower, int Start)
{
    public int End => Start + Text.Length;
    public bool IsMark => !char.IsLetterOrDigit(Text[0]) && !IsPossessive;
    public bool IsPossessive => Lower == "'s";
    public bool StartsUpper => char.IsUpper(Text[0]);
}

/// <summary>Cuts text into words with their places.</summary>
internal static class Words
{
    /// <param name="text">The whole text: places count from its beginning.</param>
    /// <param name="part">What is to be cut.</param>
    public static ImmutableArray<Word> Split(string text, TextSpan part)
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        int at = part.Start;
        while (at < part.End)
        {
            if (char.IsWhiteSpace(text[at])) { at++; continue; }
            int start = at++;
            if (char.IsLetterOrDigit(text[start]))
            {
                while (at < part.End && (char.IsLetterOrDigit(text[at]) || IsJoint(text, at, part.End))) at++;
            }
            else if (IsApostrophe(text[start]) && at < part.End && text[at] is 's' && (at + 1 == part.End || !char.IsLetterOrDigit(text[at + 1])) && start > part.Start && char.IsLetterOrDigit(text[start - 1]))
            {
                at++;
            }
            words.Add(new Word(text[start..at], Lower(text[start..at]), start));
        }
        return words.ToImmutable();
    }

    public static bool IsDash(char c) => c is '-' or '‐' or '‑' or '–' or '—' or '−';

    private static string Lower(string text) => string.Concat(text.ToLowerInvariant().Select(c => c is '‐' or '‑' ? '-' : IsApostrophe(c) ? '\'' : c));

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘';

    /// <summary>A sign with letters on both sides that belongs to a word: "re-analysed", "and/or", "didn't".</summary>
    private static bool IsJoint(string text, int at, int end)
    {
        if (at + 1 >= end || !char.IsLetterOrDigit(text[at + 1])) return false;
        if (text[at] is '-' or '‐' or '‑') return true;
        if (text[at] is '/') return char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);
        return IsApostrophe(text[at]) && !(text[at + 1] is 's' && (at + 2 >= end || !char.IsLetterOrDigit(text[at + 2])));
    }
}
