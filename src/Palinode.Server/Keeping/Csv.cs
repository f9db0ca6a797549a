using System.Text;

namespace Palinode.Server.Keeping;

/// <summary>Lines of CSV (RFC 4180) that a spreadsheet reads as text: a cell that would be taken for a formula gets an apostrophe before it, as the spreadsheets themselves write such text.</summary>
internal static class Csv
{
    public static string Line(params ReadOnlySpan<string?> cells)
    {
        StringBuilder line = new();
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0) line.Append(',');
            line.Append(Cell(cells[i] ?? ""));
        }
        return line.Append("\r\n").ToString();
    }

    /// <summary>Every cell is quoted. What comes before the sign, white space and control characters, is passed over by some programs, so it is by us.</summary>
    private static string Cell(string text)
    {
        string seen = text.TrimStart([' ', '\t', '\r', '\n', '\v', '\f', '\0', '\u00A0', '\uFEFF']);
        bool formula = text.Length > 0 && text[0] is '\t' or '\r' || seen is ['=' or '+' or '-' or '@' or '|' or '%' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..];
        return $"\"{(formula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
