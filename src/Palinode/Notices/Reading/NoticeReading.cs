using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>One text while it is being read.</summary>
internal sealed class NoticeReading(string text)
{
    public Notice Read()
    {
        ImmutableArray<Block> blocks = TextBlocks.Split(text);
        ImmutableArray<FigureMention> mentions = FigureNotation.Read(text);
        ReferenceIndex references = ReferenceIndex.Of(text, blocks, mentions, [], 0);
        ClaimReader claims = new(references);
        ClaimCollection collection = new();
        foreach (Block block in blocks)
        {
            if (references.ListBlocks.Contains(block)) continue;
            foreach (TextSpan span in TextBlocks.Sentences(text, block.Span, references.Spans))
            {
                Sentence sentence = new(text, span, block, [.. mentions.Where(m => m.Start >= span.Start && m.Start < span.End)]);
                if (sentence.Words.Length > 0) collection.Add(sentence, claims.Read(sentence));
            }
        }
        return new Notice { Kind = NoticeKind.NotStated, Claims = collection.Settled(), References = [.. references.References] };
    }
}
