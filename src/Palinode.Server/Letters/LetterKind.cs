using Palinode.Cases;

namespace Palinode.Server.Letters;

/// <summary>The letters of a case. Each has a template of its name.</summary>
internal enum LetterKind
{
    Acknowledgement,
    Progress,
    AuthorQuery,
    CoAuthorQuery,
    AuthorReminder,
    Institution,
    InstitutionReminder,
    Expert,
    ExpertReminder,
    Decision,
    NoticeWording,
    RaiserOutcome,
    AppealAnswer,
    OtherJournal,
}

internal static class LetterKinds
{
    /// <summary>Of its template: "author-query".</summary>
    public static string Name(this LetterKind kind) => CaseWords.Of(kind).Replace(' ', '-');

    /// <summary>Letters that only the raiser gets; the answer to an appeal may be theirs too.</summary>
    public static bool IsForRaiser(this LetterKind kind) => kind is LetterKind.Acknowledgement or LetterKind.Progress or LetterKind.RaiserOutcome;

    /// <summary>The reminder that goes out for a deadline; null where the journal waits for itself.</summary>
    public static LetterKind? Reminder(DeadlineKind deadline) => deadline switch
    {
        DeadlineKind.AuthorAnswer or DeadlineKind.OriginalData => LetterKind.AuthorReminder,
        DeadlineKind.InstitutionAnswer => LetterKind.InstitutionReminder,
        DeadlineKind.ExpertAnswer => LetterKind.ExpertReminder,
        _ => null,
    };

    /// <summary>For whose answer a deadline waits; null where it waits for the journal, or nobody is known.</summary>
    public static string? Awaited(Case current, CaseDeadline deadline) => deadline.Kind switch
    {
        DeadlineKind.AuthorAnswer => current.Queries.FirstOrDefault(q => q.Query == deadline.About)?.Author,
        DeadlineKind.OriginalData => current.OriginalData.FirstOrDefault(o => o.Item == deadline.About)?.Author ?? current.Party(deadline.About)?.Party,
        DeadlineKind.InstitutionAnswer => current.Party(deadline.About)?.Party,
        DeadlineKind.ExpertAnswer => current.Consultations.FirstOrDefault(x => x.Consultation == deadline.About)?.Expert,
        _ => null,
    };
}
