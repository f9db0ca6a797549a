using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Whether the data bear the figure out.</summary>
internal static class AssessOriginalDataForm
{
    public static Transition Page { get; } = Transition.For(AssessOriginalData.Definition, "Judge original data", Chapter.Letters, Form.Of(
        Ask.One("item", "The data", Offers.OriginalData),
        Ask.Word<OriginalDataJudgement>("judgement", "Do they bear the figure out?"),
        (item, judgement) => new AssessOriginalData(item, judgement))) with
    {
        NeedsReason = true,
        When = c => !c.OriginalData.IsEmpty,
    };
}
