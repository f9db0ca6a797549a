using System.Collections.Immutable;
using Palinode.Notices.Reading;

namespace Palinode.Notices.Checking;

/// <summary>Words that impute a motive, charge, or judge. Titles of cited works are not the notice's own words and are left out.</summary>
internal static class NeutralWording
{
    private static readonly Vocabulary Loaded = Vocabulary.Load("Palinode.Notices.Checking.loaded-words.txt");

    public static IEnumerable<CheckFinding> Check(string text, Notice notice)
    {
        ImmutableArray<Word> words = Words.Split(text, new TextSpan(0, text.Length));
        TextSpan[] cited = [.. notice.References.Select(r => r.Span).Append(notice.Title?.Span).Append(notice.Citation?.Span).Append(notice.Article?.Span).OfType<TextSpan>()];
        foreach (Phrase phrase in Loaded.Find("loaded", words))
        {
            TextSpan span = new(words[phrase.First].Start, words[phrase.End - 1].End);
            if (!cited.Any(c => c.Overlaps(span))) yield return CheckRules.Break(phrase.Value, span, span.In(text));
        }
    }
}
