using System.Text.RegularExpressions;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>How captions speak of what is shown twice. Phrases, not words: "the same exposure" declares nothing.</summary>
internal static partial class CaptionWords
{
    [GeneratedRegex(@"\b(?:merged?|overlay|overlaid|composite)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Merged();

    public static bool IsMerged(string word) => Merged().IsMatch(word);

    [GeneratedRegex(@"\b(?:insets?|zoom(?:ed)?|(?:en|en-)larged?(?:ment)?s?|enlargements?|magnified|magnifications? of|(?:higher|high|larger|increased) magnifications?|higher power|boxed (?:area|region)s?|(?:area|region)s? (?:boxed|outlined|indicated by (?:a |the )?(?:box|boxes|square|rectangle)s?)|close-?ups?|blow-?ups?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Enlarged();

    [GeneratedRegex(@"\b(?:time[- ]?lapse|time[- ]series|time[- ]?course (?:images?|imaging|micrographs?)|live[- ](?:cell )?imaging|(?:serial|consecutive|adjacent|neighbou?ring|successive) (?:\w+ )?(?:sections?|slices?|frames?|images?|fields?|planes?)|frames?\b(?! shift)|z-?stacks?|z-?series|image series|optical (?:sections?|slices?)|overlapping fields?|tiled?(?: scan)?s?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Series();

    private const string Shown = @"(?:images?|pictures?|photo(?:graph|micrograph)?s?|micrographs?|blots?|membranes?|gels?|panels?|strips?|bands?|loading controls?|controls?|fields?|sections?|specimens?|samples?|plates?)";

    /// <summary>"the same image as in", "is the same as", "are identical to", "also shown in", "reproduced from", "reused".</summary>
    [GeneratedRegex(@"\b(?:same\s+(?:\w+\s+){0,2}" + Shown + @"|(?:is|are|was|were)\s+(?:the\s+)?(?:same|identical)\s+(?:as|to|with|in|for)|same\s+as\s+(?:in|that|those|shown)|identical\s+(?:\w+\s+)?" + Shown + @"|also\s+(?:shown|used|presented|displayed|appears?|serves?)|re-?produced\s+(?:from|in)|re-?used|re-?shown|shown\s+again|duplicated\s+(?:from|in)|repeated\s+from|taken\s+from|shared\s+(?:with|between|by))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Same();

    /// <summary>One membrane for several strips.</summary>
    [GeneratedRegex(@"\b(?:same\s+(?:loading\s+controls?|blots?|membranes?|gels?|western\s+blots?)|(?:loading\s+controls?|blots?|membranes?)\s+(?:is|are|was|were)\s+(?:the\s+)?(?:same|shared|identical)|re-?probed|stripped\s+and|shared\s+loading\s+controls?|common\s+loading\s+controls?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex SharedBlot();

    [GeneratedRegex(@"\b(?:(?:re-?produced|re-?printed|adapted|modified|re-?drawn|taken|re-?used|republished)\s+(?:\w+\s+){0,3}?(?:from|with\s+(?:the\s+)?permission|under\s+(?:the\s+)?(?:terms|licen[cs]e|CC))|with\s+(?:kind\s+)?permission\s+(?:from|of)|copyright\s+\d{4})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Permission();

    /// <summary>A letter behind a phrase of sameness: "is the same as in C", "the same image as panel b".</summary>
    [GeneratedRegex(@"\b(?:as|in|to|from|with)\s+(?:(?:as|in|for|of|panels?)\s+)*\(?(?<letter>[A-Za-z])\)?(?=[\s.,;:)]|$)", RegexOptions.CultureInvariant)]
    public static partial Regex BareLetter();

    /// <summary>Names of proteins that are probed to show equal loading, after <see cref="Plain"/>.</summary>
    [GeneratedRegex(@"gapdh|actin|tubulin|tubuin|vinculin|lamin|histoneh3|^h3$|^th3$|coxiv|cox4|hsp90|hsc70|calnexin|ponceau|coomassie|loading|cyclophilin|^tbp$", RegexOptions.CultureInvariant)]
    public static partial Regex LoadingName();

    /// <summary>A name without case, blanks and signs, Greek letters spelled: "β-Actin" and "beta actin" become "betaactin".</summary>
    public static string Plain(string name) => string.Concat(name.ToLowerInvariant()
        .Replace("α", "alpha", StringComparison.Ordinal).Replace("β", "beta", StringComparison.Ordinal).Replace("γ", "gamma", StringComparison.Ordinal).Replace("κ", "kappa", StringComparison.Ordinal)
        .Where(char.IsLetterOrDigit));

    /// <summary>A passage to quote, on one line and not too long.</summary>
    public static string Quote(string passage, int most)
    {
        string line = string.Join(' ', passage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : $"{line[..most].TrimEnd()} …";
    }
}
