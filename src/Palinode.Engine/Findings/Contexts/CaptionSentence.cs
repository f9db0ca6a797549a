using System.Text.RegularExpressions;
using Palinode.Articles;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>A sentence of a caption, with the letters that it stands under.</summary>
/// <param name="Letters">Of the part that holds it, as capitals; empty where it stands under none.</param>
/// <param name="Text">Without the blanks around it.</param>
internal sealed partial record CaptionSentence(string Letters, string Text)
{
    /// <summary>All sentences of a panel's caption.</summary>
    public static IEnumerable<CaptionSentence> All(ContextPanel panel)
    {
        if (panel.Figure.CaptionParts is not { } caption) yield break;
        int from = caption.Label?.Length ?? 0;
        foreach ((int start, int end) in Split(caption.Text, from))
        {
            string text = caption.Text[start..end].Trim();
            if (text.Length == 0) continue;
            // The part that holds its beginning; a title in front of the first mark belongs to what follows in its own sentence.
            int first = start + caption.Text[start..end].TakeWhile(char.IsWhiteSpace).Count();
            CaptionPart? part = caption.Parts.FirstOrDefault(p => p.Start <= first && first < p.Start + p.Length) ?? caption.Parts.FirstOrDefault(p => p.Start > first && p.Start < end);
            yield return new CaptionSentence(part?.Letters ?? "", text);
        }
    }

    /// <summary>Whether it may speak of a panel: under its letter or under none, and not of another strip by name.</summary>
    public bool IsAbout(ContextPanel panel, IEnumerable<ContextPanel>? siblings = null)
    {
        if (Letters.Length > 0 && panel.Labels.Letter is [var letter, ..] && !Letters.Contains(letter, StringComparison.Ordinal)) return false;
        if (panel.Labels.Row is not { } row) return true;
        string plain = CaptionWords.Plain(Text);
        if (plain.Contains(CaptionWords.Plain(row.Text), StringComparison.Ordinal)) return true;
        return siblings is null || !siblings.Any(p => ReferenceEquals(p.Figure, panel.Figure) && p.Labels.Row is { } other
            && CaptionWords.Plain(other.Text) is { Length: > 2 } name && plain.Contains(name, StringComparison.Ordinal));
    }

    private static IEnumerable<(int Start, int End)> Split(string text, int from)
    {
        int start = from;
        foreach (Match end in SentenceEnd().Matches(text))
        {
            if (end.Index < from) continue;
            yield return (start, end.Index + 1);
            start = end.Index + 1;
        }
        if (start < text.Length) yield return (start, text.Length);
    }

    /// <summary>A point, blanks and a capital, a digit or a bracket; but no point of an abbreviation, nor of an initial unless the next panel's mark follows.</summary>
    [GeneratedRegex(@"(?:(?<!\b(?:[Ff]igs?|[Ss]uppl|vs|al|ca|cf|no|[Rr]efs?|[Rr]esp|[A-Z]))[.;](?=\s+[(\[A-Z0-9α-ω])|(?<=\b[A-Z])\.(?=\s+\([A-Za-z]\)))", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
