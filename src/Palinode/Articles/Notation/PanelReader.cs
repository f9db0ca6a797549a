namespace Palinode.Articles.Notation;

/// <summary>Reads panel labels and lists of them; what it adds is in canonical form.</summary>
internal sealed class PanelReader(TokenCursor at)
{
    /// <summary>Whether the last label that was read was printed small.</summary>
    public bool IsSmall { get; private set; }

    /// <summary>Directly behind a number: "A", "ABC", "Bii", "B(ii)", "c–f" up to the dash.</summary>
    public bool Attached(List<string> panels)
    {
        string word = at.Next.Text;
        // "7ABC": several letters, all capitals, in their order.
        if (word.Length > 1 && word.All(char.IsAsciiLetterUpper) && word.Zip(word.Skip(1)).All(p => p.First < p.Second))
        {
            at.At++;
            panels.AddRange(word.Select(c => $"{c}"));
            return true;
        }
        return Label(panels, joined: true);
    }

    /// <summary>In brackets behind a number: "(A)", "(B and D)", "(a–c)".</summary>
    public bool Bracketed(List<string> panels)
    {
        int save = at.At;
        if (at.Take("(") && List(panels) && at.Take(")")) return true;
        at.At = save;
        panels.Clear();
        return false;
    }

    /// <summary>"3 B": one capital behind a blank, with nothing behind it that would make it a word or a name.</summary>
    public bool Apart(List<string> panels)
    {
        Token next = at.Next, after = at.Peek(1);
        if (next.Text.Length != 1 || !char.IsAsciiLetterUpper(next.Text[0])) return false;
        if (after.Text is not ("" or "," or "." or ";" or ":" or ")" or "]" or "(" or "and" or "or" or "&" or "–" or "-") || !IsLetterAlone()) return false;
        return Label(panels, joined: false) && (Range(panels) || true);
    }

    /// <summary>"panels B and D": after the word the letters need no further proof.</summary>
    /// <param name="panels">Takes the labels.</param>
    /// <param name="numbers">"panels 2 and 3" are read too; such numbers are parts of a lettered panel.</param>
    public bool Announced(List<string> panels, bool numbers = false)
    {
        int save = at.At;
        if (at.Take("panel", "panels", "part", "parts"))
        {
            if (List(panels)) return true;
            if (numbers && at.Next is { Kind: TokenKind.Number, Text.Length: <= 2 } && at.Peek(1) is not { Kind: TokenKind.Word, Spaced: false })
            {
                do
                {
                    if (!PanelLabel.IsPart(at.Next.Text)) break;
                    panels.Add(at.Next.Text);
                    at.At++;
                    save = at.At;
                }
                while (at.Take(",", "and", "&", "or") && (at.Take("and") || true) && at.Next.Kind == TokenKind.Number);
                if (panels.Count > 0) { at.At = save; return true; }
            }
        }
        at.At = save;
        panels.Clear();
        return false;
    }

    /// <summary>
    /// A further letter in "3A, C and E". It must look like the one before, because single letters are also words and names:
    /// "3a and a control", "3A and I think", "3A and E. coli", "3A and B-cells".
    /// </summary>
    public bool Inherited(List<string> panels, string? before)
    {
        Token next = at.Next;
        if (next.Kind != TokenKind.Word || !next.Spaced && !(at.Peek(-1).Text is "/" or ",") || next.Text.Length != 1 || !char.IsAsciiLetter(next.Text[0]) || !IsLetterAlone()) return false;
        // "3 and B1": a figure of an appendix.
        if (at.Peek(1) is { Kind: TokenKind.Number, Spaced: false }) return false;
        bool small = char.IsLower(next.Text[0]);
        char letter = char.ToUpperInvariant(next.Text[0]);
        if (before is null) { if (small || !EndsHere(1)) return false; }
        else if (small != IsSmall) return false;
        if ((small || letter is 'A' or 'I') && before is not null && letter <= before[0]) return false;
        if (letter is 'I' && !EndsHere(1)) return false;
        if (!Label(panels, joined: false)) return false;
        Range(panels);
        return true;
    }

    private bool List(List<string> panels)
    {
        if (!IsLetterAlone() || !Label(panels, joined: false)) return false;
        Range(panels);
        int save = at.At;
        while (true)
        {
            Remark();
            bool separated = at.Take(",", "/");
            separated |= at.Take("and", "&", "or");
            List<string> more = [];
            if (!separated || !IsLetterAlone() || at.Next.Text.Length == 1 && char.IsLower(at.Next.Text[0]) != IsSmall || !Label(more, joined: false)) break;
            panels.AddRange(more);
            Range(panels);
            save = at.At;
        }
        at.At = save;
        Remark();
        if (!at.Sees(0, "of", "in", "from")) at.At = save;
        return true;
    }

    /// <summary>"panels A (24 h) and C (24 h)": passes over a few words in brackets.</summary>
    private void Remark()
    {
        int save = at.At;
        if (!at.Take("(")) return;
        for (int i = 0; i < 5 && !at.AtEnd; i++)
        {
            if (at.Take(")")) return;
            at.At++;
        }
        at.At = save;
    }

