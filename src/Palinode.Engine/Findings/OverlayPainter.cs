using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Findings;

/// <summary>
/// A figure with what was understood marked on it: lettered parts (dashed black), pictures (blue), strips (orange) with their lanes, charts
/// (grey), panels that would not be examined (crossed out), and a line under each label that was read: green for letters, orange for rows, blue for lanes.
/// </summary>
internal sealed class OverlayPainter(EvidencePainterOptions options)
{
    private static readonly (byte R, byte G, byte B) Black = (20, 20, 20), Blue = (0, 114, 178), Orange = (213, 94, 0), Grey = (120, 120, 120), Green = (0, 158, 115);

    /// <summary>
    /// What to show of a page: the figure and every label that was read for it, which may stand beside its graphics, with a margin, within the page.
    /// </summary>
    public Box FrameOf(SourceFigure figure, FigureLabels labels)
    {
        IEnumerable<Box> marked = [
            .. labels.Parts.SelectMany(p => (Box[])[p.Box, p.Letter.Box]),
            .. labels.Panels.SelectMany(p => p.Lanes.Select(l => l.Name).Append(p.Row)).OfType<Label>().Select(l => l.Box),
        ];
        FigureFrame page = FigureFrame.Of(figure);
        return page.ToBox(page.ToPoints(marked.Aggregate(figure.Box, (all, box) => all.Union(box))).Inflate(options.OverlayMargin));
    }

    /// <param name="figure">The figure.</param>
    /// <param name="panels">Its panels.</param>
    /// <param name="labels">What was read in it.</param>
    /// <param name="page">The page around and under the figure's graphics; null leaves it white.</param>
    public Raster Paint(SourceFigure figure, IReadOnlyList<Panel> panels, FigureLabels labels, Graphic? page)
    {
        Box frame = FrameOf(figure, labels);
        Raster picture = EvidencePainter.Compose(figure, frame, options.ContextWidth, page);
        Canvas canvas = new(picture.Pixels, picture.Width, picture.Height, frame);
        for (int i = 0; i < panels.Count; i++)
        {
            Panel panel = panels[i];
            var colour = panel.Class switch { PanelClass.Picture => Blue, PanelClass.Blot => Orange, _ => Grey };
            canvas.Frame(panel.Box, colour, 2, dashed: false);
            if (Coverage.WhyNot(panel) is not null && panel.Class is PanelClass.Picture or PanelClass.Blot) canvas.Cross(panel.Box, colour);
            foreach (Lane lane in labels.Panels[i].Lanes.Skip(1)) canvas.Upright(lane.X0, panel.Box.Y0, panel.Box.Y1, Blue);
            if (labels.Panels[i].Row is { } row) canvas.Underline(row.Box, Orange);
            foreach (Lane lane in labels.Panels[i].Lanes) if (lane.Name is { } name) canvas.Underline(name.Box, Blue);
        }
        foreach (LetteredPart part in labels.Parts)
        {
            canvas.Frame(part.Box, Black, 1, dashed: true);
            canvas.Frame(part.Letter.Box, Green, 2, dashed: false);
        }
        return picture;
    }

    private sealed class Canvas(byte[] pixels, int width, int height, Box frame)
    {
        private int X(double x) => (int)Math.Round((x - frame.X0) / frame.Width * width);

        private int Y(double y) => (int)Math.Round((y - frame.Y0) / frame.Height * height);

        public void Frame(Box box, (byte R, byte G, byte B) colour, int thickness, bool dashed)
        {
            int x0 = X(box.X0), y0 = Y(box.Y0), x1 = X(box.X1), y1 = Y(box.Y1);
            for (int t = 0; t < thickness; t++)
            {
                for (int x = x0; x <= x1; x++) if (!dashed || x / 5 % 2 == 0) { Dot(x, y0 + t, colour); Dot(x, y1 - t, colour); }
                for (int y = y0; y <= y1; y++) if (!dashed || y / 5 % 2 == 0) { Dot(x0 + t, y, colour); Dot(x1 - t, y, colour); }
            }
        }

        public void Cross(Box box, (byte R, byte G, byte B) colour)
        {
            int x0 = X(box.X0), y0 = Y(box.Y0), x1 = X(box.X1), y1 = Y(box.Y1), steps = Math.Max(1, Math.Max(x1 - x0, y1 - y0));
            for (int i = 0; i <= steps; i++)
            {
                int x = x0 + (x1 - x0) * i / steps, y = y0 + (y1 - y0) * i / steps;
                Dot(x, y, colour);
                Dot(x, y1 - (y - y0), colour);
            }
        }

        public void Upright(double at, double from, double to, (byte R, byte G, byte B) colour)
        {
            int x = X(at);
            for (int y = Y(from); y <= Y(to); y++) Dot(x, y, colour);
        }

        public void Underline(Box box, (byte R, byte G, byte B) colour)
        {
            int y = Y(box.Y1) + 1;
            for (int x = X(box.X0); x <= X(box.X1); x++) { Dot(x, y, colour); Dot(x, y + 1, colour); }
        }

        private void Dot(int x, int y, (byte R, byte G, byte B) colour)
        {
            if ((uint)x >= (uint)width || (uint)y >= (uint)height) return;
            int i = 3 * (y * width + x);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (colour.R, colour.G, colour.B);
        }
    }
}
