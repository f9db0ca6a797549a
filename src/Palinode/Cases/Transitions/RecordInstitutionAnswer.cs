namespace Palinode.Cases;

/// <summary>Keeps what an institution says.</summary>
public sealed record RecordInstitutionAnswer(string Institution, InstitutionResult Result, InvestigationStatement? Statement = null, SealedText? Letter = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-institution-answer", "Recording an institution's answer", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry, [CaseState.Cleared, CaseState.InstitutionFinding]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (!s.Case.Institutions.Any(i => i.Institution == Institution)) return Refuse(RefusalCode.Unknown, "That institution was not asked.");
        return Words.Loaded(Statement?.About) ?? Allow([new InstitutionAnswered(Institution, Result, Statement, Letter), .. Result == InstitutionResult.Underway ? [] : s.Met(DeadlineKind.InstitutionAnswer, Institution)]);
    }
}
