using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The corresponding author comes first; the time to answer is set. What is sent from here goes into the outbox with the event.</summary>
internal static class SendQueryForm
{
    public static Transition Page { get; } = Transition.For(SendQuery.Definition, "Send a letter to an author", Chapter.Letters, Form.Of(
        Ask.One("query", "Letter", Offers.Letters(QueryStatus.Drafted)),
        Ask.Word<LetterWay>("way", "How it goes out", "Sent: by e-mail from here; where no mail server is set up, it is saved as a message for you to send. Other: by post, or from your own mail program.", start: LetterWay.Sent),
        SendAsync)) with
    {
        Lead = "The corresponding author is asked first. The deadline for the answer is set with this.",
        When = c => c.Queries.Any(q => q.Status == QueryStatus.Drafted),
    };

    private static async ValueTask<SendQuery> SendAsync(Sheet sheet, string query, LetterWay way, CancellationToken stop)
    {
        if (way == LetterWay.Other) return new SendQuery(query, way);
        CaseQuery drafted = sheet.Case.Queries.First(q => q.Query == query);
        SealedText letter = sheet.Open.Entries.Select(e => e.Event).OfType<QueryDrafted>().First(e => e.Query == query).Letter;
        LetterKind kind = sheet.Case.Party(drafted.Author)?.Kind == PartyKind.CorrespondingAuthor ? LetterKind.AuthorQuery : LetterKind.CoAuthorQuery;
        if (await sheet.Cabinet.Texts.OpenAsync(sheet.Transaction, letter, stop) is not { } text) sheet.Wrong("query", "The letter was erased; draft it again.");
        else if (await sheet.Cabinet.Letters.PostAsync(sheet.Transaction, sheet.Open, kind, drafted.Author, text, stop) is { } posted) return new SendQuery(query, posted.Way);
        else sheet.Wrong("way", "No e-mail address of this author is known: send it another way, and choose \"other\" here.");
        return new SendQuery(query, way);
    }
}
