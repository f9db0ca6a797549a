using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Somebody asks for a retraction, a correction, an inquiry.</summary>
internal static class RecordRequestForm
{
    public static Transition Page { get; } = Transition.For(RecordRequest.Definition, "Record a request", Chapter.Letters, Form.Of(
        StatementFields.Request,
        statement => new RecordRequest(statement))) with
    {
        Lead = "Authors who ask for a retraction themselves shorten the way to a decision.",
    };
}
