namespace Palinode.Cases;

/// <summary>Proposes what becomes of the article; an interim expression of concern leaves the inquiry where it is.</summary>
/// <param name="Outcome">What it does.</param>
/// <param name="Statement">What a notice may say of it.</param>
/// <param name="Interim">The inquiry goes on.</param>
/// <param name="WithoutInstitution">Why no institution's answer was waited for, where none is there.</param>
public sealed record DraftDecision(CaseOutcome Outcome, DecisionStatement Statement, bool Interim = false, string? WithoutInstitution = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("draft-decision", "Drafting a decision", [CaseRole.Editor],
        CaseStates.Inquiry, [CaseState.DecisionDrafted]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (Interim && Outcome != CaseOutcome.ExpressionOfConcern) return Refuse(RefusalCode.Value, "Only an expression of concern goes out while the inquiry goes on.");
        if (Interim && s.Case.Decisions.Any(d => d.Interim && d.Status is DecisionStatus.Drafted or DecisionStatus.Approved && d.Round == s.Case.Round)) return Refuse(RefusalCode.Already, "An expression of concern is under way already.");
        if (!Interim && !Ready(s.Case)) return Refuse(RefusalCode.First, "A decision follows a judged answer, an institution's answer or silence, unanswered letters, or the authors' own request.");
        bool affectsRecord = Outcome is not (CaseOutcome.NoAction or CaseOutcome.Correction or CaseOutcome.ExpressionOfConcern);
        bool answered = s.Case.Institutions.Any(i => i.Status is InstitutionStatus.Cleared or InstitutionStatus.Finding);
        if (affectsRecord && !answered && string.IsNullOrWhiteSpace(WithoutInstitution)) return Refuse(RefusalCode.Value, "No institution has answered: say why the decision does not wait for one.");
        if (Statement.Reasons.SelectMany(r => r.Codes).FirstOrDefault(CaseWords.SpeaksOfMotive) is { } code) return Refuse(RefusalCode.Words, $"\"{code}\" speaks of motive or charges; a person assigns it once the case is decided.");
        return Words.Loaded([Statement.Ground, WithoutInstitution, .. Statement.Reasons.Select(r => r.Words)]) ?? Allow(new DecisionDrafted($"d{s.Case.Decisions.Count + 1}", Outcome, Interim, Statement, WithoutInstitution));
    }

    private static bool Ready(Case c) => c.State is CaseState.Satisfactory or CaseState.Unsatisfactory or CaseState.Cleared or CaseState.InstitutionFinding or CaseState.NoReply
        || c.AuthorsAskedForRetraction
        || (c.State is CaseState.AuthorsQueried or CaseState.CoAuthorsQueried && c.Queries.All(q => q.Status is QueryStatus.Answered or QueryStatus.Unanswered or QueryStatus.Drafted));
}
