namespace Palinode.Articles.Notation;

/// <summary>
/// Reads the notation by recursive descent over tokens; docs/methods/notation.md gives the grammar. Every production takes what it understands
/// or leaves the cursor where it was. A text that stands alone (a printed address) is read strictly; in running text names end where prose goes on.
/// </summary>
internal sealed class NotationReader
{
    private readonly TokenCursor _at;
    private readonly PanelReader _panels;
    private readonly QualifierReader _qualifiers;
    private readonly bool _alone;

    /// <summary>The address that "panels G and K" further on refer to, and the token behind it.</summary>
    private (EvidenceAddress Address, int Token)? _context;

    public NotationReader(string text, bool alone)
    {
        _alone = alone;
        _at = new TokenCursor(text);
        _panels = new PanelReader(_at);
        _qualifiers = new QualifierReader(_at, alone);
    }

    public List<FigureMention> ReadAll()
    {
        List<FigureMention> mentions = [];
        while (!_at.AtEnd)
        {
            int from = _at.At;
            if (Mention() is { } mention) mentions.Add(mention);
            else _at.At = from + 1;
        }
        return mentions;
    }

    /// <summary>Addresses parted by semicolons that make up the whole text; null where anything else is in it.</summary>
    public List<EvidenceAddress>? ReadList()
    {
        List<EvidenceAddress> all = [];
        do
        {
            if (Group() is not { } group) return null;
            all.AddRange(group);
        }
        while (_at.Take(";"));
        return _at.AtEnd ? all : null;
    }

    private FigureMention? Mention()
    {
        int from = _at.At, start = _at.Next.Start;
        bool fromContext = false;
        List<EvidenceAddress>? found = Group();
        if (found is null)
        {
            _at.At = from;
            if (_qualifiers.Before(_panels) is not { } before) return null;
            int end = _at.At;
            found = Connector() && (_at.Take("the") || true) && Group() is { } group ? before.Apply(group) : null;
            if (found is null)
            {
                _at.At = end;
                if (FigureFollows()) return null;
                found = InContext(before, from);
                fromContext = true;
            }
        }
        if (found is null || found.Count == 0) return null;
        int length = _at.LastEnd - start;
        string? reference = Reference();
        if (reference is null) _context = (found[^1], _at.At);
        return new FigureMention { Start = start, Length = length, Addresses = [.. found.Distinct()], FromContext = fromContext, Reference = reference };
    }

    private bool Connector()
    {
        if (_at.Take("shown", "presented", "depicted")) return _at.Take("in");
        return _at.Take("of", "in", "from", "for");
    }

    /// <summary>Panels and lanes refer to the figure named last in the paragraph, names of strips only to one in the same sentence.</summary>
    private List<EvidenceAddress>? InContext(Qualifiers before, int from)
    {
        if (_alone || _context is not { } context) return null;
        bool sameSentence = true;
        for (int i = context.Token; i < from; i++)
        {
            Token token = _at.Peek(i - _at.At), next = _at.Peek(i + 1 - _at.At);
            if (token.NewLine) return null;
            sameSentence &= !(token.Text is "." && next.Spaced && (char.IsUpper(next.Text[0])));
        }
        if (before.HasNames && before.Lanes.Count == 0 && !sameSentence) return null;
        EvidenceAddress a = context.Address;
        string? panel = before.Panels.Count > 0 ? before.Panels[0] : null;
        bool part = panel is not null && char.IsAsciiDigit(panel[0]);
        if (part && (a.Panel is null || a.Panel.EndsWith(')'))) return null;
        // "lanes 1 and 2 of the Akt strip in Figure 3A and lanes 5 and 6": counted in the same strip.
        string? row = sameSentence && before.Lanes.Count > 0 && panel is null ? a.Row : null;
        return before.Apply([new EvidenceAddress(a.Figure, panel is null || part ? a.Panel : null, null, row)]);
    }

    /// <summary>"lanes 2 and 3 of the upper immunoblot in Fig. 4A": the figure is named a few words on, and none before it is meant.</summary>
    private bool FigureFollows()
    {
        if (!_at.Sees(0, "of", "in", "from", "for")) return false;
        for (int i = 1; i < 9; i++)
        {
            if (_at.Peek(i).Text is "" or "," or ";" or "." or ":" or "and") return false;
            if (_at.Sees(i, "figure", "figures", "fig", "figs") && _at.Sees(i - 1, "of", "in", "from", "the", "supplementary", "supplemental", "data")) return true;
        }
        return false;
    }

    /// <summary>"[2]" behind "of", "in" or "from". The words are not part of the mention.</summary>
    private string? Reference()
    {
        int save = _at.At;
        if (_at.Take("of", "in", "from") && _at.Take("[") && _at.Next is { Kind: TokenKind.Number } number)
        {
            _at.At++;
            if (_at.Take("]")) return number.Text;
        }
        _at.At = save;
        return null;
    }

