using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>A file by its hash, labelled in words of one's own.</summary>
internal static class AttachEvidenceForm
{
    public static Transition Page { get; } = Transition.For(AttachEvidence.Definition, "Attach evidence", Chapter.Evidence, Form.Of(
        Ask.Content("content", "The file"),
        Ask.Word<EvidenceKind>("kind", "What it is"),
        Ask.Line("label", "Label", "A few words of your own. Not the name of the file: names of files name people, and the label stays in the log."),
        Ask.OneOrNone("from", "From whom", Offers.Parties),
        (content, kind, label, from) => new AttachEvidence(content, kind, label, from)));
}
