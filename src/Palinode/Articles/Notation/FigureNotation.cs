using System.Collections.Immutable;
using System.Text;

namespace Palinode.Articles.Notation;

/// <summary>
/// Reads and prints how notices, comments and captions speak of figures: "Figures 7A and 7C", "Figure 1, lanes 2–5 of the Akt strip".
/// What is printed is read back as the same value.
/// </summary>
public static class FigureNotation
{
    /// <summary>All mentions in a text, in order; they do not overlap.</summary>
    public static ImmutableArray<FigureMention> Read(string text) => [.. new NotationReader(text, alone: false).ReadAll()];

    /// <summary>A text that is one address and nothing else, in any of the printed forms; null where it is not.</summary>
    public static EvidenceAddress? ParseAddress(string text) => ParseList(text) is [var one] ? one : null;

    /// <summary>A text that is a list of addresses and nothing else; empty where it is not.</summary>
    public static ImmutableArray<EvidenceAddress> ParseList(string text) => [.. (new NotationReader(text, alone: true).ReadList() ?? []).Distinct()];

    /// <summary>"Figure 4C, IL-6R, Ctrl"; "Figure 1, lanes 2–5 of the Akt strip"; "Figure 3, upper right". Names stand in quotes where they would be misread.</summary>
    public static string Print(EvidenceAddress address)
    {
        string bare = Print(address, quoteRow: false, quoteLane: false);
        if (address.Row is null && address.Lane is null || ParseAddress(bare) == address) return bare;
        string row = Print(address, quoteRow: true, quoteLane: false), lane = Print(address, quoteRow: false, quoteLane: true);
        return ParseAddress(row) == address ? row : ParseAddress(lane) == address ? lane : Print(address, quoteRow: true, quoteLane: true);
    }

    /// <summary>"Figures 7A and 7C"; neighbouring letters become a range ("Figure 3A–C"), addresses with more than figure and panel stand apart behind semicolons.</summary>
    public static string Print(IEnumerable<EvidenceAddress> addresses)
    {
        List<string> groups = [];
        List<EvidenceAddress> plain = [];
        void flush()
        {
            if (plain.Count > 0) groups.Add(PrintPlain(plain));
            plain.Clear();
        }
        foreach (EvidenceAddress a in addresses.Distinct())
        {
            bool simple = a.Row is null && a.Lane is null && a.Lanes is null && a.Position is null && HasShortForm(a.Figure);
            if (!simple || plain.Count > 0 && Words(plain[0]) != Words(a)) flush();
            if (simple) plain.Add(a);
            else groups.Add(Print(a));
        }
        flush();
        return string.Join("; ", groups);
    }

    private static string Words(EvidenceAddress a) => FigureNumber.Spell(a.Figure).Words;

    /// <summary>Numbers of digits only, with a letter in front or not, can be listed; others could be taken for ranges.</summary>
    private static bool HasShortForm(string figure) => !FigureNumber.IsRoman(figure) && figure.All(char.IsAsciiLetterOrDigit);

    private static string PrintPlain(List<EvidenceAddress> plain)
    {
        List<string> items = [];
        for (int i = 0; i < plain.Count;)
        {
            int last = i;
            while (last + 1 < plain.Count && Follows(plain[last], plain[last + 1])) last++;
            if (last - i < 2) last = i;
            items.Add(FigureNumber.Spell(plain[i].Figure).Number + plain[i].Panel + (last > i ? $"–{plain[last].Panel}" : ""));
            i = last + 1;
        }
        string list = items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
        return $"{Words(plain[0])}{(items.Count > 1 ? "s" : "")} {list}";
    }

    private static bool Follows(EvidenceAddress a, EvidenceAddress b) => a.Figure == b.Figure && a.Panel is [var first] && b.Panel is [var second] && second == first + 1;

    private static string Print(EvidenceAddress a, bool quoteRow, bool quoteLane)
    {
        (string words, string number) = FigureNumber.Spell(a.Figure);
        var text = new StringBuilder($"{words} {number}");
        // "IVC" would be neither number nor panel.
        if (a.Panel is not null) text.Append(FigureNumber.IsRoman(a.Figure) ? $", panel {a.Panel}" : a.Panel);
        if (a.Position is { } position) text.Append($", {position}");
        string row = Name(a.Row, quoteRow), lane = Name(a.Lane, quoteLane);
        if (a.Lanes is { } lanes)
        {
            text.Append($", {lanes}");
            if (a.Row is not null) text.Append($" of the {row} strip");
        }
        else
        {
            if (a.Row is not null) text.Append($", {row}");
            if (a.Lane is not null) text.Append(a.Row is null ? $", lane {lane}" : $", {lane}");
        }
        return text.ToString();
    }

    /// <summary>Signs that structure lists are always quoted: what they do depends on what stands further on.</summary>
    private static string Name(string? name, bool quoted) =>
        name is null ? "" : quoted || name.AsSpan().IndexOfAny('“', '”', ';') >= 0 ? $"“{name.Replace("”", "””", StringComparison.Ordinal)}”" : name;
}
