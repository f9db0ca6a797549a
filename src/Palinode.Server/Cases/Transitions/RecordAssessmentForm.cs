using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Level, kind of duplication, effect on the conclusions.</summary>
internal static class RecordAssessmentForm
{
    public static Transition Page { get; } = Transition.For(RecordAssessment.Definition, "Record the assessment", Chapter.Evidence, Form.Of(
        Ask.Word<ConcernLevel>("level", "Level", "Minor: some panels, the conclusions do not hang on them. Major: key claims are touched. Clear: only an approver says so, once the case is decided."),
        Ask.WordOrNone<DuplicationType>("duplication", "Kind of duplication"),
        Ask.YesNo("conclusions", "Are the conclusions affected?"),
        (level, duplication, conclusions) => new RecordAssessment(level, duplication, conclusions)));
}
