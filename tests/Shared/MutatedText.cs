using System.Globalization;
using System.Text;

namespace Palinode.Testing;

/// <summary>
/// Damages texts, pages and XML in the ways that break readers: bytes, blocks, nesting, entities, lengths, numbers, odd characters. The same
/// seed gives the same damage.
/// </summary>
internal sealed class MutatedText(int seed)
{
    /// <summary>Characters; beyond what a reader of notices takes, so that its limit is met too.</summary>
    private const int Longest = 500_000;

    private static readonly string[] OddCharacters =
    [
        "\u202E", "\u202D", "\u2066", "\u2069", "\u200B", "\u200D", "\uFEFF", "\u00AD", "\u0301\u0323\u0310", "\uD800", "\uDFFF", "\uDC00\uD800", "\u0000", "\u0008", "\u000B", "\u000C", "\u0085", "\u2028", "\u2029", "\uFFFF", "\uFFFD",
        "\u00A0", "\u3000", "\U0001F9EC", "İ", "ı", "ß", "ﬁ", "Ⅻ", "٣", "𝟛", "ǆ", "\u0130\u0307", "–", "—", "−", "’", "“",
    ];

    private static readonly string[] Repeated =
    [
        "Figure 1A and ", "Figs. 3A–3F, ", "1A, ", "A", "(", ")", "[", "]", "-", ". ", "et al. ", "10.5555/", "10.5555/((", "2020;1:1-9. ", "appears to be ", "the same as ", "\n", "\n- ", "\n1. ", " ", "\t", "#", "*", "&amp;", "<", "<p>", "</p>",
        "<a href=\"", "<!--", "=", "'", "Figure ", "panels A, B and ", "and ", "https://doi.org/10.5555/x ", "S1", "a.b", "a@b.", ";", ":", "[1] ", "0", "9", "Smith J, ", "lane 1 ", "rotated 180° ", "(Figure 1A) ", "\"", "Example J. ", "!", "I", "A-",
    ];

    private static readonly string[] Numbers = ["99999999999999999999", "-1", "0", "2147483648", "1e309", "00000000001", "3.14159", "4294967296A"];

    private static readonly string[] Words =
        ["Figure", "Figures", "Fig.", "panel", "lane", "row", "duplicated", "overlap", "same", "and", "or", "respectively", "with", "of", "not", "the authors", "the Editor", "retracted", "from", "in", "A", "B", "3C", "to", "both", "all", "1", "[2]", "flipped", "rotated"];

    private readonly Random _random = new(seed);

    /// <summary>One to three damages.</summary>
    public byte[] Of(string text)
    {
        for (int times = _random.Next(1, 4); times > 0 && text.Length < Longest; times--) text = Change(text);
        if (text.Length > Longest) text = text[..Longest];
        byte[] bytes = Bytes(text);
        return _random.Next(4) == 0 ? Flipped(bytes) : bytes;
    }

