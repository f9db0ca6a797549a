using System.Collections.Immutable;

namespace Palinode.Articles;

/// <summary>A mark of a caption that stands for panels.</summary>
/// <param name="Letters">Capitals in ascending order.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Behind the last.</param>
/// <param name="IsBracketed">"(A)" rather than "A,".</param>
internal sealed record PanelMark(string Letters, int Start, int End, bool IsBracketed);

/// <summary>
/// Finds the marks of a caption. Every style of mark is tried by itself; within one, the longest chain of letters from A on is taken, each step to
/// the next letter or over one that is missing. The style with most letters wins.
/// </summary>
internal static class PanelMarks
{
    /// <summary>What a chain loses for a letter that it steps over, in letters: more than nothing, so that a full sequence wins over one with gaps.</summary>
    private const double MissingCost = 0.5;

    private enum Style { BracketedCapital, BracketedSmall, Comma, Point, Colon, HalfBracket, Bar, Bare }

    private sealed record Candidate(PanelMark Mark, Style Style, bool AtSentence);

    public static ImmutableArray<PanelMark> Find(string text, int from, CaptionSentences sentences)
    {
        List<Candidate> all = [.. Bracketed(text, from, sentences), .. Bare(text, sentences)];
        List<PanelMark> best = [];
        // Styles in order: of equals the first is kept, and brackets are the surest.
        foreach (IGrouping<(Style, bool), Candidate> group in all.GroupBy(c => (c.Style, Small: c.Style > Style.BracketedSmall && char.IsLower(text[c.Mark.Start]))).OrderBy(g => g.Key))
        {
            List<Candidate> candidates = [.. group.OrderBy(c => c.Mark.Start)];
            List<Candidate> chain = Chain(candidates);
            if (!Holds(chain)) continue;
            List<PanelMark> marks = WithDetails(chain, candidates);
            if (Count(marks) > Count(best)) best = marks;
        }
        return [.. best];
    }

    private static int Count(List<PanelMark> marks) => marks.SelectMany(m => m.Letters).Distinct().Count();

    /// <summary>
    /// A single panel is believed where its mark opens a sentence, in brackets. In mid-sentence "(A), (C)" are as well bases or amino acids: there
    /// the sequence must be complete, or long.
    /// </summary>
    private static bool Holds(List<Candidate> chain)
    {
        if (chain.Count == 0) return false;
        string letters = string.Concat(chain.Select(c => c.Mark.Letters));
        bool atSentence = chain[0].AtSentence;
        int missing = letters[^1] - 'A' + 1 - letters.Length;
        if (letters.Length == 1) return atSentence && chain[0].Mark.IsBracketed;
        return missing == 0 || letters.Length > 2 && (atSentence || missing * 3 <= letters.Length);
    }

    /// <summary>The best chain by dynamic programming: most letters, fewest missing; of equals the earlier one.</summary>
    private static List<Candidate> Chain(List<Candidate> candidates)
    {
        double[] score = new double[candidates.Count];
        int[] before = new int[candidates.Count];
        int best = -1;
        for (int j = 0; j < candidates.Count; j++)
        {
            PanelMark mark = candidates[j].Mark;
            int start = mark.Letters[0] - 'A';
            score[j] = start switch { 0 => mark.Letters.Length, 1 => mark.Letters.Length - MissingCost, _ => double.NegativeInfinity };
            before[j] = -1;
            for (int i = 0; i < j; i++)
            {
                int step = mark.Letters[0] - candidates[i].Mark.Letters[^1];
                if (step is not (1 or 2)) continue;
                double value = score[i] + mark.Letters.Length - (step - 1) * MissingCost;
                if (value > score[j]) (score[j], before[j]) = (value, i);
            }
            if (score[j] > 0 && (best < 0 || score[j] > score[best])) best = j;
        }
        List<Candidate> chain = [];
        for (int j = best; j >= 0; j = before[j]) chain.Insert(0, candidates[j]);
        return chain;
    }

    /// <summary>"(a–b) Both. (a) First, (b) second.": behind a group its letters come again one by one.</summary>
    private static List<PanelMark> WithDetails(List<Candidate> chain, List<Candidate> candidates)
    {
        List<PanelMark> marks = [];
        for (int i = 0; i < chain.Count; i++)
        {
            PanelMark group = chain[i].Mark;
            marks.Add(group);
            if (group.Letters.Length == 1) continue;
            int end = i + 1 < chain.Count ? chain[i + 1].Mark.Start : int.MaxValue;
            char next = group.Letters[0];
            foreach (PanelMark mark in candidates.Where(c => c.AtSentence).Select(c => c.Mark).Where(m => m.Start >= group.End && m.Start < end))
            {
                if (mark.Letters[0] < next || !mark.Letters.All(c => group.Letters.Contains(c, StringComparison.Ordinal))) continue;
                marks.Add(mark);
                next = (char)(mark.Letters[^1] + 1);
            }
        }
        return marks;
    }

