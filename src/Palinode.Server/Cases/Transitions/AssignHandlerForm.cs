using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>One of the people who work for the journal.</summary>
internal static class AssignHandlerForm
{
    public static Transition Page { get; } = Transition.For(AssignHandler.Definition, "Assign the case", Chapter.Intake, Form.Of(
        Ask.One("person", "Who handles it", Offers.Colleagues),
        person => new AssignHandler(person)));
}
