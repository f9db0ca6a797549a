namespace Palinode.Cases;

/// <summary>Asks somebody who knows the method.</summary>
public sealed record ConsultExpert(string Expert, SealedText? Question = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("consult-expert", "Consulting an expert", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Party(Expert)?.Kind != PartyKind.Expert) return Refuse(RefusalCode.Unknown, "Add the expert as a party of the case.");
        string consultation = $"x{s.Case.Consultations.Count + 1}";
        return Allow(new ExpertConsulted(consultation, Expert, Question), s.Deadline(DeadlineKind.ExpertAnswer, consultation));
    }
}
