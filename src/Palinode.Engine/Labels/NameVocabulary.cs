using System.Text;

namespace Palinode.Engine.Labels;

/// <summary>
/// Names that the article itself uses, taken from its captions, by which readings from pixels are corrected: the recogniser knows no Greek
/// letters and confuses l, I and 1. A reading is replaced only by a name that differs in nothing but such letters, or, when the reader itself
/// was in doubt, in one letter of five; never in a digit.
/// </summary>
internal sealed class NameVocabulary
{
    /// <summary>Names with Greek letters that figures print and captions often leave out: loading controls and cytokines.</summary>
    private static readonly string[] Greek =
        ["β-actin", "α-tubulin", "β-tubulin", "γ-tubulin", "α-SMA", "β-catenin", "TGF-β", "TGF-β1", "TNF-α", "IL-1β", "IFN-γ", "HIF-1α", "NF-κB", "IκBα", "γ-H2AX", "PPARγ", "PGC-1α", "ERα", "GSK-3β", "GSK3β"];

    /// <summary>A reader this sure is believed over a name that differs by more than look-alikes.</summary>
    private const double SureFrom = 0.8;

    /// <summary>A reading this sure is believed in its capitals, where capitals have forms of their own.</summary>
    private const double SureOfCaseFrom = 0.5;

    /// <summary>Letters whose capitals differ from them in size alone.</summary>
    private const string OneForm = "cikopsuvwxyz";

    /// <summary>Largest share of a name's letters that may differ.</summary>
    private const double MostDifference = 0.2;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

    public NameVocabulary(IEnumerable<string> captions)
    {
        foreach (string word in captions.SelectMany(Words)) Add(word);
        foreach (string name in Greek) Add(name);
    }

    private void Add(string name)
    {
        if (!_names.Add(name)) return;
        _folded.TryAdd(Fold(name), name);
    }

    /// <summary>Whether the article uses this name.</summary>
    public bool Has(string word) => _names.Contains(word);

    /// <summary>The reading, or the article's own spelling of it.</summary>
    /// <param name="word">One word as read from pixels.</param>
    /// <param name="confidence">The reader's, 0…1.</param>
    public string Correct(string word, double confidence)
    {
        string plain = Trim(word);
        if (plain.Length == 0) return word;
        if (_names.Contains(plain)) return plain;
        // "NC+TGF-B" is two names.
        if (plain.IndexOf('+', StringComparison.Ordinal) is > 0 and int plus && plus < plain.Length - 1)
            return $"{Correct(plain[..plus], confidence)}+{Correct(plain[(plus + 1)..], confidence)}";
        if (_folded.TryGetValue(Fold(plain), out string? alike))
        {
            // A figure begins its words with capitals where the caption, in mid-sentence, does not, and may spell a whole name in capitals.
            return string.Equals(alike, plain, StringComparison.OrdinalIgnoreCase) && (alike.Skip(1).SequenceEqual(plain.Skip(1)) || confidence >= SureOfCaseFrom && DiffersInShape(alike, plain)) ? plain : alike;
        }
        if (GreekForm(plain) is { } greek) return greek;
        if (confidence >= SureFrom || plain.Length < 4) return plain;
        var near = _names.Where(n => Math.Abs(n.Length - plain.Length) <= 1 && Digits(n) == Digits(plain))
            .Select(n => (Name: n, Share: Distance(Fold(plain), Fold(n)) / Math.Max(n.Length, plain.Length))).Where(n => n.Share <= MostDifference)
            .OrderBy(n => n.Share).ThenBy(n => n.Name, StringComparer.Ordinal).Take(2).ToList();
        return near.Count == 1 || near.Count == 2 && near[0].Share < near[1].Share ? near[0].Name : plain;
    }

    /// <summary>Whether two spellings that differ only in case differ in a letter that looks different in the two cases.</summary>
    private static bool DiffersInShape(string a, string b) => a.Zip(b).Any(p => p.First != p.Second && !OneForm.Contains(char.ToLowerInvariant(p.First), StringComparison.Ordinal));

    /// <summary>The name whose Greek letter was read as something else: "G-actin", "fi-actin", "TGF-B".</summary>
    private string? GreekForm(string word)
    {
        foreach (string name in _names.Where(n => n.Any(IsGreek)).Order(StringComparer.Ordinal))
        {
            int at = name.IndexOf(name.First(IsGreek), StringComparison.Ordinal);
            string before = Fold(name[..at]), after = Fold(name[(at + 1)..]), read = Fold(word);
            // What is left must say enough by itself, and the letter took one place or two.
            if (before.Length + after.Length < 4 || read.Length - before.Length - after.Length is not (1 or 2)) continue;
            // F-actin is a protein of its own, and so is G-actin where it is written so.
            if (read.StartsWith(before, StringComparison.Ordinal) && read.EndsWith(after, StringComparison.Ordinal) && !(at == 0 && word[0] is 'F')) return name;
        }
        return null;
    }

    private static bool IsGreek(char c) => c is >= '\u0391' and <= '\u03C9';

    /// <summary>Words of a caption that could stand on a figure.</summary>
    private static IEnumerable<string> Words(string caption) =>
        caption.Split([' ', ',', ';', '(', ')', '[', ']', ':', '\n', '\t', '"', '“', '”'], StringSplitOptions.RemoveEmptyEntries).Select(Trim).Where(w => w.Length >= 2 && w.Any(char.IsLetter));

    /// <summary>Without stops and specks at the ends; signs that are part of names stay.</summary>
    internal static string Trim(string word) => word.Trim('.', ',', ';', ':', '\'', '‘', '’', '"', '“', '”', '|', '_', '~', '«', '»', '`', '!', '=', '—', '°');

    /// <summary>Look-alikes become one: upper and lower case, Greek and Latin, l, i and 1, o and 0, all hyphens.</summary>
    internal static string Fold(string word)
    {
        StringBuilder folded = new(word.Length);
        foreach (char c in word.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            folded.Append(c switch
            {
                'β' or 'ß' => 'b',
                'α' => 'a',
                'γ' => 'y',
                'κ' => 'k',
                'μ' => 'u',
                'l' or 'i' or '|' or '!' => '1',
                'o' => '0',
                '‐' or '‑' or '–' or '—' or '−' or '~' => '-',
                _ => c,
            });
        }
        return folded.ToString();
    }

    private static string Digits(string word) => string.Concat(word.Where(char.IsAsciiDigit));

    /// <summary>Levenshtein distance in which a letter more or less counts one and a half, and half where it repeats its neighbour.</summary>
    private static double Distance(string a, string b)
    {
        const double gap = 1.5;
        double[] row = [.. Enumerable.Range(0, b.Length + 1).Select(j => gap * j)];
        for (int i = 1; i <= a.Length; i++)
        {
            double diagonal = row[0];
            row[0] = gap * i;
            for (int j = 1; j <= b.Length; j++)
            {
                double above = row[j];
                double more = i > 1 && a[i - 1] == a[i - 2] ? 0.5 : gap;
                row[j] = Math.Min(Math.Min(above + more, row[j - 1] + gap), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
