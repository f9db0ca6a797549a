using System.Collections.Immutable;
using Palinode.Articles.Notation;

namespace Palinode.Notices.Reading;

/// <summary>One text while it is being read: front matter first, then every sentence by every reader.</summary>
internal sealed class NoticeReading(string text)
{
    /// <summary>Words in a sentence; longer ones are tables or damage, and the time to read one grows with its square.</summary>
    private const int MostWords = 1200;

    private readonly Draft _draft = new();

    public Notice Read()
    {
        ImmutableArray<Block> blocks = TextBlocks.Split(text);
        if (blocks.Length > NoticeReader.MostParagraphs) throw new InputException($"the text has more than {NoticeReader.MostParagraphs:N0} paragraphs; a notice is shorter");
        foreach (Block block in blocks)
            if (block.Span.Length > NoticeReader.LongestParagraph) throw new InputException($"a paragraph has more than {NoticeReader.LongestParagraph:N0} characters; a notice is shorter, and is given with its line breaks");
        ImmutableArray<FigureMention> mentions = FigureNotation.Read(text);
        ImmutableArray<Block> list = ReferenceIndex.Of(text, blocks, mentions, [], text.Length).ListBlocks;
        FrontMatter front = new(text, _draft);
        List<Block> body = [];
        HashSet<Block> listed = [.. list];
        foreach (Block block in blocks)
            if (!listed.Contains(block) && !front.Take(block)) body.Add(block);
        ArticleInBody(body, front);
        ImmutableArray<Block> running = [.. list, .. body];
        ReferenceIndex references = ReferenceIndex.Of(text, [.. running.OrderBy(b => b.Span.Start)], mentions, [.. front.ArticleSpans], 0);
        ClaimCollection claims = new();
        ClaimReader reader = new(references);
        // Blocks, sentences and mentions all come in the order of the text.
        int mention = 0;
        foreach (Block block in body)
            foreach (TextSpan span in TextBlocks.Sentences(text, block.Span, references.SpansIn(block.Span)))
            {
                while (mention < mentions.Length && mentions[mention].Start < span.Start) mention++;
                int first = mention;
                while (mention < mentions.Length && mentions[mention].Start < span.End) mention++;
                if (span.Length > NoticeReader.LongestSentence) _draft.NotUnderstood.Add(new Passage(span.In(text), span));
                else Sentence(new Sentence(text, span, block, mentions[first..mention]), reader, references, claims);
            }
        Complete(references);
        return _draft.ToNotice(claims.Settled(), [.. references.References]);
    }

    private void Sentence(Sentence s, ClaimReader reader, ReferenceIndex references, ClaimCollection claims)
    {
        if (s.Words.Length == 0) return;
        if (s.Words.Length > MostWords)
        {
            _draft.NotUnderstood.Add(new Passage(s.Span.In(text), s.Span));
            return;
        }
        ClaimReading claimed = reader.Read(s);
        bool told = new ConductReader(_draft).Read(s);
        told |= new AuthorsReader(_draft).Read(s);
        bool understood = !claimed.Claims.IsEmpty || claimed.Announces || told || claimed.WithoutFigure is not null;
        if (!told && claimed.WithoutFigure is { } bare) claimed = claimed with { Claims = [bare] };
        claims.Add(s, claimed, s.Find("reasonNamed") is [{ First: 0 }]);
        understood |= new BasisReader(_draft).Read(s);
        if (understood || references.At(s.Words[0].Start) is { } spot && spot.Span.End + 2 >= s.Span.End) return;
        Passage passage = new(s.Span.In(text), s.Span);
        if (s.Find("connective") is [{ First: 0 }] && s.Words.Length <= 3 || s.Words.All(w => w.IsMark)) _draft.NoFacts.Add(passage);
        else _draft.NotUnderstood.Add(passage);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>"The journal is retracting Example Lett (2020) 9, e12": the article is cited where it is retracted, or in brackets at the end.</summary>
    private void ArticleInBody(List<Block> body, FrontMatter front)
    {
        if (_draft.Article?.Year is not null) return;
        foreach (Block block in body)
        {
            foreach (CitedWork cited in CitationReader.FindAll(text, block.Span))
            {
                string before = text[block.Span.Start..cited.Span.Start].TrimEnd();
                bool bracketed = before.EndsWith('[') && text[cited.Span.End..block.Span.End].Trim().StartsWith(']');
                if (!bracketed && !before.EndsWith("retracting", StringComparison.Ordinal) && !before.EndsWith("article,", StringComparison.Ordinal)) continue;
                front.SetArticle(cited, cited.Span);
                return;
            }
        }
    }

    private void Complete(ReferenceIndex references)
    {
        // "this article [1]", or an entry with the article's title: the reference tells where the article appeared.
        string? named = _draft.Title?.ArticleTitle is { } heading ? Letters(heading) : null;
        NoticeReference? own = references.Own ?? references.References.FirstOrDefault(r => named is { Length: > 20 } && r.Work.Title is { } t && Letters(t) == named);
        if (own is not null && (_draft.Article is null or { Year: null, Doi: null }))
            _draft.Article = own.Work with { ArticleType = _draft.Article?.ArticleType, Title = _draft.Article?.Title ?? own.Work.Title, Span = own.Span };
        if (_draft.Title?.ArticleTitle is { Length: > 0 } title) _draft.Article = (_draft.Article ?? new ArticleCitation()) with { Title = _draft.Article?.Title ?? title };
        if (_draft.Kind == NoticeKind.NotStated && _draft.Decision is not null) _draft.Kind = _draft.Decision.Action;
        // Nobody decides anything, and somebody asks the authors, or speaks of what they saw: a reader's comment.
        if (_draft.Kind == NoticeKind.NotStated && Vocabulary.Default.Find("comment", Words.Split(text, new TextSpan(0, text.Length))).Any()) _draft.Kind = NoticeKind.ReaderComment;
        if (_draft.Correspondence?.Name is { } name)
            for (int i = 0; i < _draft.Byline.Count; i++)
                if (_draft.Byline[i].Name == name) _draft.Byline[i] = _draft.Byline[i] with { Corresponding = true };
    }
}
