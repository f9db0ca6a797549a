using System.Text;

namespace Palinode.Engine.Ingest;

/// <summary>A text as the set of its runs of letters and digits, to tell whether it stands in another text however that one is broken into lines.</summary>
internal sealed class TextRuns
{
    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);

    /// <param name="text">Case, accents, ligatures, spaces and punctuation do not matter.</param>
    /// <param name="length">Characters of a run; a text below this length has none.</param>
    public TextRuns(string text, int length)
    {
        var letters = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormKD))
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        string all = letters.ToString();
        for (int i = 0; i + length <= all.Length; i++) _runs.Add(all.Substring(i, length));
    }

    public int Count => _runs.Count;

    /// <summary>Share of this text's runs that stand in the other text; 0 for a text without runs.</summary>
    /// <param name="other">The longer text.</param>
    /// <param name="least">Runs that are counted at least: a text of fewer can reach no full share.</param>
    public double ShareIn(TextRuns other, int least) =>
        Count == 0 ? 0 : (double)_runs.Count(other._runs.Contains) / Math.Max(Count, least);
}
