using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Keeps that something confidential was erased; the log goes on holding the commitment.</summary>
internal static class RecordErasureForm
{
    public static Transition Page { get; } = Transition.For(RecordErasure.Definition, "Record an erasure", Chapter.Keeping, Form.Of(
        Ask.Word<ErasedThing>("thing", "What is erased"),
        Ask.LineOrNone("id", "Its id", "Of the party, text or evidence; nothing for the raiser."),
        Ask.Word<ErasureGround>("ground", "On what ground"),
        (thing, id, ground) => new RecordErasure(thing, ground, id))) with
    {
        NeedsReason = true,
    };
}
