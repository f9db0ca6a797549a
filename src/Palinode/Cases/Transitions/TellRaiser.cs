namespace Palinode.Cases;

/// <summary>Tells the raiser how it stands, or the outcome.</summary>
public sealed record TellRaiser(RaiserNews News, SealedText? Letter = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("tell-raiser", "Telling the raiser", [CaseRole.Intake],
        [CaseState.Triaged, .. CaseStates.FromInquiry]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (!s.Case.CanReachRaiser) return Refuse(RefusalCode.Unknown, "There is nobody who could be told.");
        return News == RaiserNews.Outcome && s.Case.RaiserKnowsOutcome ? Refuse(RefusalCode.Already, "The raiser knows the outcome already.") : Allow(new RaiserTold(News, Letter));
    }
}
