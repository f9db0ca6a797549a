using Palinode.Cases;
using Palinode.Notices;
using Palinode.Publishing.Notices;
using Palinode.Server.Cases.Forms;
using HouseForm = Palinode.Cases.NoticeForm;
using Sources = Palinode.Cases.NoticeSources;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The notice of an approved decision, composed of what the case holds; the form asks for what is of the journal's house style and production.</summary>
internal static class DraftNoticeForm
{
    public static Transition Page { get; } = Transition.For(DraftNotice.Definition, "Draft a notice", Chapter.Notice, Form.Of(
        Ask.One("decision", "Decision", Offers.Decisions(DecisionStatus.Approved)),
        Ask.Group("article", "The article", NoticeFields.Citation(_ => null)),
        NoticeFields.References,
        Ask.Many("named", "Who is named", Offers.Parties, "Others are called by what they are: the corresponding author, the institution."),
        NoticeFields.House,
        NoticeFields.Rights,
        Ask.GroupOrNone("publication", "For the machine-readable forms", NoticeFields.Publication, "JATS, Crossref and PubMed need it; the notice can be read without."),
        DraftAsync)) with
    {
        Lead = "Claims, statements and what the authors did come from the case, no more and no less. Whoever drafts a notice does not approve it.",
        When = c => c.Decisions.Any(d => d.Status == DecisionStatus.Approved && d.Outcome != CaseOutcome.NoAction),
        Preview = (sheet, request) => NoticeDrafts.TextOf(new NoticeCase { Notice = ((DraftNotice)request).Notice }, CancellationToken.None),
    };

    private static async ValueTask<DraftNotice> DraftAsync(Sheet sheet, string decision, ArticleCitation article, Sequence<NoticeReference> references, Sequence<string> named, HouseForm house, HouseForm rights, Publication? publication, CancellationToken stop)
    {
        CaseOutcome outcome = sheet.Case.Decisions.First(d => d.Decision == decision).Outcome;
        HouseForm form = house with
        {
            Labels = [NoticeFields.Label(outcome)], FreeToRead = rights.FreeToRead, Licence = rights.Licence, Copyright = rights.Copyright, Correspondence = rights.Correspondence, OriginalStatus = rights.OriginalStatus,
        };
        Sources sources = new()
        {
            Article = article, References = references,
            Names = named.Where(p => sheet.Names.Parties.ContainsKey(p)).ToDictionary(p => p, p => sheet.Names.Of(p)),
        };
        NoticeCase draft = new() { Notice = NoticeDraft.From(sheet.Case, decision, form, sources), Publication = publication };
        return new DraftNotice(decision, draft.Notice, await sheet.Cabinet.Notices.KeepAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, draft, stop));
    }
}