    /// <summary>The word "Figure" with its numbers, panels, and what qualifies the last of them.</summary>
    private List<EvidenceAddress>? Group()
    {
        List<(string Figure, string? Panel)> items = [];
        if (!LabelFirst(items))
        {
            bool panelWord = _at.Sees(0, "panel", "panels") && _at.Peek(1).Kind == TokenKind.Number && _at.Peek(2) is { Kind: TokenKind.Word, Spaced: false };
            string before = SeriesWord();
            bool plural = panelWord;
            if (panelWord) _at.At++;
            else if (!FigureWord(out plural)) return null;
            if (!Item(before, plural, items)) return null;
            while (More(before, plural, items)) { }
        }
        List<EvidenceAddress> addresses = [.. items.Select(i => new EvidenceAddress(i.Figure, i.Panel))];
        List<EvidenceAddress> last = _qualifiers.After(addresses[^1], _panels);
        addresses.RemoveAt(addresses.Count - 1);
        addresses.AddRange(last);
        return addresses;
    }

    private string SeriesWord()
    {
        Token word = _at.Next;
        if (_at.TakeAll("extended", "data") || _at.TakeAll("supporting", "information") || _at.Take("supplementary", "supplemental", "supplement", "supporting", "additional")) return word.Text;
        if (_at.Take("suppl", "supp"))
        {
            if (_at.Next is { Text: ".", Spaced: false }) _at.At++;
            return word.Text;
        }
        return "";
    }

    private bool FigureWord(out bool plural)
    {
        plural = _at.Sees(0, "figures", "figs");
        bool shortened = _at.Sees(0, "fig", "figs");
        if (!_at.Take("figure", "figures", "fig", "figs")) return false;
        if (shortened && _at.Joined) _at.Take(".");
        if (_at.Joined && _at.SeesDash() && _at.Peek(1) is { Kind: TokenKind.Number, Spaced: false }) _at.At++;
        return true;
    }

    /// <summary>"S1 Fig", "S1A Fig": the number first.</summary>
    private bool LabelFirst(List<(string Figure, string? Panel)> items)
    {
        int save = _at.At;
        if (_at.Next is { Kind: TokenKind.Word, Text: "S" } && Number("", plural: false) is { } figure)
        {
            List<string> panels = [];
            if (_at.Joined && _at.Next.Kind == TokenKind.Word) _panels.Attached(panels);
            if (_at.Take("fig", "figure"))
            {
                items.AddRange(panels.Count == 0 ? [(figure, null)] : panels.Select(p => (figure, (string?)p)));
                return true;
            }
        }
        _at.At = save;
        return false;
    }

    /// <summary>A number with the panels that hang on it: "3", "7A", "S4c–f", "3 (B and D)", "2B(ii)", and "3–5" after a plural.</summary>
    private bool Item(string before, bool plural, List<(string Figure, string? Panel)> items)
    {
        if (Number(before, plural) is not { } figure) return false;
        List<string> panels = [];
        bool attached = _at.Joined && _at.Next.Kind == TokenKind.Word && _panels.Attached(panels);
        if (attached)
        {
            _panels.Range(panels);
            if (RangeEnd(before, figure, panels) is { } other)
            {
                items.AddRange(panels.Select(p => (figure, (string?)p)));
                items.Add(other);
                return true;
            }
        }
        else if (!_panels.Bracketed(panels) && !_panels.Apart(panels) && !_panels.Announced(panels))
        {
            items.Add((figure, null));
            if (plural) NumberRange(before, figure, items);
            return true;
        }
        items.AddRange(panels.Select(p => (figure, (string?)p)));
        return true;
    }

    /// <summary>"3A–3D" becomes all from A to D; of "3A–4B" only the ends are known, and the far one is returned.</summary>
    private (string Figure, string? Panel)? RangeEnd(string before, string figure, List<string> panels)
    {
        int save = _at.At;
        if (_at.SeesDash() || _at.Sees(0, "to", "through"))
        {
            _at.At++;
            List<string> end = [];
            if (Number(before, plural: true) is { } other && _at.Joined && _panels.Attached(end) && end.Count == 1)
            {
                if (other != figure) return (other, end[0]);
                if (PanelReader.Fill(panels, end[0])) return null;
            }
        }
        _at.At = save;
        return null;
    }

    private void NumberRange(string before, string figure, List<(string Figure, string? Panel)> items)
    {
        int save = _at.At;
        if ((_at.SeesDash() || _at.Sees(0, "to", "through")) && Split(figure) is var (prefix, first))
        {
            _at.At++;
            if (Number(before, plural: true) is { } end && Split(end) is var (other, last) && last > first && last - first <= 30 && (other == prefix || other.Length == 0))
            {
                for (int n = first + 1; n <= last; n++) items.Add(($"{prefix}{n}", null));
                return;
            }
        }
        _at.At = save;
    }

    private static (string Prefix, int Number)? Split(string figure)
    {
        string prefix = new([.. figure.TakeWhile(char.IsAsciiLetter)]);
        return int.TryParse(figure.AsSpan(prefix.Length), out int number) ? (prefix, number) : null;
    }

