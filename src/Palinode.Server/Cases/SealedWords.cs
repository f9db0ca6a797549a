using Palinode.Cases;

namespace Palinode.Server.Cases;

/// <summary>Which words lie behind an event, and what they are called on the page.</summary>
internal static class SealedWords
{
    public static IEnumerable<(string Title, SealedText Text)> Of(CaseEvent happened)
    {
        (string, SealedText?) words = happened switch
        {
            ConcernReceived e => ("What was written", e.Text),
            ConcernAcknowledged e => ("Letter to the raiser", e.Letter),
            RaiserTold e => ("Letter to the raiser", e.Letter),
            NoteAdded e => ("Note", e.Text),
            NewFindingRaised e => ("What turned up", e.Text),
            ExpertConsulted e => ("Question", e.Question),
            ExpertAnswered e => ("Opinion", e.Opinion),
            QueryDrafted e => ("Letter", e.Letter),
            QueryAnswered e => ("Answer", e.Answer),
            InstitutionContacted e => ("Letter", e.Letter),
            InstitutionAnswered e => ("Answer", e.Letter),
            ReminderRecorded e => ("Reminder", e.Letter),
            AuthorsTold e => ("Letter", e.Letter),
            DecisionReturned e => ("Remarks", e.Remarks),
            AppealLodged e => ("Grounds", e.Text),
            AppealDecided e => ("Reasons", e.Reasons),
            NoticeReturned e => ("Remarks", e.Remarks),
            _ => ("", null),
        };
        if (words is (var title, { } text)) yield return (title, text);
    }
}