    /// <summary>UTF-8, also of halves of surrogate pairs, which are then no UTF-8; sometimes UTF-16.</summary>
    private byte[] Bytes(string text)
    {
        if (_random.Next(40) == 0) return [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)];
        if (!text.Any(char.IsSurrogate)) return Encoding.UTF8.GetBytes(text);
        List<byte> bytes = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i++, 2)));
            else if (char.IsSurrogate(text[i])) bytes.AddRange([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
            else bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
        }
        return [.. bytes];
    }

    private byte[] Flipped(byte[] bytes)
    {
        for (int n = _random.Next(1, 20); n > 0 && bytes.Length > 0; n--) bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    private string Change(string text)
    {
        if (text.Length < 2) return text + Pick(Repeated);
        int at = Place(text), length = Math.Min(_random.Next(1, 400), text.Length - at);
        switch (_random.Next(14))
        {
            case 0: return text[..at];
            case 1: return text.Remove(at, length);
            case 2: return text.Insert(at, string.Concat(Enumerable.Repeat(text.Substring(at, length), _random.Next(1, 8))));
            case 3: return text.Insert(Place(text), text.Substring(at, length));
            case 4: return Sprinkled(text, OddCharacters);
            case 5: return Digits(text);
            case 6: return text.ReplaceLineEndings(_random.Next(2) == 0 ? " " : "");
            case 7: return text.Insert(at, Run(Pick(Repeated)));
            case 8: return Nested(text, at);
            case 9: return WithEntities(text, at);
            case 10: return text.Insert(at, string.Concat(Enumerable.Range(0, _random.Next(2, 60)).Select(_ => Pick(Repeated))));
            case 11: return Sprinkled(text, Words, " ");
            case 12: return text.Insert(at, string.Join(' ', Enumerable.Range(0, _random.Next(2, 80)).Select(_ => Pick(Words))) + ".");
            default: return _random.Next(3) switch { 0 => text.ToUpperInvariant(), 1 => text.Replace(".", "", StringComparison.Ordinal), _ => new string([.. text.Reverse()]) };
        }
    }

    /// <summary>Mostly some hundred times; now and then as often as a text may be long.</summary>
    private string Run(string what)
    {
        int most = (_random.Next(25) == 0 ? Longest : _random.Next(5) == 0 ? 30_000 : 1500) / what.Length;
        return string.Concat(Enumerable.Repeat(what, _random.Next(1, most)));
    }

    private string Nested(string text, int at)
    {
        int depth = _random.Next(10) == 0 ? _random.Next(5_000, 40_000) : _random.Next(10, 600);
        string element = Pick(["p", "div", "sec", "italic", "list-item", "sub", "ul", "a"]);
        string open = string.Concat(Enumerable.Repeat($"<{element}>", depth)), close = string.Concat(Enumerable.Repeat($"</{element}>", depth));
        // Behind the end of a tag the XML stays well-formed.
        int behind = text.IndexOf('>', at) + 1;
        return text.Insert(behind > 0 ? behind : at, _random.Next(4) == 0 ? open : open + "nested" + close);
    }

    private string WithEntities(string text, int at)
    {
        string kind = Pick(["bomb", "file", "parameter", "unknown"]);
        string declarations = kind switch
        {
            "bomb" => "<!ENTITY e0 \"aaaaaaaaaa\">" + string.Concat(Enumerable.Range(1, 12).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">")),
            "file" => "<!ENTITY e12 SYSTEM \"file:///etc/hostname\">",
            "parameter" => "<!ENTITY % p SYSTEM \"file:///etc/hostname\">%p;",
            _ => "",
        };
        int behind = text.IndexOf('>', at) + 1, root = text.IndexOf("<article", StringComparison.Ordinal), type = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        text = text.Insert(behind > 0 ? behind : at, "&e12;");
        if (root < 0) root = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.IndexOf('>') + 1 : 0;
        return type >= 0 && type < root ? text.Remove(type, root - type).Insert(type, $"<!DOCTYPE article [{declarations}]>") : text.Insert(root, $"<!DOCTYPE article [{declarations}]>");
    }

    private string Digits(string text)
    {
        var changed = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c) && _random.Next(12) == 0) changed.Append(Pick(Numbers));
            else changed.Append(c);
        }
        return changed.ToString();
    }

    private string Sprinkled(string text, string[] what, string around = "")
    {
        for (int n = _random.Next(1, 30); n > 0; n--)
        {
            string piece = Pick(what);
            text = text.Insert(Place(text), string.Create(CultureInfo.InvariantCulture, $"{around}{(_random.Next(20) == 0 && around.Length == 0 ? string.Concat(Enumerable.Repeat(piece, 200)) : piece)}{around}"));
        }
        return text;
    }

    private int Place(string text) => _random.Next(text.Length);

    private string Pick(string[] of) => of[_random.Next(of.Length)];
}
