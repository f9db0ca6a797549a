namespace Palinode.Cases;

/// <summary>Says whether the answer explains what was asked.</summary>
public sealed record AssessResponse(ResponseJudgement Judgement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("assess-response", "Judging the answer", [CaseRole.Investigator, CaseRole.Editor],
        [CaseState.ResponseReceived, CaseState.Satisfactory, CaseState.Unsatisfactory], [CaseState.Satisfactory, CaseState.Unsatisfactory]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Judgement == Judgement ? Refuse(RefusalCode.Already, "That is the judgement already.") : Allow(new ResponseAssessed(Judgement));
}
