using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Letters;

/// <summary>What came of posting a letter.</summary>
/// <param name="Way">For the event: sent by us, or saved for somebody to send.</param>
internal sealed record PostedLetter(Guid Id, LetterWay Way);

/// <summary>
/// Where letters are written: a draft from the journal's template for a person to look over, and the finished words into the outbox. A letter that is not to
/// the raiser is made from nothing that is theirs, and is refused when it names them.
/// </summary>
internal sealed class LetterDesk(LetterTemplates templates, Outbox outbox, IdentityVault vault, CaseDesk desk, MailSettings? mail, TimeProvider time)
{
    /// <summary>Fields of an identity that letters are addressed by.</summary>
    public const string NameField = "name", AddressField = "mail";

    /// <summary>The words of a letter as the template of the journal has them; a person changes and seals them.</summary>
    /// <param name="party">Who it is for; null for the raiser.</param>
    /// <param name="deadline">Of a reminder; otherwise the day follows from the journal's policy.</param>
    /// <param name="enclosed">A text that the letter quotes: a notice's wording.</param>
    /// <exception cref="InputException">There is no such party, a template is wrong, or its words charge or speak of motive.</exception>
    public async Task<string> DraftAsync(ActingTransaction transaction, OpenCase to, LetterKind kind, string? party, CancellationToken stop, CaseDeadline? deadline = null, string? enclosed = null)
    {
        RequireParty(to, kind, party);
        CasePolicy policy = await desk.PolicyAsync(transaction, to.Journal, stop);
        DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        DateOnly? answer = deadline?.Due ?? kind switch
        {
            LetterKind.AuthorQuery or LetterKind.CoAuthorQuery => today.AddDays(policy.AuthorDays),
            LetterKind.Institution => today.AddDays(policy.InstitutionDays),
            LetterKind.Expert => today.AddDays(policy.ExpertDays),
            LetterKind.Decision or LetterKind.NoticeWording => today.AddDays(policy.AppealDays),
            LetterKind.AuthorReminder or LetterKind.InstitutionReminder or LetterKind.ExpertReminder => to.Current.Deadlines.Where(d => !d.Met && LetterKinds.Awaited(to.Current, d) == party).Select(d => (DateOnly?)d.Due).FirstOrDefault(),
            _ => null,
        };
        Identity? recipient = await RecipientAsync(transaction, to, party, stop);
        string journal = await JournalAsync(transaction, to.Journal, stop);
        string text = templates.Render(to.Journal, kind, LetterFields.Of(to.Id, to.Current, journal, recipient?.Fields.GetValueOrDefault(NameField), answer, answer < today, enclosed));
        RequireNeutral(text, to.Current, journal, enclosed);
        return text;
    }

    /// <summary>Puts the finished words into the outbox, in the transaction of the event that keeps them. The caller commits.</summary>
    /// <returns>Null where no address is known: then the letter goes another way.</returns>
    /// <exception cref="InputException">Its words charge or speak of motive, or name the raiser to somebody else.</exception>
    public async Task<PostedLetter?> PostAsync(ActingTransaction transaction, OpenCase to, LetterKind kind, string? party, string text, CancellationToken stop)
    {
        RequireParty(to, kind, party);
        string journal = await JournalAsync(transaction, to.Journal, stop);
        RequireNeutral(text, to.Current, journal, null);
        if (party is not null) await RequireSilentAsync(transaction, to, text, stop);
        Identity? recipient = await RecipientAsync(transaction, to, party, stop);
        if (recipient?.Fields.GetValueOrDefault(AddressField)?.Trim() is not { Length: > 0 } address) return null;
        if (!MailSettings.IsAddress(address)) throw new InputException("The recipient's address is no e-mail address; correct it, or send the letter another way.");
        OutgoingLetter letter = new(address, recipient.Fields.GetValueOrDefault(NameField), journal, $"Reference {CaseNumber.Of(to.Id)}", text);
        TextAudience audience = party is null ? TextAudience.Intake : TextAudience.Case;
        Guid id = await outbox.PutAsync(transaction, to, audience, kind, party, letter, mail is null ? LetterState.Saved : LetterState.Waiting, stop);
        return new PostedLetter(id, mail is null ? LetterWay.SavedForSending : LetterWay.Sent);
    }

    private async Task<Identity?> RecipientAsync(ActingTransaction transaction, OpenCase to, string? party, CancellationToken stop) =>
        Guid.TryParse(party ?? to.Current.Concern.Raiser?.Value, out Guid id) ? await vault.OpenAsync(transaction, id, stop) : null;

    private static async Task<string> JournalAsync(ActingTransaction transaction, Guid journal, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT title FROM palinode.journal WHERE id = $1", r => r.GetString(0), stop, journal) is [var title] ? title : "the journal";

    private static void RequireParty(OpenCase to, LetterKind kind, string? party)
    {
        bool raiser = kind.IsForRaiser() || kind == LetterKind.AppealAnswer && party is null;
        if (raiser != party is null) throw new InputException(raiser ? "This letter is to the raiser alone." : "Say who the letter is for.");
        if (raiser ? to.Current.CanReachRaiser is false : to.Current.Party(party) is null) throw new InputException("There is nobody in the case whom this letter could be for.");
    }

    /// <summary>The titles of article and journal are names, and what a letter encloses has been through checks of its own.</summary>
    private static void RequireNeutral(string text, Case current, string journal, string? enclosed)
    {
        foreach (string? name in (string?[])[enclosed, current.Article?.Title, journal, CaseWords.NotAFinding])
            if (!string.IsNullOrEmpty(name)) text = text.Replace(name, "", StringComparison.Ordinal);
        if (CaseWords.FirstLoaded(text) is { } word) throw new InputException($"\"{word}\" charges or speaks of motive; say what was seen, and by whom.");
    }

    /// <summary>Whoever can know the raiser is kept from naming them; whoever cannot has nothing to name.</summary>
    private async Task RequireSilentAsync(ActingTransaction transaction, OpenCase to, string text, CancellationToken stop)
    {
        if (!Guid.TryParse(to.Current.Concern.Raiser?.Value, out Guid raiser) || await vault.OpenAsync(transaction, raiser, stop) is not { } identity) return;
        if (identity.Fields.Values.Any(v => v.Trim().Length > 2 && text.Contains(v.Trim(), StringComparison.OrdinalIgnoreCase))) throw new InputException("The letter names who raised the concern; only letters to them may.");
    }
}
