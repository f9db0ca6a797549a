using System.Globalization;

namespace Palinode.Articles.Notation;

/// <summary>Reads what stands around figures and panels: places in words, lanes, and the names of strips and lanes.</summary>
internal sealed class QualifierReader(TokenCursor at, bool alone)
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    private static readonly string[] Cardinals = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    private readonly NameReader _names = new(at, alone);

    /// <summary>In front of a figure: "lanes 2 and 3 of the Akt strip", "the PARP panel and the Akt panel", "upper right panel", "panels A–C". Null where nothing of that stands here.</summary>
    public Qualifiers? Before(PanelReader panels)
    {
        int start = at.At;
        var found = new Qualifiers();
        if (panels.Announced(found.Panels, numbers: true)) return found;
        if (Lanes(found.Lanes))
        {
            OfStrip(found);
            return found;
        }
        if (at.Take("the")) { }
        if (Place() is { } place)
        {
            // "the top row of Figure 6B"; "(left, upper row)" behind a figure says nothing of another.
            bool row = at.Sees(0, "row", "column", "blot", "strip") && at.Sees(1, "of", "in", "from");
            if ((at.Take("panel", "panels", "image", "images", "picture", "pictures", "part", "corner", "half") || row && at.Take("row", "column", "blot", "strip")) && !at.Joined | at.AtEnd | at.Next.Kind == TokenKind.Mark)
            {
                found.Position = place;
                return found;
            }
        }
        at.At = start;
        if (!Named(found, article: true)) return null;
        while (true)
        {
            int save = at.At;
            bool separated = at.Take(",") | at.Take("and");
            if (separated && Named(found, article: true)) continue;
            at.At = save;
            break;
        }
        return found;
    }

    /// <summary>Behind an address: reads segments as long as they qualify it.</summary>
    public List<EvidenceAddress> After(EvidenceAddress address, PanelReader panels)
    {
        var found = new Qualifiers();
        while (Segment(found, address, panels)) { }
        return found.IsEmpty ? [address] : found.Apply([address]);
    }

    private bool Segment(Qualifiers found, EvidenceAddress address, PanelReader panels)
    {
        int save = at.At;
        bool comma = at.Take(",");
        bool bracket = !comma && at.Take("(");
        bool read = Content(found, address, panels, comma);
        if (read && bracket) read = at.Take(")");
        if (read && alone && !(at.AtEnd || at.Next.Text is "," or ";")) read = false;
        if (!read) at.At = save;
        return read;
    }

    private bool Content(Qualifiers found, EvidenceAddress address, PanelReader panels, bool comma)
    {
        int save = at.At;
        bool open = found.Lanes.Count == 0 && found.LaneNames.Count == 0;
        if (found.IsEmpty && Place() is { } place)
        {
            bool noun = at.Take("panel", "panels", "image", "images", "part", "corner", "half");
            if (noun || EndsHere())
            {
                found.Position = place;
                return true;
            }
        }
        at.At = save;
        if (address.Panel is not null && found.Panels.Count == 0 && at.Sees(0, "panel", "panels") && at.Peek(1).Kind == TokenKind.Number && panels.Announced(found.Panels, numbers: true)) return true;
        at.At = save;
        if (open && Lanes(found.Lanes))
        {
            if (found.Rows.Count == 0) OfStrip(found);
            if (!alone || at.AtEnd || at.Next.Text is "," or ";") return true;
            found.Lanes.Clear();
            found.Rows.Clear();
        }
        at.At = save;
        if (open && comma && at.Take("lane") && _names.Bare(strongOnly: false) is { } lane)
        {
            found.LaneNames.Add(lane);
            return true;
        }
        at.At = save;
        if (!alone && found.Rows.Count == 0 && open && Named(found, article: false)) return true;
        at.At = save;
        if (!comma || !open || !alone && address.Panel is null) return false;
        // Plain words are names only beside one that cannot be anything else: "Adhesion, HX-7".
        if (_names.Bare(strongOnly: !alone && found.Rows.Count == 0 && !StrongFollows()) is not { } name) return false;
        if (found.Rows.Count == 0) found.Rows.Add(name);
        else found.LaneNames.Add(name);
        return true;
    }

    private bool StrongFollows()
    {
        int save = at.At;
        bool follows = _names.Bare(strongOnly: false) is not null && at.Take(",") && _names.Bare(strongOnly: true) is not null;
        at.At = save;
        return follows;
    }

    /// <summary>"of the Akt strip", "in the IP:FLAG panel".</summary>
    private void OfStrip(Qualifiers found)
    {
        int save = at.At;
        if (at.Take("of", "in", "from"))
        {
            if (alone ? _names.Strip(found.Rows) : Named(found, article: false) || _names.OfLanes(found.Rows)) return;
        }
        at.At = save;
    }

    /// <summary>"the ACTB and p53 bands", "the PBS lane". One letter before "panel" is a panel.</summary>
    private bool Named(Qualifiers found, bool article)
    {
        int save = at.At;
        if (_names.WithNoun(article) is not var (names, noun)) return false;
        if (noun == "lane") found.LaneNames.AddRange(names);
        else if (noun == "panel" && names.All(n => n.Length == 1)) found.Panels.AddRange(names.Select(n => n.ToUpperInvariant()));
        else found.Rows.AddRange(names);
        // "the PBS lane of the GAPDH strip"
        if (noun == "lane" && found.Lanes.Count == 0 && found.Rows.Count == 0) OfStrip(found);
        // A lane is named or counted.
        if (found.Lanes.Count > 0 && found.LaneNames.Count > 0) { found.LaneNames.Clear(); at.At = save; return false; }
        return true;
    }

    /// <summary>"lanes 2–5", "lane 3", "lanes 1 and 4" (two runs), "the first and second lane", "bands 3–8".</summary>
    private bool Lanes(List<LaneRun> runs)
    {
        int save = at.At;
        List<int> lanes = [];
        if (at.Take("lane", "lanes") || at.Sees(0, "band", "bands") && Count(1, Cardinals) > 0 && at.Take("band", "bands"))
        {
            Counts(lanes, Cardinals);
        }
        else
        {
            at.Take("the");
            Counts(lanes, Ordinals);
            if (!at.Take("lane", "lanes")) lanes.Clear();
        }
        if (lanes.Count == 0) { at.At = save; return false; }
        foreach (int lane in lanes.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].Last == lane - 1) runs[^1] = new LaneRun(runs[^1].First, lane);
            else runs.Add(new LaneRun(lane, lane));
        }
        return true;
    }

    private void Counts(List<int> lanes, string[] words)
    {
        int save = at.At;
        while (Count(0, words) is var first and > 0)
        {
            at.At++;
            lanes.Add(first);
            if ((at.SeesDash() || at.Sees(0, "to", "through")) && Count(1, words) is var last && last > first)
            {
                at.At += 2;
                for (int n = first + 1; n <= last; n++) lanes.Add(n);
            }
            save = at.At;
            if (!(at.Take(",") | at.Take("and", "&"))) break;
        }
        at.At = save;
    }

    private int Count(int ahead, string[] words)
    {
        Token token = at.Peek(ahead);
        if (token.Kind == TokenKind.Number)
        {
            bool plain = words == Cardinals && token.Text.Length <= 2 && at.Peek(ahead + 1) is not { Kind: TokenKind.Word, Spaced: false };
            return plain ? int.Parse(token.Text, CultureInfo.InvariantCulture) : 0;
        }
        return Array.FindIndex(words, w => w.Equals(token.Text, StringComparison.OrdinalIgnoreCase)) + 1;
    }

    /// <summary>"upper right", "top", "lower-left", "middle".</summary>
    private Placement? Place()
    {
        Height? height = null;
        Side? side = null;
        for (int i = 0; i < 2; i++)
        {
            int save = at.At;
            if (i == 1 && at.SeesDash() && at.Joined) at.At++;
            if (height is null && at.Take("upper", "top", "uppermost")) height = Height.Upper;
            else if (height is null && at.Take("lower", "bottom", "lowermost")) height = Height.Lower;
            else if (height is null && side is null && at.Take("middle")) height = Height.Middle;
            else if (side is null && at.Take("left", "leftmost")) side = Side.Left;
            else if (side is null && at.Take("right", "rightmost")) side = Side.Right;
            else if (side is null && at.Take("centre", "center", "central", "middle")) side = Side.Centre;
            else { at.At = save; break; }
        }
        return height is null && side is null ? null : new Placement(height, side);
    }

    private bool EndsHere() => at.AtEnd || at.Next.Text is "," or "." or ";" or ":" or ")" or "]" || !alone && at.Next.Text is "and" or "or" or "of" or "in";
}
