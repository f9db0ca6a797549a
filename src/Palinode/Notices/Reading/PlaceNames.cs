using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>
/// Answers for the names that running text gives to what a figure shows: "the actin immunoblot in Fig. 1B", "Figure 2D (day 0, miR-NC)", "Figure 3 sham",
/// "the image for the control group in Figure 3A". A name is a strip or row of pictures where its noun or a second name says so, otherwise a lane or group.
/// What looks like prose is no name.
/// </summary>
internal static class PlaceNames
{
    /// <summary>Words in brackets behind a place, and words of one name.</summary>
    private const int LongestBracket = 12, LongestName = 5;

    /// <summary>A name with the kind of thing it is given to.</summary>
    /// <param name="Text">As printed, without quotation marks.</param>
    /// <param name="Group">It names a lane, a group or a time; otherwise a strip or row.</param>
    /// <param name="First">Its first word.</param>
    /// <param name="End">First word behind it.</param>
    internal sealed record Name(string Text, bool Group, int First, int End);

    /// <summary>Names that stand behind a place, and places of the same list that follow such a name: "Figs. 1g (exo-NC) and 3d (exo-101)".</summary>
    public static (ImmutableArray<EvidenceAddress> Addresses, int End) Behind(Sentence s, ImmutableArray<EvidenceAddress> addresses, int end, ReferenceIndex references)
    {
        while (true)
        {
            bool bracketed = false;
            if (Bracket(s, end, references) is var (names, close))
            {
                // "Figure 2B (shRNA1 and shRNA2)": two groups of one panel.
                bool apart = Enumerable.Range(end, close - end).Any(i => s.Sees(i, "and", "&"));
                EvidenceAddress last = addresses[^1];
                addresses = apart ? [.. addresses.RemoveAt(addresses.Length - 1), .. names.Select(n => With(last, [n]))] : addresses.SetItem(addresses.Length - 1, With(last, names));
                (end, bracketed) = (close, true);
            }
            else if (Directly(s, addresses[^1], end) is { } name)
            {
                addresses = addresses.SetItem(addresses.Length - 1, With(addresses[^1], [name]));
                (end, bracketed) = (name.End, true);
            }
            if (!bracketed && Represented(s, addresses[^1], end) is { } shown) addresses = addresses.SetItem(addresses.Length - 1, With(addresses[^1], [shown]));
            if (!bracketed || !s.Sees(end, "and", ",") || end + 1 >= s.Words.Length) return (addresses, end);
            string next = s.Words[end + 1].Text;
            if (next.Length is < 2 or > 3 || !char.IsAsciiDigit(next[0]) || !char.IsAsciiLetter(next[^1]) || FigureNotation.ParseAddress("Figure " + next) is not { Panel: not null } other) return (addresses, end);
            (addresses, end) = (addresses.Add(other), end + 2);
        }
    }

    /// <summary>Names that stand before a place, not further back than the place before it.</summary>
    public static ImmutableArray<EvidenceAddress> Before(Sentence s, ImmutableArray<EvidenceAddress> addresses, int first, int limit)
    {
        if (addresses.Any(a => a.Row is not null || a.Lane is not null)) return addresses;
        if (Leading(s, first, limit) is not { } name) return addresses;
        // "the blots for p65 and IκBα in Figure 4E"
        if (s.Sees(name.First - 1, "and"))
        {
            int end = name.First - 1, start = end;
            while (start > limit && end - start < LongestName && IsWordOfName(s, start - 1) && !IsNoun(s, start - 1)) start--;
            if (start < end && start > 0 && !s.Words[start].IsMark && s.Sees(start - 1, "for", "of", "between", "representing", "showing", "the") && Told(s, start, end))
                return [.. addresses.SelectMany(a => new[] { With(a, [name with { Text = s.Said(start, end) }]), With(a, [name]) })];
        }
        return [.. addresses.Select(a => With(a, [name]))];
    }

