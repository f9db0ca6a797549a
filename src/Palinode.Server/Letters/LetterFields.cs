using System.Globalization;
using Palinode.Articles.Notation;
using Palinode.Cases;
using Palinode.Notices;
using Palinode.Publishing.Notices;
using Palinode.Publishing.Notices.Templates;

namespace Palinode.Server.Letters;

/// <summary>What a letter may say: of the article, what was accepted, decided and waited for. Nothing of who raised the concern, and nothing of what they wrote.</summary>
internal static class LetterFields
{
    private static readonly Lazy<NoticeStyle> Style = new(() => NoticeStyle.Load("plain", null));

    /// <param name="recipient">Their name, where it is known.</param>
    /// <param name="deadline">Until when an answer is asked for.</param>
    /// <param name="overdue">That day is past.</param>
    /// <param name="enclosed">A text that the letter quotes: a notice's wording.</param>
    public static GroupValue Of(Guid caseId, Case current, string journal, string? recipient, DateOnly? deadline, bool overdue, string? enclosed)
    {
        string[] claims = [.. Claims(current)];
        CaseDecision? decision = current.Decision ?? current.Decisions.LastOrDefault(d => d.Status == DecisionStatus.Approved);
        CaseOutcome? outcome = decision?.Outcome ?? current.Outcome;
        return new GroupValue(
            ("number", CaseNumber.Of(caseId)),
            ("journal", journal),
            ("recipient", recipient),
            ("article", new GroupValue(("title", current.Article?.Title), ("doi", current.Article?.Doi))),
            ("claims", new ListValue([.. claims.Select((text, i) => (TemplateValue)new GroupValue(("first", i == 0), ("text", text)))])),
            ("figures", Figures(current)),
            ("deadline", deadline is { } day ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : null),
            ("overdue", overdue),
            ("outcome", outcome is { } o and not CaseOutcome.NoAction ? CaseWords.Of(o) : null),
            ("noAction", outcome == CaseOutcome.NoAction),
            ("upheld", (current.Appeals is [.., var last] ? last.Status : null as AppealStatus?) == AppealStatus.Upheld),
            ("enclosed", enclosed),
            ("care", CaseWords.NotAFinding));
    }

    /// <summary>A sentence for each claim, as a notice would say it.</summary>
    private static IEnumerable<string> Claims(Case current)
    {
        Notice said = new() { Kind = NoticeKind.NotStated, References = [.. current.Works.Select(w => new NoticeReference { Id = w.Reference, Retracted = w.Retracted, Work = new ArticleCitation { Doi = w.Doi, Title = w.Title } })] };
        ClaimWording wording = new(said, Style.Value);
        return current.Claims.Select(c => wording.Say(c.Statement).Plain);
    }

    /// <summary>"Figures 3B and 5E"; null where no claim names one.</summary>
    private static string? Figures(Case current)
    {
        EvidenceAddress[] places = [.. current.Claims.SelectMany(c => c.Statement.Targets).Where(t => !string.IsNullOrEmpty(t.Figure)).Select(t => (t.Figure, t.Panel)).Distinct().Select(t => new EvidenceAddress(t.Figure, t.Panel))];
        return places.Length == 0 ? null : FigureNotation.Print(places);
    }
}
