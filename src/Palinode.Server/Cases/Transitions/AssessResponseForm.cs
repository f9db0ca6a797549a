using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Whether the answer explains what was asked.</summary>
internal static class AssessResponseForm
{
    public static Transition Page { get; } = Transition.For(AssessResponse.Definition, "Judge the answer", Chapter.Letters, Form.Of(
        Ask.Word<ResponseJudgement>("judgement", "Does it explain what was asked?"),
        judgement => new AssessResponse(judgement))) with
    {
        NeedsReason = true,
    };
}
