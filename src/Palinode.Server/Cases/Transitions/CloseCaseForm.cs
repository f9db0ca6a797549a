using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The decision is carried out, and the raiser knows it.</summary>
internal static class CloseCaseForm
{
    public static Transition Page { get; } = Transition.For(CloseCase.Definition, "Close the case", Chapter.Decision, Form.Of(_ => new CloseCase()));
}
