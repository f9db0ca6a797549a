using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Erases something confidential, with all that hangs on it, and keeps that it was; the log goes on holding the commitment.</summary>
internal static class RecordErasureForm
{
    public static Transition Page { get; } = Transition.For(RecordErasure.Definition, "Erase something confidential", Chapter.Keeping, Form.Of(
        Ask.Word<ErasedThing>("thing", "What is erased"),
        Ask.LineOrNone("id", "Its id", "Of the party, text or evidence; nothing for the raiser."),
        Ask.Word<ErasureGround>("ground", "On what ground"),
        (thing, id, ground) => new RecordErasure(thing, ground, id))) with
    {
        Lead = "It cannot be undone. A party goes with letters to them, their answers and their files; the raiser with everything that is for intake alone.",
        NeedsReason = true,
    };
}
