using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>Both panels look drawn, not recorded: parts of a drawing are often drawn once and used again.</summary>
internal sealed class DrawingRule(ContextOptions options)
{
    public ContextNote? Read(ContextSubject s) => s.A.Panel.IsDrawn(options.DrawnFrom) && s.B.Panel.IsDrawn(options.DrawnFrom)
        ? new ContextNote(ContextKind.Drawing, $"Both places appear to be drawings, whose parts are often used more than once: {s.A.Name} and {s.B.Name}.")
        : null;
}
