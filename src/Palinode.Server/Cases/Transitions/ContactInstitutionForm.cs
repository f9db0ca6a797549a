using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Asks an institution to look into it.</summary>
internal static class ContactInstitutionForm
{
    public static Transition Page { get; } = Transition.For(ContactInstitution.Definition, "Contact an institution", Chapter.Letters, Form.Of(
        Ask.One("institution", "Institution", Offers.Institutions, none: "Add the institution as a party of the case first."),
        Ask.SealedOrNone("letter", "Letter"),
        Ask.Tick("before", "Before the authors are asked", "On purpose only, so that evidence is kept."),
        (institution, letter, before) => new ContactInstitution(institution, letter, before))) with
    {
        When = c => c.Parties.Any(p => p.Kind == PartyKind.Institution),
        Letter = LetterOf.ToParty("letter", "institution", LetterKind.Institution, c => c.Parties.Where(p => p.Kind == PartyKind.Institution)),
    };
}
