using Palinode.Cases;
using Palinode.Server.Cases.Forms;

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
    };
}
