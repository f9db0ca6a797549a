using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>What the expert says.</summary>
internal static class RecordOpinionForm
{
    public static Transition Page { get; } = Transition.For(RecordOpinion.Definition, "Record an expert's opinion", Chapter.Evidence, Form.Of(
        Ask.One("consultation", "Question", Offers.Consultations),
        Ask.SealedOrNone("opinion", "What the expert says"),
        (consultation, opinion) => new RecordOpinion(consultation, opinion))) with
    {
        When = c => c.Consultations.Any(x => x.Status == ConsultationStatus.Asked),
    };
}
