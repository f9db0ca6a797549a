using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Tells authors the decision and its wording.</summary>
/// <param name="Parties">Authors.</param>
/// <param name="Acts">What a notice may say of it: that they were notified, that they had a chance to respond.</param>
/// <param name="Letter">Its text.</param>
public sealed record TellAuthors(Sequence<string> Parties, Sequence<ActStatement> Acts, SealedText? Letter = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("tell-authors", "Telling the authors", [CaseRole.Editor],
        [CaseState.Approved, CaseState.AuthorsNotified, CaseState.NoticeDrafted, CaseState.NoticeApproved, CaseState.Published, CaseState.Propagated, CaseState.Monitoring], [CaseState.AuthorsNotified]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Parties.IsEmpty || Parties.Distinct().Count() != Parties.Count || !Parties.All(p => s.Case.Party(p)?.IsAuthor == true)) return Refuse(RefusalCode.Unknown, "Name authors who are parties of the case, each once.");
        if (!Acts.All(a => a.Act is AuthorsAct.Notified or AuthorsAct.HadChanceToRespond or AuthorsAct.Contacted)) return Refuse(RefusalCode.Value, "Telling them is no answer of theirs.");
        return Words.Loaded(Acts.Select(a => a.What)) ?? Allow(new AuthorsTold(Parties, Acts, Letter));
    }
}
