using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Author, institution, expert, …: the name goes into the vault of identities, the log has a random id.</summary>
internal static class AddPartyForm
{
    public static Transition Page { get; } = Transition.For(AddParty.Definition, "Add a party", Chapter.Intake, Form.Of(
        Ask.Word<PartyKind>("kind", "What they are"),
        Ask.LineOrNone("name", "Name", "Kept apart from the log, encrypted, and erasable. Not needed for a journal or an office that has none."),
        Ask.LineOrNone("mail", "E-mail"),
        Ask.LineOrNone("affiliation", "Affiliation"),
        Ask.NumberOrNone("place", "Place in the byline", "Of an author, from 1."),
        AddAsync));

    private static async ValueTask<AddParty> AddAsync(Sheet sheet, PartyKind kind, string? name, string? mail, string? affiliation, int? place, CancellationToken stop)
    {
        Dictionary<string, string> fields = [];
        foreach ((string field, string? value) in ((string, string?)[])[(LetterDesk.NameField, name), (LetterDesk.AddressField, mail), ("affiliation", affiliation)])
            if (value is not null) fields[field] = value;
        if (fields.Count == 0) return new AddParty(Guid.NewGuid().ToString(), kind, place);
        SealedIdentity identity = await sheet.Cabinet.Identities.SealAsync(sheet.Transaction, sheet.Journal, IdentityKind.Author, fields, stop);
        return new AddParty(identity.Id.ToString(), kind, place, new ContentHash(identity.Commitment.ToString()));
    }
}
