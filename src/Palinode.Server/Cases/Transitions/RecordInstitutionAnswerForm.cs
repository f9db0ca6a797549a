using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>What an institution says.</summary>
internal static class RecordInstitutionAnswerForm
{
    public static Transition Page { get; } = Transition.For(RecordInstitutionAnswer.Definition, "Record an institution's answer", Chapter.Letters, Form.Of(
        Ask.One("institution", "Institution", Offers.AskedInstitutions),
        Ask.Word<InstitutionResult>("result", "What it says"),
        Ask.GroupOrNone("statement", "As a notice may tell it", StatementFields.Investigation),
        Ask.SealedOrNone("letter", "The answer, word for word"),
        (institution, result, statement, letter) => new RecordInstitutionAnswer(institution, result, statement, letter))) with
    {
        When = c => !c.Institutions.IsEmpty,
    };
}
