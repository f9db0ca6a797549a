using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Kept until it is sent.</summary>
internal static class DraftQueryForm
{
    public static Transition Page { get; } = Transition.For(DraftQuery.Definition, "Draft a letter to an author", Chapter.Letters, Form.Of(
        Ask.One("author", "To", Offers.Authors, none: "Add the author as a party of the case first."),
        Ask.Sealed("letter", "Letter", help: "Neutral words, no accusation: what was seen, where, and what is asked."),
        (author, letter) => new DraftQuery(author, letter))) with
    {
        When = c => c.Authors.Any(),
        Letter = new LetterOf("letter", (c, typed) => typed.Text("author") is { Length: > 0 } chosen ? chosen : c.Authors.OrderBy(a => a.Kind == PartyKind.CorrespondingAuthor ? 0 : 1).FirstOrDefault()?.Party ?? "",
            (c, typed) => c.Party(typed.Text("author")) is { Kind: PartyKind.Author } ? LetterKind.CoAuthorQuery : LetterKind.AuthorQuery),
    };
}
