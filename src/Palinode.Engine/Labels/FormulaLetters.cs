using System.Text;

namespace Palinode.Engine.Labels;

/// <summary>
/// Letters of a formula's typeface (Unicode's mathematical alphabets, U+1D400 to U+1D7FF) as plain ones: PDFs of some publishers spell β-actin
/// with 𝛽. Written out, because the runtime normalises nothing beyond ASCII without its globalization library.
/// </summary>
internal static class FormulaLetters
{
    private const int Latin = 0x1D400, Dotless = 0x1D6A4, Greek = 0x1D6A8, LastGreek = 0x1D7C9, Digits = 0x1D7CE, Last = 0x1D7FF;

    /// <summary>Letters of one Greek alphabet: 25 capitals, nabla, 25 small letters, seven variants.</summary>
    private const string GreekAlphabet = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂εθκφρπ";

    public static string ToPlain(string text) => text.Any(char.IsHighSurrogate) ? string.Concat(text.EnumerateRunes().Select(Plain)) : text;

    private static string Plain(Rune rune) => rune.Value switch
    {
        >= Latin and < Dotless and var v when (v - Latin) % 52 is var at => ((char)(at < 26 ? 'A' + at : 'a' + at - 26)).ToString(),
        >= Greek and <= LastGreek and var v => GreekAlphabet[(v - Greek) % GreekAlphabet.Length].ToString(),
        >= Digits and <= Last and var v => ((char)('0' + (v - Digits) % 10)).ToString(),
        _ => rune.ToString(),
    };
}
