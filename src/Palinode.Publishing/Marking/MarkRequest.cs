using System.Globalization;
using System.Text;
using Palinode.Articles;

namespace Palinode.Publishing.Marking;

/// <summary>What to write on an article.</summary>
/// <param name="Label">What it is now.</param>
/// <param name="NoticeDoi">The DOI of the notice that says why.</param>
/// <param name="Date">The day the notice is dated.</param>
public sealed record MarkRequest(MarkLabel Label, string NoticeDoi, DateOnly Date)
{
    /// <summary>In small letters, without resolver.</summary>
    public string NoticeDoi { get; } = Doi.Find(NoticeDoi) is { } doi && NoticeDoi.Trim().EndsWith(doi, StringComparison.OrdinalIgnoreCase) && doi.All(c => c is > ' ' and < '\u007f')
        ? doi
        : throw new InputException($"{NoticeDoi}: this is no DOI (give it as 10.5555/example)");

    /// <summary>Mark a signed file although its signature does not hold afterwards.</summary>
    public bool BreakSignature { get; init; }

    /// <summary>Where the notice is found.</summary>
    public string NoticeAddress => AddressOf(NoticeDoi);

    /// <summary>"RETRACTED, 21 November 2026. Notice: ".</summary>
    public string LineBeforeAddress => string.Create(CultureInfo.InvariantCulture, $"{Label.InWords()}, {Date:d MMMM yyyy}. Notice: ");

    /// <summary>A DOI as an address, with what has a meaning in addresses escaped.</summary>
    internal static string AddressOf(string doi)
    {
        var address = new StringBuilder("https://doi.org/");
        foreach (char c in doi) address.Append(char.IsAsciiLetterOrDigit(c) || "-._~/:;()!$&'*+,=@".Contains(c, StringComparison.Ordinal) ? c.ToString() : Uri.HexEscape(c));
        return address.ToString();
    }
}
