namespace Palinode.Cases;

/// <summary>Asks an institution to look into it; before the authors where evidence may be lost, and then on purpose.</summary>
public sealed record ContactInstitution(string Institution, SealedText? Letter = null, bool BeforeAuthors = false) : CaseRequest
{
    public static CaseRule Definition { get; } = new("contact-institution", "Contacting an institution", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry, [CaseState.InstitutionContacted]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (s.Case.Party(Institution)?.Kind != PartyKind.Institution) return Refuse(RefusalCode.Unknown, "Add the institution as a party of the case.");
        bool asked = s.Case.Queries.Any(q => q.Status != QueryStatus.Drafted);
        if (!asked && !BeforeAuthors) return Refuse(RefusalCode.First, "No author was asked yet; say that the institution is to be asked before them.");
        return Allow([new InstitutionContacted(Institution, !asked, Letter), .. s.Met(DeadlineKind.InstitutionAnswer, Institution), s.Deadline(DeadlineKind.InstitutionAnswer, Institution)]);
    }
}
