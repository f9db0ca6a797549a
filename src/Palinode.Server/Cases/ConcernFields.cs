using Microsoft.AspNetCore.Http;
using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;
using Palinode.Server.Pages;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>A concern as it is filled in, by a reader or for one.</summary>
/// <param name="Article">Which article, in the words of whoever writes.</param>
internal sealed record ConcernTyped(string Article, string Text, string? Name, string? Mail, string? Who, bool MayStateRole, IReadOnlyList<ReceivedFile> Files);

/// <summary>What the public form and intake's own have in common.</summary>
internal static class ConcernFields
{
    public static Field<ConcernTyped> All { get; } = Form.Of(
        Ask.Line("article", "Which article", "Title or DOI."),
        Text,
        Ask.LineOrNone("name", "Name", "Kept for intake alone, encrypted, and erasable. Nobody who handles the case or decides it sees it."),
        Ask.LineOrNone("mail", "E-mail", "To be told what becomes of it."),
        Ask.LineOrNone("who", "What you are", "A reader, a reviewer, an author of another article, …"),
        Ask.Tick("role", "A notice may say what I am (never who)"),
        Files, (article, text, name, mail, who, role, files) => new ConcernTyped(article, text, name, mail, who, role, files));

    private static Field<string> Text => new Leaf<string>("text",
        (sheet, at) => new FieldView(FieldKind.Area, at, "What you saw") { Required = true, Value = sheet.Typed.Text(at), Help = "Which figures and panels, and what about them. Similarity alone says nothing about how it came about." },
        (sheet, at, _) =>
        {
            string text = sheet.Typed.Text(at);
            if (text.Length == 0) sheet.Wrong(at, "Say what was seen.");
            if (text.Length > TextVault.Longest / 2) sheet.Wrong(at, $"At most {TextVault.Longest / 2} characters; attach the rest as a file.");
            return ValueTask.FromResult(text.ReplaceLineEndings("\n"));
        });

    private static Field<IReadOnlyList<ReceivedFile>> Files => new Leaf<IReadOnlyList<ReceivedFile>>("files",
        (_, at) => new FieldView(FieldKind.File, at, "Pictures, documents") { Several = true, Help = "Kept for intake until somebody has looked whether a file says who made it." },
        (sheet, at, _) => ValueTask.FromResult(sheet.Typed.Files(at))) { WithFile = true };

    /// <summary>Opens the case: identity and words sealed for intake, files for intake, the event with commitments only.</summary>
    /// <param name="alwaysReachable">Somebody holds a receipt, named or not.</param>
    public static async Task<Ruling> ReceiveAsync(Sheet sheet, ConcernTyped typed, ConcernChannel channel, bool alwaysReachable, string why, CancellationToken stop)
    {
        bool anonymous = typed.Name is null && typed.Mail is null;
        SealedIdentity? identity = null;
        if (!anonymous)
        {
            Dictionary<string, string> fields = [];
            foreach ((string field, string? value) in ((string, string?)[])[(LetterDesk.NameField, typed.Name), (LetterDesk.AddressField, typed.Mail)])
                if (value is not null) fields[field] = value;
            identity = await sheet.Cabinet.Identities.SealAsync(sheet.Transaction, sheet.Journal, IdentityKind.Raiser, fields, stop);
        }
        string words = $"Article: {typed.Article}\n{(typed.Who is null ? "" : $"Raised by: {typed.Who}\n")}\n{typed.Text}";
        SealedText text = await sheet.Cabinet.Texts.SealAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, TextAudience.Intake, words, stop);
        RaiserId? raiser = identity is not null ? new RaiserId(identity.Id.ToString()) : alwaysReachable ? new RaiserId(Guid.NewGuid().ToString()) : null;
        ReceiveConcern request = new(channel, anonymous, typed.MayStateRole, raiser, identity is null ? null : new ContentHash(identity.Commitment.ToString()), text);
        (_, Ruling ruling) = await sheet.Cabinet.Desk.OpenAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, request, why, stop);
        if (ruling.IsAllowed)
            foreach (ReceivedFile file in typed.Files) await sheet.Cabinet.Attachments.AddAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, Audience.Intake, file.Content, file.Name, stop);
        return ruling;
    }

    /// <summary>The page with the form on it.</summary>
    public static FormModel Model<T>(string title, string action, Field<T> fields, Sheet sheet, string? unreadable)
    {
        FieldView[] shown = [.. fields.Show(sheet, "")];
        return new FormModel(title)
        {
            Action = action, TakesFiles = true, Fields = shown, WrongTitle = "Something is missing", Wrong = [.. unreadable is null ? [] : new (string?, string)[] { (null, unreadable) }, .. FormModel.WrongOf(shown, sheet.AllWrong)],
        };
    }

    public static int Status(Sheet sheet, string? unreadable) => sheet.AllWrong.Count > 0 || unreadable is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
}