    /// <summary>Names among the words of a part of the sentence, in order, places left out.</summary>
    public static List<Name> Among(Sentence s, int from, int to, Func<int, bool> taken)
    {
        List<Name> names = [];
        for (int i = from; i < to;)
        {
            if (taken(i)) { i++; continue; }
            if (Quoted(s, i) is { } quoted && quoted.End <= to) { names.Add(quoted); i = quoted.End; continue; }
            int end = i;
            while (end < to && !taken(end) && end - i < LongestName && IsPart(s, end)) end++;
            while (end > i && s.Words[end - 1].IsMark) end--;
            if (end > i && !s.Words[i].IsMark && Told(s, i, end)) { names.Add(new Name(s.Said(i, end), true, i, end)); i = end; }
            else i++;
        }
        // "the Control image at 0 h"
        for (int i = names.Count - 2; i >= 0; i--)
        {
            (Name a, Name b) = (names[i], names[i + 1]);
            int[] between = [.. Enumerable.Range(a.End, b.First - a.End)];
            if (!between.Any(k => s.Sees(k, "at", "after", "on")) || !between.All(k => s.Sees(k, "at", "after", "on") || IsNoun(s, k))) continue;
            names[i] = a with { Text = $"{a.Text}, {b.Text}", End = b.End };
            names.RemoveAt(i + 1);
        }
        return names;
    }

    /// <summary>"the β-actin panels in Fig 3A and Fig 5B": the name of several things belongs to the place that follows as well.</summary>
    public static void Distribute(Sentence s, List<PlaceItem> places)
    {
        for (int i = 0; i + 1 < places.Count; i++)
        {
            (PlaceItem a, PlaceItem b) = (places[i], places[i + 1]);
            bool joined = b.First - a.End is 1 or 2 && Enumerable.Range(a.End, b.First - a.End).All(k => s.Sees(k, "and", ",", "in", "of", "from"));
            bool several = Enumerable.Range(Math.Max(0, a.First - 4), Math.Max(0, Math.Min(a.First, 4)) + (a.End - a.First)).Any(k => IsNoun(s, k) && s.Words[k].Lower.EndsWith('s'));
            if (!joined || !several || b.FromContext || a.Addresses.Select(x => x.Row).Distinct().ToArray() is not [{ } row] || b.Addresses.Any(x => x.Row is not null || x.Lane is not null)) continue;
            places[i + 1] = b with { Addresses = [.. b.Addresses.Select(x => new EvidenceAddress(x.Figure, x.Panel, x.Position, row, x.Lane, x.Lanes))] };
        }
    }

    /// <summary>One name is a lane, or a row where its noun says so or lanes are counted already; of several the first is the row.</summary>
    private static EvidenceAddress With(EvidenceAddress a, IReadOnlyList<Name> names)
    {
        string? row = a.Row, lane = a.Lane;
        foreach (Name name in names)
        {
            bool asRow = row is null && (!name.Group || a.Lanes is not null || names.Count > 1 && lane is null && name == names[0]);
            if (asRow) row = name.Text;
            else if (a.Lanes is null) lane = lane is null ? name.Text : $"{lane}, {name.Text}";
        }
        return new EvidenceAddress(a.Figure, a.Panel, a.Position, row, lane, a.Lanes);
    }

    /// <summary>"(day 0, miR-NC)", "('0 h, control')", "(Tumor, left)".</summary>
    private static (IReadOnlyList<Name> Names, int End)? Bracket(Sentence s, int open, ReferenceIndex references)
    {
        if (!s.Sees(open, "(")) return null;
        int close = open + 1;
        while (close < s.Words.Length && close - open <= LongestBracket && !s.Sees(close, ")", "(", ";", "[")) close++;
        if (!s.Sees(close, ")") || close == open + 1) return null;
        List<Name> names = [];
        bool and = !Enumerable.Range(open, close - open).Any(i => s.Sees(i, ","));
        for (int i = open + 1; i < close;)
        {
            if (s.Sees(i, ",") || and && s.Sees(i, "and", "&")) { i++; continue; }
            if (Quoted(s, i) is { } quoted && quoted.End <= close) { names.Add(quoted); i = quoted.End; continue; }
            int end = i;
            while (end < close && !s.Sees(end, ",") && !(and && s.Sees(end, "and", "&"))) end++;
            if (end - i > 1 && IsNoun(s, i)) i++;
            bool plain = Enumerable.Range(i, end - i).All(k => IsWordOfName(s, k) && references.At(s.Words[k].Start) is null) && !s.Mentions.Any(m => m.Start >= s.Words[i].Start && m.Start < s.Words[end - 1].End);
            bool word = Enumerable.Range(i, end - i).Any(k => s.Words[k].Text.Any(char.IsLetter)) && s.Said(i, end).Length > 1;
            if (!plain || !word || end - i > LongestName) return null;
            names.Add(new Name(s.Said(i, end), !IsNoun(s, end - 1) || IsGroup(s, end - 1), i, end));
            i = end;
        }
        return names.Count > 0 ? (names, close + 1) : null;
    }

