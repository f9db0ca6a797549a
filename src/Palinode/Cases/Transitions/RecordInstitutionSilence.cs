namespace Palinode.Cases;

/// <summary>The institution had its time.</summary>
public sealed record RecordInstitutionSilence(string Institution) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-institution-silence", "Recording that an institution does not answer", [CaseRole.Investigator, CaseRole.Editor],
        [CaseState.InstitutionContacted], [CaseState.NoReply]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (!s.Case.Institutions.Any(i => i.Institution == Institution)) return Refuse(RefusalCode.Unknown, "That institution was not asked.");
        return s.Case.Deadlines.Any(d => d.Kind == DeadlineKind.InstitutionAnswer && d.About == Institution && !d.Met && !d.IsOverdue(s.Today))
            ? Refuse(RefusalCode.First, "The institution has time until the deadline.") : Allow([new InstitutionSilent(Institution), .. s.Met(DeadlineKind.InstitutionAnswer, Institution)]);
    }
}
