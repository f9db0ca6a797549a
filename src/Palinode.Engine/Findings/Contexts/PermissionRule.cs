using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>Two documents, and a caption of one says that its figure is reproduced or adapted.</summary>
internal sealed class PermissionRule(ContextOptions options)
{
    public ContextNote? Read(ContextSubject s) => s.SameDocument ? null : Says(s.A) ?? Says(s.B);

    private ContextNote? Says(ContextPanel panel)
    {
        CaptionSentence? said = CaptionSentence.All(panel).FirstOrDefault(c => CaptionWords.Permission().IsMatch(c.Text) && c.IsAbout(panel));
        return said is null ? null : new ContextNote(ContextKind.Reproduced, $"This is possibly a reproduced figure: the caption of {(panel.Panel.Figure is { } number ? $"Figure {number}" : "one")} in {panel.Panel.Document} says “{CaptionWords.Quote(said.Text, options.MostQuoted)}”.");
    }
}
