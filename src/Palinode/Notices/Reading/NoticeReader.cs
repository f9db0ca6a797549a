using System.Collections.Immutable;

namespace Palinode.Notices.Reading;

/// <summary>Reads notices.</summary>
public static class NoticeReader
{
    /// <summary>Longer texts are no notices.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>Paragraphs, headings and list items; and characters of one of them. Readings cost more than their share where there are more.</summary>
    internal const int MostParagraphs = 5_000, LongestParagraph = 20_000;

    /// <summary>Characters; a longer sentence is listed as not understood.</summary>
    internal const int LongestSentence = 6_000;

    /// <summary>
    /// The whole of a notice in plain text: front matter, running text, references. It answers for every sentence: what gave no fact is listed
    /// under <see cref="Notice.NotUnderstood"/> or <see cref="Notice.NoFacts"/>. Spans count in this text.
    /// </summary>
    /// <exception cref="InputException">The text is longer than any notice, or has no paragraphs.</exception>
    public static Notice Read(string text) => new NoticeReading(text).Read();

    /// <summary>The claims of running text alone, without front matter; comments of readers are read this way too.</summary>
    public static ImmutableArray<NoticeClaim> ReadClaims(string text) => [.. Read(text).Claims];
}
