namespace Palinode.Notices.Reading;

/// <summary>Authors who are named without the word: "ADM, KW and LT did not agree", "K. Muster and P. Nobody agree".</summary>
internal static class AuthorNames
{
    /// <summary>The names that begin a sentence, or a clause behind a semicolon, and go on to the verb at a word. Null where something else stands there.</summary>
    public static Actor? Before(Sentence s, int verb)
    {
        int end = verb;
        while (s.Sees(end - 1, "did", "do", "does", "not", "either", "neither", "has", "have", "also", "could", "both", "is", "are", "or", "respond", "directly")) end--;
        int first = end, names = 0;
        while (first > 0 && (IsName(s.Words[first - 1]) || s.Sees(first - 1, ".", ",", "and", "&")))
        {
            first--;
            if (IsName(s.Words[first])) names++;
        }
        if (names == 0 || first > 0 && s.Words[first - 1].Text is not (";" or ":") || !IsName(s.Words[first])) return null;
        bool many = Enumerable.Range(first, end - first).Any(i => s.Sees(i, ",", "and", "&"));
        return IsInitials(s.Words[first]) || s.Sees(first + 1, ".") || AreFull(s, first, end) ? new Actor(many ? Role.Authors : Role.Author, s.Said(first, end)) : null;
    }

    /// <summary>"Jan Muster, Kim Probe and Li Versuch": two to four words each, and none of them an office.</summary>
    private static bool AreFull(Sentence s, int first, int end)
    {
        if (s.Sees(first, "the", "these", "all", "none", "both", "we", "journal", "publisher", "editor", "editors", "following")) return false;
        int parts = 0;
        for (int i = first; i <= end; i++)
        {
            if (i == end || s.Sees(i, ",", "and", "&"))
            {
                if (parts is 1 or > 4) return false;
                parts = 0;
            }
            else if (s.Find("roles").Any(r => r.First <= i && i < r.End && r.Value is not ("author" or "authors"))) return false;
            else if (i > first || !s.Sees(i, "author", "authors") || !IsName(s.Words[i + 1]) || i + 2 < end && !IsName(s.Words[i + 2])) parts++;
        }
        return true;
    }

    private static bool IsName(Word word) => word.StartsUpper && word.Text.All(c => char.IsLetter(c) || c is '-' or '’' or '\'');

    /// <summary>"ADM", "K" of "K. Muster".</summary>
    private static bool IsInitials(Word word) => word.Text.Length <= 4 && word.Text.All(char.IsUpper);
}
