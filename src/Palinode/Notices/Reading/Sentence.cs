using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>A sentence that is being read: its words, what the vocabulary finds in them, and the figures it names.</summary>
internal sealed class Sentence
{
    private readonly Dictionary<string, ImmutableArray<Phrase>> _found = [];

    /// <param name="text">The whole text.</param>
    /// <param name="span">The sentence.</param>
    /// <param name="block">The block it stands in.</param>
    /// <param name="mentions">Of figures, those of the sentence.</param>
    public Sentence(string text, TextSpan span, Block block, ImmutableArray<FigureMention> mentions)
    {
        (Text, Span, Block, Mentions) = (text, span, block, mentions);
        Words = Reading.Words.Split(text, span);
    }

    public string Text { get; }
    public TextSpan Span { get; }
    public Block Block { get; }
    public ImmutableArray<FigureMention> Mentions { get; }
    public ImmutableArray<Word> Words { get; }

    public ImmutableArray<Phrase> Find(string section)
    {
        if (!_found.TryGetValue(section, out ImmutableArray<Phrase> found)) _found[section] = found = Vocabulary.Default.Find(section, Words);
        return found;
    }

    public bool Has(string section) => !Find(section).IsEmpty;

    public TextSpan SpanOf(Phrase phrase) => SpanOf(phrase.First, phrase.End);

    /// <summary>From one word to the one before <paramref name="end"/>.</summary>
    public TextSpan SpanOf(int first, int end) => new(Words[first].Start, Words[Math.Max(first, end - 1)].End);

    /// <summary>The words as printed, on one line, without emphasis.</summary>
    public string Said(int first, int end) => Plain(SpanOf(first, end).In(Text));

    public static string Plain(string text) => string.Join(' ', text.Replace("*", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public bool Sees(int at, params ReadOnlySpan<string> any)
    {
        if (at < 0 || at >= Words.Length) return false;
        foreach (string one in any)
            if (Words[at].Lower == one) return true;
        return false;
    }
}
