using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Has attached documents screened, against each other and in themselves.</summary>
internal static class RequestScreeningForm
{
    public static Transition Page { get; } = Transition.For(RequestScreening.Definition, "Request a screening", Chapter.Evidence, Form.Of(
        Ask.Many("documents", "What is screened", Offers.Documents, "Attach a document before it is screened."),
        documents => new RequestScreening(Guid.NewGuid().ToString(), [.. documents.Select(d => new ContentHash(d))]))) with
    {
        When = c => !c.Evidence.IsEmpty,
        ForScreening = true,
    };
}