    /// <summary>"Figure 3 sham", "Fig. 2c si-U 48 h", "Figure 2A 'Sham'", "Fig. 3C as tubulin".</summary>
    private static Name? Directly(Sentence s, EvidenceAddress address, int at)
    {
        if (address.Lane is not null) return null;
        if (Quoted(s, at) is { } quoted) return quoted;
        bool role = s.Sees(at, "as"), comma = s.Sees(at, ",") && address.Panel is not null;
        int first = role || comma ? at + 1 : at;
        if (role && s.Sees(first, "the")) first++;
        int end = first;
        while (end < s.Words.Length && end - first < LongestName && IsPart(s, end)) end++;
        while (end > first && s.Words[end - 1].IsMark) end--;
        if (end == first || s.Words[first].IsMark || address.Row is not null) return null;
        int noun = IsNoun(s, end) ? end + 1 : end;
        bool named = role ? IsStrong(s.Words[first].Text) || Has(s, "proteins", first) : Told(s, first, end) || comma && noun > end && IsGroup(s, end) && s.Words[first].StartsUpper;
        // "(Figure 5B, Control and Figure 2C, Model in …)": a plain word behind a comma is a name where nothing else goes on behind it.
        bool closed = !comma || noun >= s.Words.Length || s.Sees(noun, ")", "and", ";", "in", ".") && (noun > end || IsCondition(s, first, end));
        if (!named || !closed) return null;
        return new Name(s.Said(first, end), noun > end ? IsGroup(s, end) : IsCondition(s, first, end), first, noun);
    }

    /// <summary>"reused in Figure 5D, flipped horizontally, to represent β-actin".</summary>
    private static Name? Represented(Sentence s, EvidenceAddress address, int at)
    {
        if (address.Row is not null || address.Lane is not null) return null;
        for (int i = at; i < Math.Min(at + 7, s.Words.Length - 1); i++)
        {
            if (s.Sees(i, "and", ";", "while", "but") || s.Mentions.Any(m => m.Start <= s.Words[i].Start && s.Words[i].Start < m.Start + m.Length)) return null;
            if (!s.Sees(i, "represent", "depict")) continue;
            int first = s.Sees(i + 1, "the") ? i + 2 : i + 1, end = first;
            while (end < s.Words.Length && end - first < LongestName && IsPart(s, end)) end++;
            while (end > first && s.Words[end - 1].IsMark) end--;
            return end > first && !s.Words[first].IsMark && Told(s, first, end) ? new Name(s.Said(first, end), IsCondition(s, first, end), first, end) : null;
        }
        return null;
    }

    private static Name? Leading(Sentence s, int first, int limit)
    {
        int end = first;
        if (s.Sees(end - 1, "the")) end--;
        if (!s.Sees(end - 1, "of", "in", "from", "for", "within", "(")) return null;
        bool listed = s.Sees(end - 1, "(");
        end--;
        if (s.Sees(end - 1, "shown", "presented", "depicted", "displayed", "seen")) end--;
        if (end <= limit) return null;
        int noun = IsNoun(s, end - 1) ? end - 1 : -1;
        int last = noun < 0 ? end : noun;
        if (last > limit && OpeningOf(s, last - 1, limit) is var open and >= 0) return Quoted(s, open) is { } quoted ? quoted with { Group = noun >= 0 ? IsGroup(s, noun) : true } : null;
        int start = last;
        while (start > limit && last - start < LongestName && IsWordOfName(s, start - 1) && !IsNoun(s, start - 1)) start--;
        bool introduced = start > limit && s.Sees(start - 1, "for", "showing", "representing", "represent", "depicting", "depict", "of", "as", "with") && !s.Sees(start - 2, "responsible", "except");
        bool loose = introduced && s.Sees(start - 1, "for", "showing", "representing", "represent", "depicting", "depict");
        bool the = s.Sees(start, "the", "a", "an");
        if (start > limit && s.Sees(start - 1, "the", "a", "an", "this", "that"))
        {
            the = true;
            introduced = start > limit + 1 && s.Sees(start - 2, "for", "showing", "representing", "represent", "depicting", "depict", "of");
            loose = introduced && !s.Sees(start - 2, "of");
        }
        while (start < last && !s.Find("measures").Any(p => p.First == start) && s.Find("descriptions").FirstOrDefault(p => p.First == start && p.End <= last) is { } description) start = description.End;
        while (last > start && s.Words[last - 1].IsMark) last--;
        while (start < last && s.Words[start].IsMark) start++;
        if (start >= last) return null;
        bool blot = noun >= 0 && s.Sees(noun, "blot", "blots", "immunoblot", "immunoblots", "band", "bands", "strip", "strips", "lane", "lanes");
        bool told = Told(s, start, last) || (blot && the || loose) && s.Words[start].Text.Any(char.IsLetter) || noun >= 0 && the && s.Words[start].StartsUpper && start > 0 && last - start == 1;
        if (!told || noun < 0 && !introduced && !(listed || IsStrong(s.Words[start].Text))) return null;
        return new Name(s.Said(start, last), noun >= 0 ? IsGroup(s, noun) : IsCondition(s, start, last), start, end);
    }

