using System.Text.RegularExpressions;
using Palinode.Articles.Notation;
using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>A caption names the other place as showing the same: "The GAPDH blot is the same as in Figure 3B".</summary>
internal sealed class DeclaredRule(ContextOptions options)
{
    public ContextNote? Read(ContextSubject s) => Says(s.A, s.B, s) ?? Says(s.B, s.A, s);

    private ContextNote? Says(ContextPanel panel, ContextPanel other, ContextSubject s)
    {
        foreach (CaptionSentence sentence in CaptionSentence.All(panel))
        {
            if (CaptionWords.Same().Match(sentence.Text) is not { Success: true } phrase || !sentence.IsAbout(panel, s.Siblings) || !IsAboutOther(sentence, other, s)) continue;
            if (!Names(sentence, phrase, panel, other, s.SameDocument)) continue;
            string figure = panel.Panel.Figure is { } number ? $"the caption of Figure {number}" : "a caption";
            return new ContextNote(ContextKind.Declared, $"This is possibly a declared reuse: {figure} says “{CaptionWords.Quote(sentence.Text, options.MostQuoted)}”.");
        }
        return null;
    }

    /// <summary>A sentence about the tubulin strip says nothing of the strip above it.</summary>
    private static bool IsAboutOther(CaptionSentence sentence, ContextPanel other, ContextSubject s) =>
        (sentence with { Letters = "" }).IsAbout(other, s.Siblings);

    private static bool Names(CaptionSentence sentence, Match phrase, ContextPanel panel, ContextPanel other, bool sameDocument)
    {
        // In front stands the figure itself, so that "panels A and C" is read as its own.
        string front = panel.Panel.Figure is { } own && FigureNumber.IsCanonical(own) ? $"Figure {own}. " : "";
        foreach (FigureMention mention in FigureNotation.Read(front + sentence.Text))
        {
            if (mention.Start < front.Length) continue;
            // "Figure 2 of [5]" is another work's figure.
            if (mention.Reference is null != sameDocument) continue;
            if (mention.Addresses.Any(a => Is(a, other))) return true;
        }
        if (!sameDocument || panel.Panel.Figure is null || panel.Panel.Figure != other.Panel.Figure || other.Labels.Letter is not { } letter) return false;
        return CaptionWords.BareLetter().Matches(sentence.Text[phrase.Index..]).Any(m => string.Equals(m.Groups["letter"].Value, letter, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Is(EvidenceAddress address, ContextPanel panel) =>
        string.Equals(address.Figure, panel.Panel.Figure, StringComparison.OrdinalIgnoreCase)
        && (address.Panel is not [var named, ..] || panel.Labels.Letter is not [var letter, ..] || named == letter);
}
