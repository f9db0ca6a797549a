using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Asks somebody who knows the method.</summary>
internal static class ConsultExpertForm
{
    public static Transition Page { get; } = Transition.For(ConsultExpert.Definition, "Consult an expert", Chapter.Evidence, Form.Of(
        Ask.One("expert", "Expert", Offers.Experts, none: "Add the expert as a party of the case first."),
        Ask.SealedOrNone("question", "The question"),
        (expert, question) => new ConsultExpert(expert, question))) with
    {
        When = c => c.Parties.Any(p => p.Kind == PartyKind.Expert),
        Letter = LetterOf.ToParty("question", "expert", LetterKind.Expert, c => c.Parties.Where(p => p.Kind == PartyKind.Expert)),
    };
}