    /// <summary>A dash or "to" and a later letter: fills in the letters between.</summary>
    public bool Range(List<string> panels)
    {
        int save = at.At;
        bool dash = at.SeesDash();
        if (dash || at.Sees(0, "to", "through"))
        {
            at.At++;
            Token end = at.Next;
            bool small = IsSmall;
            if (end is { Kind: TokenKind.Word, Text.Length: 1 } && char.IsLower(end.Text[0]) == small && (dash || !small) && at.Peek(1) is not { Kind: TokenKind.Number, Spaced: false } && IsLetterAlone())
            {
                List<string> last = [];
                if (Label(last, joined: false) && last.Count == 1 && Fill(panels, last[0])) return true;
            }
        }
        at.At = save;
        return false;
    }

    /// <summary>Adds the letters behind the last one up to this; false where that is no range.</summary>
    public static bool Fill(List<string> panels, string last)
    {
        string first = panels[^1];
        if (first.Length != 1 || last[0] <= first[0] || last.Length != 1) return false;
        for (char c = (char)(first[0] + 1); c <= last[0]; c++) panels.Add($"{c}");
        return true;
    }

    /// <summary>One letter with what belongs to it: primes, a sub-part or several: "B′", "Bii", "B2", "B(i–iii)", "B(i) and (ii)".</summary>
    private bool Label(List<string> panels, bool joined)
    {
        Token word = at.Next;
        if (word.Kind != TokenKind.Word || !char.IsAsciiLetter(word.Text[0])) return false;
        string tail = word.Text[1..];
        if (tail.Length > 0 && !((char.IsUpper(word.Text[0]) || joined) && PanelLabel.IsPart(tail))) return false;
        IsSmall = char.IsLower(word.Text[0]);
        at.At++;
        string letter = char.ToUpperInvariant(word.Text[0]).ToString();
        while (at.Joined && at.Next.Text is "′" or "″" && letter.Length + at.Next.Text.Length < 5)
        {
            letter += at.Next.Text is "′" ? "′" : "′′";
            at.At++;
        }
        if (letter.Length > 4) letter = letter[..4];
        List<string> parts = [];
        if (tail.Length > 0) parts.Add(tail);
        else if (at.Next is { Kind: TokenKind.Number, Spaced: false } digits && PanelLabel.IsPart(digits.Text))
        {
            parts.Add(digits.Text);
            at.At++;
        }
        else
        {
            while (Parts(parts)) { }
        }
        if (parts.Count == 0) panels.Add(letter);
        else panels.AddRange(parts.Select(p => $"{letter}({p})"));
        return true;
    }

    /// <summary>"(ii)", "(i–iii)", "(i, ii)"; after a first one also ", (iii)", "and (iii)", "–(iii)".</summary>
    private bool Parts(List<string> parts)
    {
        int save = at.At;
        bool range = parts.Count > 0 && at.SeesDash();
        if (range) at.At++;
        else if (parts.Count > 0 && !(at.Take(",") | at.Take("and", "&"))) return false;
        bool spaced = at.Next.Spaced;
        List<string> found = [];
        if (at.Take("("))
        {
            do
            {
                string part = at.Next.Text;
                // Behind a blank a bare number is a reference or a count.
                if (!PanelLabel.IsPart(part) || spaced && parts.Count == 0 && char.IsAsciiDigit(part[0])) { found.Clear(); break; }
                at.At++;
                found.Add(part);
                if (at.SeesDash() && PanelLabel.IsPart(at.Peek(1).Text))
                {
                    at.At++;
                    found.AddRange(PanelLabel.PartRange(part, at.Next.Text).Skip(1));
                    at.At++;
                }
            }
            while (at.Take(",", "and", "&"));
            if (found.Count > 0 && at.Take(")"))
            {
                if (range) found.InsertRange(0, PanelLabel.PartRange(parts[^1], found[0]).Skip(1).SkipLast(1));
                parts.AddRange(found);
                return true;
            }
        }
        at.At = save;
        return false;
    }

    /// <summary>The next letter is not the beginning of "B-cells", "E. coli", "C57" or "T cells".</summary>
    private bool IsLetterAlone()
    {
        Token after = at.Peek(1), then = at.Peek(2);
        if (after is { Spaced: false, Kind: TokenKind.Mark })
        {
            if (after.Text is "'" or "’") return false;
            if (at.SeesDash(1) && then is { Spaced: false } && (then.Text.Length > 1 && then.Kind == TokenKind.Word || then.Kind == TokenKind.Number && at.Peek(3) is not { Kind: TokenKind.Word, Spaced: false })) return false;
            if (after.Text is "." && then is { Spaced: true, Kind: TokenKind.Word } && char.IsLower(then.Text[0])) return false;
        }
        return !(after is { Spaced: false, Kind: TokenKind.Number } && (after.Text.Length > 2 || at.Peek(2) is { Spaced: false, Kind: TokenKind.Word })) && after.Text is not ("cell" or "cells");
    }

    private bool EndsHere(int ahead) => at.Peek(ahead).Text is "" or "," or "." or ";" or ":" or ")" or "]" or "(" or "and" or "or" or "&" or "–" or "-" or "of" or "in";
}
