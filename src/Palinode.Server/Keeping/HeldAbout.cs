using Palinode.Cases;

namespace Palinode.Server.Keeping;

/// <param name="Label">What it is, without names: "letter of query q1".</param>
/// <param name="Shared">It is to others as well.</param>
internal sealed record HeldText(SealedText Text, string Label, DateTimeOffset At, bool Shared = false);

/// <summary>What a case holds about one party, as its events say: for an access request, and for an erasure. Nothing of the raiser is ever among it.</summary>
/// <param name="Texts">Letters to them, and what they wrote.</param>
/// <param name="Evidence">What came from them.</param>
/// <param name="Entries">The events that speak of them.</param>
internal sealed record HeldAbout(IReadOnlyList<HeldText> Texts, IReadOnlyList<CaseEvidence> Evidence, IReadOnlyList<CaseEntry> Entries)
{
    public static HeldAbout Of(Case current, IReadOnlyList<CaseEntry> entries, string party)
    {
        HashSet<string> queries = [.. current.Queries.Where(q => q.Author == party).Select(q => q.Query)], consultations = [.. current.Consultations.Where(x => x.Expert == party).Select(x => x.Consultation)];
        HashSet<string> appeals = [.. current.Appeals.Where(a => a.Party == party).Select(a => a.Appeal)], items = [.. current.OriginalData.Where(o => o.Author == party).Select(o => o.Item)];
        HashSet<string> deadlines = [.. current.Deadlines.Where(d => d.About is { } about && (queries.Contains(about) || consultations.Contains(about) || items.Contains(about) || about == party)).Select(d => d.Deadline)];
        List<HeldText> texts = [];
        List<CaseEntry> about = [];
        foreach (CaseEntry entry in entries)
        {
            (bool theirs, SealedText? text, string label, bool shared) = entry.Event switch
            {
                PartyAdded e => (e.Party == party, null, "", false),
                QueryDrafted e => (e.Author == party, e.Letter, $"letter of query {e.Query}", false),
                QuerySent e => (queries.Contains(e.Query), null, "", false),
                QueryAnswered e => (queries.Contains(e.Query), e.Answer, $"answer to query {e.Query}", false),
                QueryUnanswered e => (queries.Contains(e.Query), null, "", false),
                OriginalDataRequested e => (e.Author == party, null, "", false),
                OriginalDataReceived e => (items.Contains(e.Item), null, "", false),
                OriginalDataAssessed e => (items.Contains(e.Item), null, "", false),
                ReminderRecorded e => (deadlines.Contains(e.Deadline), e.Letter, $"reminder of {entry.Day:yyyy-MM-dd}", false),
                DeadlineSet e => (deadlines.Contains(e.Deadline), null, "", false),
                DeadlineExtended e => (deadlines.Contains(e.Deadline), null, "", false),
                InstitutionContacted e => (e.Institution == party, e.Letter, $"letter of {entry.Day:yyyy-MM-dd}", false),
                InstitutionAnswered e => (e.Institution == party, e.Letter, $"answer of {entry.Day:yyyy-MM-dd}", false),
                InstitutionSilent e => (e.Institution == party, null, "", false),
                ExpertConsulted e => (e.Expert == party, e.Question, $"letter of consultation {e.Consultation}", false),
                ExpertAnswered e => (consultations.Contains(e.Consultation), e.Opinion, $"opinion of consultation {e.Consultation}", false),
                AuthorsTold e => (e.Parties.Contains(party), e.Letter, $"letter on the decision, {entry.Day:yyyy-MM-dd}", e.Parties.Count > 1),
                AuthorPositionRecorded e => (e.Author == party, null, "", false),
                AppealLodged e => (e.Party == party, e.Text, $"appeal {e.Appeal}", false),
                AppealDecided e => (appeals.Contains(e.Appeal), e.Reasons, $"answer to appeal {e.Appeal}", false),
                EvidenceAttached e => (e.From == party, null, "", false),
                _ => (false, null, "", false),
            };
            if (!theirs) continue;
            about.Add(entry);
            if (text is not null) texts.Add(new HeldText(text, label, entry.At, shared));
        }
        return new HeldAbout(texts, [.. current.Evidence.Where(e => e.From == party)], about);
    }
}
