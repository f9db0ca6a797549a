using System.Globalization;
using System.Text.RegularExpressions;
using Palinode.Articles;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>
/// Dates behind their word: "Received 24 March 2015", "Accepted: March 4, 2016", "Published: 2016-03-24", "Received: 16-10-2017".
/// Where day and month cannot be told apart ("08-02-2018") the year alone is given.
/// </summary>
internal static partial class FirstPageDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>In the order of events; of several with one word the first.</summary>
    public static IEnumerable<ArticleDate> Find(string text) =>
        EventPattern().Matches(text).Select(Read).OfType<ArticleDate>().GroupBy(d => d.Event).Select(g => g.First()).OrderBy(d => d.Event);

    private static ArticleDate? Read(Match m)
    {
        ArticleEvent what = char.ToLowerInvariant(m.Value[0]) switch { 'r' => m.Value[2] is 'c' or 'C' ? ArticleEvent.Received : ArticleEvent.Revised, 'a' => ArticleEvent.Accepted, _ => ArticleEvent.Published };
        int number(string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);
        int year = number("year"), day, month;
        if (m.Groups["month"].Success)
        {
            (day, month) = (number("day"), Array.IndexOf(Months, m.Groups["month"].Value[..3].ToLowerInvariant()) + 1);
        }
        else if (m.Groups["isoMonth"].Success)
        {
            (day, month) = (number("isoDay"), number("isoMonth"));
        }
        else
        {
            (int a, int b) = (number("a"), number("b"));
            if (a <= 12 && b <= 12 && a != b) return new ArticleDate(what, year);
            (day, month) = a > 12 ? (a, b) : (b, a);
        }
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new ArticleDate(what, year, month, day) : null;
    }

    [GeneratedRegex("""
        \b(?:Received|Revised|Accepted|Published(?:\s+online)?)\s*:?\s*(?:in\s+revised\s+form\s*:?\s*|on\s+)?
        (?: (?<day>\d{1,2})\s+(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(?<year>(?:19|20)\d\d)
          | (?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?<day>\d{1,2}),?\s+(?<year>(?:19|20)\d\d)
          | (?<year>(?:19|20)\d\d)[-/](?<isoMonth>\d{1,2})[-/](?<isoDay>\d{1,2})
          | (?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<year>(?:19|20)\d\d) )
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex EventPattern();
}
