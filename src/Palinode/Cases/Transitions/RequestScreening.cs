using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Has attached documents screened.</summary>
/// <param name="Run">Id of the job.</param>
/// <param name="Documents">Hashes of attached evidence.</param>
public sealed record RequestScreening(string Run, Sequence<ContentHash> Documents) : CaseRequest
{
    public static CaseRule Definition { get; } = new("request-screening", "Requesting a screening", [CaseRole.Investigator, CaseRole.Editor],
        [CaseState.Triaged, .. CaseStates.FromInquiry]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Run) || Documents.IsEmpty) return Refuse(RefusalCode.Value, "A screening needs an id and documents.");
        if (!Documents.All(d => s.Case.Evidence.Any(e => e.Content == d))) return Refuse(RefusalCode.Unknown, "Attach a document before it is screened.");
        return s.Case.Screenings.Any(r => r.Run == Run) ? Refuse(RefusalCode.Already, "That screening was requested before.") : Allow(new ScreeningRequested(Run, Documents));
    }
}