    /// <summary>What stands between quotation marks, up to a few words; null where none open here.</summary>
    private static Name? Quoted(Sentence s, int at)
    {
        if (!s.Sees(at, "“", "\"", "'")) return null;
        int close = at + 1;
        while (close < s.Words.Length && close - at <= 9 && !s.Sees(close, "”", "\"", "'", "“")) close++;
        if (close == at + 1 || !s.Sees(close, "”", "\"", "'")) return null;
        string text = s.Said(at + 1, close).Trim(' ', ',');
        return text.Length > 0 && text.Any(char.IsLetterOrDigit) ? new Name(text, true, at, close + 1) : null;
    }

    /// <summary>The mark that opens a quotation which ends with a word; −1 where none ends there.</summary>
    private static int OpeningOf(Sentence s, int closing, int limit)
    {
        if (!s.Sees(closing, "”", "\"", "'")) return -1;
        for (int i = closing - 1; i >= limit && closing - i <= 9; i--)
            if (s.Sees(i, "“", "\"", "'")) return i;
        return -1;
    }

    /// <summary>Something in the words can hardly be prose, or they are what groups, times and strips are called.</summary>
    private static bool Told(Sentence s, int first, int end) =>
        Enumerable.Range(first, end - first).Any(i => IsStrong(s.Words[i].Text)) || IsCondition(s, first, end) || Has(s, "proteins", first) && end - first <= 2;

    private static bool IsCondition(Sentence s, int first, int end) => s.Find("conditions").Concat(s.Find("measures")).Any(p => p.First >= first && p.End <= end);

    /// <summary>"miR-NC", "PC-10", "β-actin", "I/R": a capital or digit among letters, or a Greek letter.</summary>
    private static bool IsStrong(string word) =>
        word.Length > 1 && (word.Skip(1).Any(char.IsUpper) && word.Any(char.IsLetter) || word.Any(char.IsLetter) && word.Any(char.IsDigit) && !char.IsDigit(word[0])) && word is not ("PubPeer" or "et" or "RETRACTED")
        || word.Any(c => c is >= '\u0370' and <= '\u03FF' && c is not 'μ');

    /// <summary>A word that goes on with a name in running text: told by itself, a number, a unit, or a sign that joins.</summary>
    private static bool IsPart(Sentence s, int at) =>
        IsWordOfName(s, at) && !IsNoun(s, at) && !s.Mentions.Any(m => m.Start <= s.Words[at].Start && s.Words[at].Start < m.Start + m.Length) && !s.Find("relations").Any(p => p.First <= at && at < p.End) && !s.Find("hedges").Any(p => p.First <= at && at < p.End);

    private static bool IsWordOfName(Sentence s, int at) => s.Words[at].IsMark ? s.Sees(at, "+", "/", ">", "-", "–", "&", "%", "°", "µ") : !Has(s, "noName", at) && !s.Words[at].IsPossessive;

    private static bool IsNoun(Sentence s, int at) => at >= 0 && at < s.Words.Length && Has(s, "pictureNouns", at);

    private static bool IsGroup(Sentence s, int noun) => s.Find("pictureNouns").Any(p => p.First <= noun && noun < p.End && p.Value == "group");

    private static bool Has(Sentence s, string section, int at) => s.Find(section).Any(p => p.First <= at && at < p.End);
}
