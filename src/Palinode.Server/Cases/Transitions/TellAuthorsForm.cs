using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The decision, and its wording.</summary>
internal static class TellAuthorsForm
{
    public static Transition Page { get; } = Transition.For(TellAuthors.Definition, "Tell the authors", Chapter.Decision, Form.Of(
        Ask.Many("parties", "Who is told", Offers.Authors),
        Ask.Several("acts", "As a notice may tell it", StatementFields.Act(AuthorsAct.Notified, AuthorsAct.HadChanceToRespond, AuthorsAct.Contacted)),
        Ask.SealedOrNone("letter", "Letter", help: "The decision and the wording of the notice."),
        (parties, acts, letter) => new TellAuthors(parties, acts, letter))) with
    {
        Letter = new LetterOf("letter", (c, _) => c.Authors.FirstOrDefault()?.Party ?? "", (_, _) => LetterKind.Decision)
        {
            PostAsync = async (sheet, request, stop) =>
            {
                foreach (string party in ((TellAuthors)request).Parties.Where(p => sheet.Case.Party(p) is not null)) await sheet.PostAsync(LetterKind.Decision, party, sheet.Typed.Text("letter"), stop);
                return request;
            },
        },
    };
}