    private static IEnumerable<Candidate> Bracketed(string text, int from, CaptionSentences sentences)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (text[i] is not ('(' or '[')) continue;
            char close = text[i] == '(' ? ')' : ']';
            if (Letters(text, i + 1) is not var (letters, small, end)) continue;
            // "(A, left)", "(B; upper panels)": a place may follow the letters.
            int stop = text.IndexOf(close, end);
            if (stop < 0 || stop > end && !IsPlace(text[end..stop])) continue;
            // "PPR(A)" and "p53(a)" are parts of words.
            if (i > from && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '-' or '−')) continue;
            yield return new Candidate(new PanelMark(letters, i, stop + 1, true), small ? Style.BracketedSmall : Style.BracketedCapital, sentences.StartsAt(i));
        }
    }

    private static IEnumerable<Candidate> Bare(string text, CaptionSentences sentences)
    {
        foreach (int start in sentences.Starts.SelectMany(s => After(text, s, sentences)))
        {
            if (Letters(text, start) is not var (letters, small, end)) continue;
            int next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
            if (next >= text.Length) continue;
            char mark = text[next];
            bool spaced = next + 1 < text.Length && char.IsWhiteSpace(text[next + 1]);
            Style? style = mark switch
            {
                ',' when spaced => Style.Comma,
                '.' when spaced && OpensSentence(text, next + 1) => Style.Point,
                ':' => Style.Colon,
                ')' => Style.HalfBracket,
                '|' or '│' => Style.Bar,
                _ when next > end && (char.IsUpper(mark) || char.IsAsciiDigit(mark)) => Style.Bare,
                _ => null,
            };
            // "A Western blot": an article as well as a letter; only a capital behind a small letter, or groups, say more.
            if (style is null || style is Style.Bare && !small && letters.Length == 1 && !IsCapitalised(text, next)) continue;
            yield return new Candidate(new PanelMark(letters, start, style is Style.Bare ? end : next + 1, false), style.Value, true);
        }
    }

    /// <summary>The beginning of a sentence, and where a part opens behind a semicolon in it.</summary>
    private static IEnumerable<int> After(string text, int start, CaptionSentences sentences)
    {
        yield return start;
        int end = sentences.EndOf(start);
        for (int i = start; i < end; i++)
        {
            if (text[i] is not ';') continue;
            int next = i + 1;
            while (next < end && char.IsWhiteSpace(text[next])) next++;
            if (next < end && next > i + 1) yield return next;
        }
    }

    private static bool OpensSentence(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length && (char.IsUpper(text[at]) || char.IsDigit(text[at]) || text[at] is >= '\u0370' and <= '\u03FF');
    }

    private static bool IsCapitalised(string text, int at) => at + 1 < text.Length && char.IsUpper(text[at]) && char.IsLetter(text[at + 1]);

    private static bool IsPlace(string text)
    {
        string[] words = text.Split([' ', ',', ';', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 4 && words.All(w => w.ToLowerInvariant() is "left" or "right" or "upper" or "lower" or "top" or "bottom" or "middle" or "center" or "centre" or "panel" or "panels" or "and" or "inset" or "row" or "column");
    }

    /// <summary>"A", "A–C", "A, B and D", "Ai": letters of one case, ascending; whatever follows must be no letter or digit.</summary>
    private static (string Letters, bool Small, int End)? Letters(string text, int start)
    {
        string letters = "";
        bool small = start < text.Length && char.IsAsciiLetterLower(text[start]);
        int at = start;
        while (true)
        {
            if (at >= text.Length || !char.IsAsciiLetter(text[at]) || char.IsAsciiLetterLower(text[at]) != small) return null;
            char letter = char.ToUpperInvariant(text[at++]);
            // Sub-parts "Ai", "Bii", "A1" belong to their letter; primes too.
            int tail = at;
            while (tail < text.Length && (text[tail] is 'i' or 'v' or 'x' && !small || char.IsAsciiDigit(text[tail]) || text[tail] is '′' or '\'')) tail++;
            if (tail < text.Length && char.IsLetterOrDigit(text[tail])) return null;
            at = tail;
            if (letters.Length > 0 && letter < letters[^1]) return null;
            if (letters.Length == 0 || letter > letters[^1]) letters += letter;
            int next = at;
            if (Separator(text, ref next) is not { } range || next >= text.Length || !char.IsAsciiLetter(text[next]) || char.IsAsciiLetterLower(text[next]) != small || next + 1 < text.Length && char.IsLetter(text[next + 1]) && text[next + 1] is not ('i' or 'v' or 'x')) return (letters, small, at);
            if (range)
                for (char c = (char)(letters[^1] + 1); c < char.ToUpperInvariant(text[next]); c++) letters += c;
            at = next;
        }
    }

    /// <summary>Steps over a dash (true), or a comma or "and" (false); null where neither stands here.</summary>
    private static bool? Separator(string text, ref int at)
    {
        int i = at;
        while (i < text.Length && text[i] == ' ') i++;
        bool? range = null;
        if (i < text.Length && text[i] is '-' or '–' or '—' or '−' or '‐' or '‑') { range = true; i++; }
        else
        {
            if (i < text.Length && text[i] is ',' or '/' or '&') { range = false; i++; }
            int word = i;
            while (word < text.Length && text[word] == ' ') word++;
            if (word > i - 1 && string.CompareOrdinal(text, word, "and ", 0, 4) == 0) { range = false; i = word + 4; }
            else if (range is null && word > i && (string.CompareOrdinal(text, word, "to ", 0, 3) == 0)) { range = true; i = word + 3; }
        }
        if (range is null) return null;
        while (i < text.Length && text[i] == ' ') i++;
        at = i;
        return range;
    }
}
