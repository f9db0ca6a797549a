using Palinode.Engine.Ingest;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>A panel with its address and figure.</summary>
internal sealed record ContextPanel(Panel Panel, PanelLabels Labels, SourceFigure Figure)
{
    public string? Caption => Figure.Caption;

    /// <summary>"Figure 2A, row 1, column 3"; "this picture" where the figure has no number.</summary>
    public string Name
    {
        get
        {
            if (Panel.Figure is not { } figure) return "a picture without a figure number";
            string name = (figure.Any(char.IsWhiteSpace) ? figure : $"Figure {figure}") + Labels.Letter;
            if (Labels.Row is { } row) return $"{name}, {row.Text}";
            return Labels.Position is { } position ? $"{name}, {position}" : name;
        }
    }

    /// <summary>What the caption says of this panel's letter, or all of it where the panel has no letter or the caption no such part.</summary>
    public string? OwnCaption => Labels.Letter is [var letter, ..] && Figure.CaptionParts?.Of(letter) is { } part ? part : Caption;

    /// <summary>What the document prints within or just above the panel, in lower case.</summary>
    public IEnumerable<string> WordsNear()
    {
        Box box = Panel.Box;
        return Figure.Text.Where(t => t.Box.CentreX > box.X0 - 0.1 * box.Width && t.Box.CentreX < box.X1 + 0.1 * box.Width && t.Box.CentreY > box.Y0 - Math.Min(0.35 * box.Height, 0.04) && t.Box.CentreY < box.Y1)
            .Select(t => t.Text.Trim('(', ')', ',', '.', ':').ToLowerInvariant());
    }
}

/// <summary>A finding with all that a rule may look at.</summary>
/// <param name="Finding">As assembled; its A and B are those of the panels.</param>
/// <param name="A">The panel of the first place.</param>
/// <param name="B">The panel of the second place.</param>
/// <param name="InA">The first place in page fractions.</param>
/// <param name="InB">The second place in page fractions.</param>
/// <param name="PageBFromPageA">Page fractions of B from those of A.</param>
/// <param name="Siblings">All panels of both figures, the two included.</param>
internal sealed record ContextSubject(Finding Finding, ContextPanel A, ContextPanel B, Box InA, Box InB, AffineMap PageBFromPageA, IReadOnlyList<ContextPanel> Siblings)
{
    /// <summary>The same with A and B exchanged.</summary>
    public ContextSubject Swapped() => this with { A = B, B = A, InA = InB, InB = InA, PageBFromPageA = PageBFromPageA.Inverse() };

    public bool SameDocument => A.Panel.Document == B.Panel.Document;

    /// <summary>One figure of one document, over two pages or not.</summary>
    public bool SameFigure => SameDocument && (ReferenceEquals(A.Figure, B.Figure) || A.Panel.Figure is not null && A.Panel.Figure == B.Panel.Figure);

    public bool SamePanel => ReferenceEquals(A.Panel, B.Panel);

    /// <summary>Both lettered alike, or neither lettered.</summary>
    public bool SameLetter => SameFigure && A.Labels.Letter == B.Labels.Letter;

    /// <summary>Fractions of B's panel from fractions of A's panel.</summary>
    public AffineMap PanelBFromPanelA => OfBox(B.Panel.Box).Inverse().After(PageBFromPageA).After(OfBox(A.Panel.Box));

    /// <summary>How much larger B is printed than A, on pages of one size.</summary>
    public double PrintedScale => Math.Sqrt(Math.Abs(PageBFromPageA.Determinant));

    public bool IsUnturned(double most) => Finding.BFromA.Flip == Flip.None && Math.Min(Finding.BFromA.Rotation, 360 - Finding.BFromA.Rotation) <= most;

    /// <summary>Furthest way of a corner between its places in the two panels, in sides of the panel.</summary>
    public double MovesBy
    {
        get
        {
            AffineMap map = PanelBFromPanelA;
            return new[] { (X: 0.0, Y: 0.0), (1, 0), (0, 1), (1, 1) }.Max(c =>
            {
                (double x, double y) = map.Apply(c.X, c.Y);
                return Math.Max(Math.Abs(x - c.X), Math.Abs(y - c.Y));
            });
        }
    }

    /// <summary>Whether two panels stand in one row or one column and are of one size.</summary>
    public static bool InLine(Panel one, Panel other)
    {
        if (one.Page != other.Page) return false;
        Box a = one.Box, b = other.Box;
        double across = Math.Min(a.X1, b.X1) - Math.Max(a.X0, b.X0), down = Math.Min(a.Y1, b.Y1) - Math.Max(a.Y0, b.Y0);
        return Alike(a.Width, b.Width) && Alike(a.Height, b.Height) && (down > 0.8 * Math.Min(a.Height, b.Height) || across > 0.8 * Math.Min(a.Width, b.Width));

        static bool Alike(double x, double y) => Math.Min(x, y) > 0.85 * Math.Max(x, y);
    }

    /// <summary>Whether two panels stand in one row or column, or were printed at exactly one size: an overlay may stand below the middle of its channels.</summary>
    public static bool OneSet(Panel one, Panel other) =>
        InLine(one, other) || (one.Page == other.Page && Equal(one.Box.Width, other.Box.Width) && Equal(one.Box.Height, other.Box.Height));

    private static bool Equal(double x, double y) => Math.Min(x, y) > 0.97 * Math.Max(x, y);

    private static AffineMap OfBox(Box box) => new(box.Width, 0, box.X0, 0, box.Height, box.Y0);
}

/// <summary>What a finding may be, with the facts that say so.</summary>
internal sealed record ContextNote(ContextKind Kind, string Sentence);
