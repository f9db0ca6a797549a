namespace Palinode.Articles.Notation;

/// <summary>
/// Reads the names of strips and lanes, the one open class of words in the notation. Standing alone a name reaches to the next comma; in running
/// text it must look like a name and end where prose goes on. Names in “…” may hold anything; ” is written twice in them.
/// </summary>
internal sealed class NameReader(TokenCursor at, bool alone)
{
    /// <summary>No name in running text has more words.</summary>
    private const int MostWords = 4;

    private static readonly string[] Nouns = ["strip", "strips", "band", "bands", "blot", "blots", "panel", "panels", "row", "rows", "gel", "gels", "lane"];

    private static readonly string[] LaneNouns = [.. Nouns, "immunoblot", "immunoblots", "western", "membrane", "image"];

    /// <summary>Words that describe a picture and name nothing in it.</summary>
    private static readonly HashSet<string> Descriptions = new(StringComparer.OrdinalIgnoreCase)
    {
        "western", "northern", "southern", "eastern", "transwell", "facs", "pcr", "rt-pcr", "immunoblot", "gel", "blot", "blots", "image", "images", "figure", "figures", "fig", "figs",
        "the", "a", "an", "of", "in", "on", "for", "from", "to", "and", "or", "with", "by", "as", "at", "that", "this", "these", "those", "their", "its", "same", "each", "both", "all", "several",
        "is", "are", "was", "were", "has", "have", "had", "appears", "appear", "appeared", "seems", "seem", "shown", "which", "when", "between", "within",
    };

