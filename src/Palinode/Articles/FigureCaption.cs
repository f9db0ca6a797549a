using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Articles;

/// <summary>The text of a caption that belongs to some panels.</summary>
/// <param name="Letters">The panels' letters as capitals, "A", "CDE"; empty where the part belongs to a place.</param>
/// <param name="Place">"Left:", "Upper panel:"; only in captions without letters.</param>
/// <param name="Start">First character in the caption, mark included.</param>
/// <param name="Length">Characters.</param>
/// <param name="Text">Those characters.</param>
public sealed record CaptionPart(string Letters, Placement? Place, int Start, int Length, string Text);

/// <summary>
/// A caption taken apart: number, title, and what it says of each panel. What cannot be told is left away: letters count only in sequence from A,
/// so that initials, amino acids and references to other panels stay text.
/// </summary>
public sealed class FigureCaption
{
    private FigureCaption(string text, FigureLabel? label, string? title, ImmutableArray<CaptionPart> parts)
    {
        Text = text;
        Label = label;
        Title = title;
        Parts = parts;
        Letters = string.Concat(parts.SelectMany(p => p.Letters).Distinct().Order());
    }

    /// <summary>The whole caption, label included.</summary>
    public string Text { get; }

    /// <summary>Null where the caption does not begin with one.</summary>
    public FigureLabel? Label { get; }

    /// <summary>The figure's number in canonical form; null without a label.</summary>
    public string? Number => Label?.Number;

    /// <summary>The first sentence, or what of it stands before the first panel's mark; null where the caption begins with a panel.</summary>
    public string? Title { get; }

    /// <summary>In the order of the text; they do not overlap.</summary>
    public ImmutableArray<CaptionPart> Parts { get; }

    /// <summary>The letters that the caption leads to expect in the figure: "ABCD".</summary>
    public string Letters { get; }

    /// <summary>What the caption says of a panel, all its parts in order; null where it names no such panel.</summary>
    public string? Of(char letter)
    {
        IEnumerable<string> texts = Parts.Where(p => p.Letters.Contains(char.ToUpperInvariant(letter), StringComparison.Ordinal)).Select(p => p.Text);
        return texts.Any() ? string.Join(' ', texts) : null;
    }

    /// <param name="text">With or without its "Figure 3." in front.</param>
    public static FigureCaption Parse(string text)
    {
        FigureLabel? label = FigureLabel.Parse(text);
        int from = label?.Length ?? 0;
        while (from < text.Length && char.IsWhiteSpace(text[from])) from++;
        var sentences = new CaptionSentences(text, from);
        ImmutableArray<PanelMark> marks = PanelMarks.Find(text, from, sentences);
        ImmutableArray<CaptionPart> parts = marks.IsEmpty ? ByPlace(text, from, sentences) : ByLetter(text, from, marks, sentences);

        int end = sentences.EndOf(from);
        // "Scan in (a) axial and (b) sagittal view" is one phrase; "Two views: (a) axial" is a title and a part.
        int first = marks.Length > 0 ? marks[0].Start : parts.Length > 0 ? parts[0].Start : end;
        if (first < end && text[from..first].TrimEnd() is "" or [.., '.' or ':' or ';' or ',']) end = first;
        string title = text[from..end].TrimEnd(' ', ';', ':', ',');
        return new FigureCaption(text, label, title.Any(char.IsLetter) ? title : null, parts);
    }

    private static ImmutableArray<CaptionPart> ByLetter(string text, int from, ImmutableArray<PanelMark> marks, CaptionSentences sentences)
    {
        var parts = ImmutableArray.CreateBuilder<CaptionPart>();
        bool leading = IsLeading(text, marks, sentences);
        for (int i = 0; i < marks.Length; i++)
        {
            // A mark behind its words closes the phrase that began behind the mark before, or with its sentence.
            int start = leading ? marks[i].Start : Math.Max(i == 0 ? from : marks[i - 1].End, sentences.StartOf(marks[i].Start));
            int end = !leading ? marks[i].End : i + 1 < marks.Length ? marks[i + 1].Start : text.Length;
            while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ',' or '.' or ';')) start++;
            while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
            parts.Add(new CaptionPart(marks[i].Letters, null, start, end - start, text[start..end]));
        }
        return parts.ToImmutable();
    }

    /// <summary>Whether marks stand before their words, "(A) Blot of …", or behind them, "cells were stained (A) and counted (B)".</summary>
    private static bool IsLeading(string text, ImmutableArray<PanelMark> marks, CaptionSentences sentences)
    {
        if (!marks[0].IsBracketed || sentences.StartsAt(marks[0].Start)) return true;
        int votes = 0;
        foreach (PanelMark mark in marks)
        {
            string before = text[..mark.Start].TrimEnd(), after = text[mark.End..].TrimStart();
            if (after.Length == 0 || after[0] is '.' or ',' or ';' or ')' || StartsWithWord(after, "and") || StartsWithWord(after, "or")) votes--;
            if (before.Length > 0 && before[^1] is '.' or ';' or ',' or ':' || EndsWithWord(before, "and") || EndsWithWord(before, "in") || EndsWithWord(before, "showing")) votes++;
        }
        return votes > 0;
    }

    private static bool StartsWithWord(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length && !char.IsLetter(text[word.Length]);

    private static bool EndsWithWord(string text, string word) => text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length && !char.IsLetter(text[text.Length - word.Length - 1]);

    /// <summary>"Left: … Right: …": sentences that begin with a place and a colon, or with "Upper panel" and a comma or colon. Fewer than two are no division.</summary>
    private static ImmutableArray<CaptionPart> ByPlace(string text, int from, CaptionSentences sentences)
    {
        List<(int Start, Placement Place)> starts = [];
        foreach (int start in sentences.Starts)
            if (PlaceAt(text, start) is { } place) starts.Add((start, place));
        if (starts.Count < 2 || starts.DistinctBy(s => s.Place).Count() != starts.Count) return [];
        var parts = ImmutableArray.CreateBuilder<CaptionPart>();
        for (int i = 0; i < starts.Count; i++)
        {
            int end = i + 1 < starts.Count ? starts[i + 1].Start : text.Length;
            string part = text[starts[i].Start..end].TrimEnd();
            parts.Add(new CaptionPart("", starts[i].Place, starts[i].Start, part.Length, part));
        }
        return parts.ToImmutable();
    }

    private static Placement? PlaceAt(string text, int start)
    {
        int end = text.AsSpan(start, Math.Min(40, text.Length - start)).IndexOfAny(':', ',');
        if (end < 0) return null;
        bool colon = text[start + end] == ':';
        string head = text[start..(start + end)].Trim('(', ')', ' ');
        string place = head;
        foreach (string noun in (string[])[" panels", " panel", " row", " column", " images", " image"])
            if (head.EndsWith(noun, StringComparison.OrdinalIgnoreCase)) place = head[..^noun.Length];
        if (!colon && place == head) return null;
        // The address grammar knows the words for places.
        return FigureNotation.ParseAddress($"Figure 1, {place}") is { Position: { } position, Row: null } ? position : null;
    }
}