    /// <summary>A further item of the list: ", 8C", "and 5E", ", panels B and D", "and F".</summary>
    private bool More(string before, bool plural, List<(string Figure, string? Panel)> items)
    {
        int save = _at.At;
        (string figure, string? panel) = items[^1];
        bool separated = _at.Take(",", "/");
        separated |= _at.Take("and", "&", "or") || _at.TakeAll("as", "well", "as");
        if (!separated) return false;
        List<string> panels = [];
        if (_panels.Announced(panels) && OpensAnotherFigure())
        {
            // "panel B in Figure 2 and panel D in Figure 6": the second panel waits for its own figure.
            _at.At = save;
            return false;
        }
        if (panels.Count > 0 || _panels.Inherited(panels, panel))
        {
            if (panel is null) items.RemoveAt(items.Count - 1);
            items.AddRange(panels.Select(p => (figure, (string?)p)));
            return true;
        }
        int count = items.Count;
        bool small = _panels.IsSmall;
        if (IsNumberAhead() && Item(before, plural, items))
        {
            // "3A, 24h after": letters of one list are printed alike.
            bool named = items[count].Panel is not null;
            if (named ? panel is null || _panels.IsSmall == small : plural && !SeesUnit()) return true;
            items.RemoveRange(count, items.Count - count);
        }
        _at.At = save;
        return false;
    }

    private bool OpensAnotherFigure() => _at.Sees(0, "of", "in", "from") && (_at.Sees(1, "figure", "figures", "fig", "figs") || _at.Sees(1, "supplementary", "supplemental", "extended"));

    /// <summary>"and 5 h later" goes on with a measure, not with a figure.</summary>
    private bool SeesUnit() => _at.Next.Text is "%" or "°" or "h" or "hr" or "hrs" or "hours" or "min" or "minutes" or "s" or "d" or "days" or "weeks" or "months" or "mg" or "kg" or "g"
        or "µg" or "μg" or "ng" or "ml" or "mL" or "µl" or "μl" or "µL" or "μL" or "nM" or "µM" or "μM" or "mM" or "µm" or "μm" or "cells" or "mice" or "rats" or "patients" or "samples" or "times";

    private bool IsNumberAhead() => _at.Next.Kind == TokenKind.Number || _at.Next.Kind == TokenKind.Word && FigureNumber.IsPrefix(_at.Next.Text) && _at.Peek(1) is { Kind: TokenKind.Number, Spaced: false }
        || _at.Next.Text.Length > 1 && FigureNumber.IsRoman(_at.Next.Text);

    /// <summary>A figure's number in canonical form.</summary>
    private string? Number(string before, bool plural)
    {
        int save = _at.At;
        Token first = _at.Next;
        if (first.Kind == TokenKind.Word && before.Length == 0 && FigureNumber.IsRoman(first.Text) && _at.Peek(1) is var after && (after.Spaced || after.Kind == TokenKind.Mark))
        {
            _at.At++;
            return first.Text;
        }
        string printed = "";
        if (first.Kind == TokenKind.Word)
        {
            string prefix = first.Text is "s" ? "S" : first.Text;
            if (!FigureNumber.IsPrefix(prefix) || _at.Peek(1).Spaced) return null;
            printed = prefix;
            _at.At++;
        }
        if (_at.Next is not { Kind: TokenKind.Number, Text.Length: <= 3 } digits) { _at.At = save; return null; }
        printed += digits.Text;
        _at.At++;
        printed += Second(digits.Text, plural);
        string number = FigureNumber.Fold(before, printed, Child());
        if (FigureNumber.IsCanonical(number)) return number;
        _at.At = save;
        return null;
    }

    /// <summary>The second half of "3.2" and "3-1". "Figure 3–5" in running text is a range of figures in spite of its singular.</summary>
    private string Second(string first, bool plural)
    {
        if (_at.Peek(1) is not { Kind: TokenKind.Number, Spaced: false, Text.Length: <= 2 } second || _at.Next.Spaced) return "";
        bool dot = _at.Next.Text is ".";
        bool dash = _at.SeesDash() && !plural && (_alone || int.Parse(second.Text, System.Globalization.CultureInfo.InvariantCulture) <= int.Parse(first, System.Globalization.CultureInfo.InvariantCulture))
            && _at.Peek(2) is not { Kind: TokenKind.Word, Spaced: false, Text.Length: > 1 };
        if (!dot && !dash) return "";
        _at.At += 2;
        return (dot ? "." : "-") + second.Text;
    }

    /// <summary>"—figure supplement 2".</summary>
    private string? Child()
    {
        int save = _at.At;
        if (_at.SeesDash())
        {
            _at.At++;
            _at.Take("figure");
            if (_at.Take("supplement") && _at.Next is { Kind: TokenKind.Number, Text.Length: <= 2 } child)
            {
                _at.At++;
                return child.Text;
            }
        }
        _at.At = save;
        return null;
    }
}