    /// <summary>Words with which a sentence goes on behind a name.</summary>
    private static readonly HashSet<string> GoesOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "was", "were", "has", "have", "had", "appears", "appear", "appeared", "seems", "seem", "shows", "show", "looks", "look", "which", "that", "and", "or", "with", "in", "of", "from", "to", "for",
        "matches", "match", "overlaps", "overlap", "duplicates", "may", "might", "can", "could",
    };

    /// <summary>A name behind a comma; null where none stands here.</summary>
    /// <param name="strongOnly">Plain capitalised words do not count; see <see cref="IsStrong"/>.</param>
    public string? Bare(bool strongOnly)
    {
        if (at.Next.Text is "“") return Quoted();
        if (alone) return ToComma();
        // "in Fig 3A, Fig 4C and Fig 6D": a further figure, no name.
        if (at.Sees(0, "figure", "figures", "fig", "figs", "supplementary", "supplemental", "supporting", "extended", "table")) return null;
        int begin = at.At;
        if (at.Take("panel", "strip", "row"))
        {
            if (Bare(strongOnly: true) is { } announced) return announced;
            at.At = begin;
        }
        int save = at.At, words = 0, start = at.Next.Start, end = start;
        bool strong = false, capital = false;
        while (!at.AtEnd && words < MostWords && !Stops(at.Next) && !GoesOn.Contains(at.Next.Text))
        {
            string word = Word(out end);
            strong |= IsStrong(word);
            capital |= char.IsUpper(word[0]);
            words++;
        }
        bool closed = at.AtEnd || Stops(at.Next) || GoesOn.Contains(at.Next.Text);
        string name = words > 0 ? at.Source[start..end] : "";
        if (!closed || name.Length < 2 || name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) || Descriptions.Contains(name) || !(strong || capital && !strongOnly)) { at.At = save; return null; }
        return name;
    }

    /// <summary>"the NAME strip" or “the NAME, NAME and NAME bands”; the noun comes back in the singular.</summary>
    /// <param name="article">Whether "the" must stand in front.</param>
    public (List<string> Names, string Noun)? WithNoun(bool article)
    {
        int save = at.At;
        bool the = at.Take("the");
        if (the || !article)
        {
            List<string> names = [];
            while (names.Count < 8)
            {
                if (OneBeforeNoun(out bool ended) is not { } name) break;
                names.Add(name);
                if (ended)
                {
                    string noun = at.Next.Text.ToLowerInvariant().TrimEnd('s');
                    at.At++;
                    if (names.All(n => IsStrong(n) || n.Length > 1 && char.IsUpper(n[0]) && the || noun == "panel" && n.Length == 1 && char.IsAsciiLetterUpper(n[0]))) return (names, noun);
                    break;
                }
                if (!(at.Take(",") | at.Take("and", "&"))) break;
            }
        }
        at.At = save;
        return null;
    }

    /// <summary>
    /// In running text behind lanes: "the ERK immunoblot", "perilipin", "the same blot". Lanes have strips, so small letters are a name here, and a
    /// description ("the same blot", "the upper immunoblot") is passed over.
    /// </summary>
    public bool OfLanes(List<string> rows)
    {
        int save = at.At;
        bool the = at.Take("the");
        int start = at.Next.Start, end = start, words = 0;
        while (!at.AtEnd && words <= MostWords && !Stops(at.Next) && !GoesOn.Contains(at.Next.Text) && !(words > 0 && at.Sees(0, LaneNouns)))
        {
            if (at.Sees(0, "figure", "figures", "fig", "figs", "panel", "panels", "supplementary", "extended", "[")) break;
            Word(out end);
            words++;
        }
        string name = end > start ? at.Source[start..end] : "";
        bool noun = words > 0 && at.Sees(0, LaneNouns);
        bool describes = Descriptions.Contains(name) || name is "upper" or "lower" or "top" or "bottom" or "left" or "right" or "first" or "second" or "middle";
        bool strong = name.Length > 1 && IsStrong(name);
        if (noun && the && words <= MostWords) at.At++;
        else if (!strong || words > 2) { at.At = save; return false; }
        else if (noun) at.At++;
        if (!describes) rows.Add(name);
        return true;
    }

    /// <summary>Standing alone: "the NAME strip" up to the end of the segment.</summary>
    public bool Strip(List<string> rows)
    {
        at.Take("the");
        string? name = null;
        if (at.Next.Text is "“") name = Quoted();
        else
        {
            int last = -1, start = at.Next.Start;
            for (int i = 0; !EndsSegment(i); i++)
                if (at.Sees(i, "strip", "panel", "blot", "bands", "row")) last = i;
            if (last > 0)
            {
                name = at.Source[start..at.Peek(last - 1).End];
                at.At += last;
            }
        }
        if (string.IsNullOrWhiteSpace(name) || !at.Take("strip", "panel", "blot", "bands", "row")) return false;
        rows.Add(name);
        return true;
    }

    /// <summary>Whether a word can hardly be prose: a digit beside letters (measures as "24h" apart), a Greek letter, or a capital behind another sign.</summary>
    private static bool IsStrong(string name) =>
        name.Split(' ').Any(w => !Descriptions.Contains(w) && (w.Any(char.IsAsciiDigit) && w.Any(char.IsLetter) && !(char.IsAsciiDigit(w[0]) && w.All(char.IsAsciiLetterOrDigit) && !w.Any(char.IsUpper)) || w.Any(c => c is >= '\u0370' and <= '\u03FF') || w.Skip(1).Any(char.IsUpper)));

    private string? OneBeforeNoun(out bool ended)
    {
        ended = false;
        int start = at.Next.Start, end = start, words = 0;
        while (!at.AtEnd && words <= MostWords)
        {
            if (words > 0 && at.Sees(0, Nouns) && at.Peek(1) is { } after && (after.Spaced || after.Kind == TokenKind.Mark && !at.SeesDash(1)))
            {
                ended = true;
                break;
            }
            if (words > 0 && (at.Next.Text is "," or "&" || at.Sees(0, "and"))) break;
            // Signs of quotation are read elsewhere, as what they are.
            if (words == 0 && !alone && at.Next.Text is "'" or "‘" or "\"") return null;
            if (Stops(at.Next) || Descriptions.Contains(at.Next.Text)) return null;
            Word(out end);
            words++;
        }
        return words is > 0 and <= MostWords ? at.Source[start..end] : null;
    }

    /// <summary>Takes tokens up to the next blank, without the punctuation at the end.</summary>
    private string Word(out int end)
    {
        int start = at.Next.Start;
        do at.At++;
        while (!at.AtEnd && at.Joined && !Stops(at.Next));
        end = at.LastEnd;
        return at.Source[start..end];
    }

    /// <summary>Punctuation that ends a phrase: a comma, a colon or a full stop inside a word ("IP:FLAG", "2,4-D") does not.</summary>
    private bool Stops(Token token)
    {
        if (token.Text is ";" or "”" or "\"" or "]" or "[" or "(" && token.Spaced) return true;
        if (token.Text is ")") return true;
        if (token.Text is not ("," or "." or ":")) return false;
        Token next = at.Peek(1);
        return next.Spaced || next.Kind == TokenKind.Mark;
    }

    private string? ToComma()
    {
        int start = at.Next.Start, end = start, save = at.At;
        while (!EndsSegment(0))
        {
            end = at.Next.End;
            at.At++;
        }
        if (end > start) return at.Source[start..end];
        at.At = save;
        return null;
    }

    private bool EndsSegment(int ahead) => at.Peek(ahead).Text is "" or ";" || at.Peek(ahead).Text is "," && at.Peek(ahead + 1).Spaced;

    private string? Quoted()
    {
        int from = at.Next.Start + 1, i = from;
        while (i < at.Source.Length && !(at.Source[i] == '”' && !(i + 1 < at.Source.Length && at.Source[i + 1] == '”'))) i += at.Source[i] == '”' ? 2 : 1;
        if (i >= at.Source.Length || string.IsNullOrWhiteSpace(at.Source[from..i])) return null;
        at.Seek(i + 1);
        return at.Source[from..i].Replace("””", "”", StringComparison.Ordinal);
    }
}
