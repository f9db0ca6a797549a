namespace Palinode.Articles;

/// <summary>Where the sentences of a caption begin. Captions are full of points that end nothing: "S. cerevisiae", "vs.", "Fig. 2", "et al.".</summary>
internal sealed class CaptionSentences
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "fig", "figs", "vs", "al", "e.g", "i.e", "cf", "ca", "approx", "resp", "no", "nos", "ref", "refs", "eq", "suppl", "supp", "dr", "st", "sp", "spp", "var", "i.v", "i.p", "s.c", "et", "conc", "min", "max",
    };

    private readonly string _text;
    private readonly List<int> _starts = [];

    public CaptionSentences(string text, int from)
    {
        _text = text;
        _starts.Add(from);
        for (int i = from; i < text.Length; i++)
        {
            if (!Ends(i, from)) continue;
            int next = i + 1;
            while (next < text.Length && (text[next] is '"' or '”' or '’' || char.IsWhiteSpace(text[next]))) next++;
            if (next < text.Length) _starts.Add(next);
        }
    }

    /// <summary>Ascending; the first is the beginning of the text.</summary>
    public IReadOnlyList<int> Starts => _starts;

    public bool StartsAt(int position) => _starts.BinarySearch(position) >= 0;

    /// <summary>The beginning of the sentence that holds this character.</summary>
    public int StartOf(int position) => _starts.Last(s => s <= position);

    /// <summary>The end of the sentence that begins here, its point included.</summary>
    public int EndOf(int start)
    {
        int next = _starts.FirstOrDefault(s => s > start, _text.Length);
        while (next > start && char.IsWhiteSpace(_text[next - 1])) next--;
        return next;
    }

    private bool Ends(int at, int from)
    {
        char c = _text[at];
        if (c is '?' or '!') return at + 1 < _text.Length && char.IsWhiteSpace(_text[at + 1]);
        if (c != '.') return false;
        int next = at + 1;
        while (next < _text.Length && _text[next] is ')' or ']' or '"' or '”') next++;
        // "falciparum.(A) Scheme": the blank was lost with the type.
        bool opensMark = next + 1 < _text.Length && _text[next] == '(' && char.IsAsciiLetter(_text[next + 1]);
        if (!opensMark && next < _text.Length && !char.IsWhiteSpace(_text[next])) return false;
        int word = at;
        while (word > from && !char.IsWhiteSpace(_text[word - 1]) && _text[word - 1] is not ('(' or '[')) word--;
        string before = _text[word..at];
        return before.Length > 0 && !(before.Length == 1 && char.IsAsciiLetterUpper(before[0]) && !opensMark) && !Abbreviations.Contains(before);
    }
}
