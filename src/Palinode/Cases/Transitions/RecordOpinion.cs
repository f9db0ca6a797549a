namespace Palinode.Cases;

/// <summary>Keeps what the expert says.</summary>
public sealed record RecordOpinion(string Consultation, SealedText? Opinion = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-opinion", "Recording an expert's opinion", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Consultations.FirstOrDefault(c => c.Consultation == Consultation) is not { } asked) return Refuse(RefusalCode.Unknown, "There was no such question.");
        return asked.Status == ConsultationStatus.Answered ? Refuse(RefusalCode.Already, "The expert's answer is recorded already.") : Allow([new ExpertAnswered(Consultation, Opinion), .. s.Met(DeadlineKind.ExpertAnswer, Consultation)]);
    }
}
