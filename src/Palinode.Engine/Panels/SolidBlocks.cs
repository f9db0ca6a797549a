using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>
/// Rectangles of the figure that are filled with something other than paper, after letters and thin lines are taken off. Each connected
/// block is trimmed to its rectangle, cut along gaps, and kept where it fills its rectangle.
/// </summary>
internal sealed class SolidBlocks(FigurePlane plane, PrintedMarks marks, PanelOptions options)
{
    // A picture with white parts still covers most of its rectangle once holes are closed; axes, curves and text cover little.
    private const double LeastFill = 0.6;

    public List<PixelRect> Find()
    {
        byte[] solid = SolidMask();
        List<PixelRect> found = [];
        Component[] components = RasterOperations.Components(solid, plane.Width, plane.Height, out int[] labels);
        for (int i = 0; i < components.Length; i++)
        {
            PixelRect box = components[i].Bounds;
            if (!LargeEnough(box) || marks.AxisAreas.Any(a => a.Inflate(4).Intersect(box).Area > 0.6 * box.Area)) continue;
            Split(components[i].Bounds, labels, i + 1, found, 0);
        }
        return found;
    }

    private bool LargeEnough(PixelRect r) =>
        Math.Min(r.Width, r.Height) >= plane.Points(options.SmallestPicturePoints) && Math.Max(r.Width, r.Height) >= plane.Points(options.SmallestPictureLengthPoints);

    private byte[] SolidMask()
    {
        byte[] mask = new byte[plane.Distance.Length];
        for (int i = 0; i < mask.Length; i++) mask[i] = plane.Distance[i] > options.PaperTolerance ? (byte)1 : (byte)0;
        foreach (PixelRect letter in marks.Letters)
        {
            Paint(mask, letter.Inflate(2).ClipTo(plane.Width, plane.Height), 0);
        }
        foreach (PixelRect frame in marks.Frames)
            if (frame.Area < 0.35 * plane.Whole.Area) Paint(mask, frame, 1);
        mask = Morphology.Close(mask, plane.Width, plane.Height, 1);
        return Morphology.Open(mask, plane.Width, plane.Height, Math.Max(1, plane.Points(1.0)));
    }

    private void Paint(byte[] mask, PixelRect r, byte value)
    {
        for (int y = r.Y0; y < r.Y1; y++) mask.AsSpan(y * plane.Width + r.X0, r.Width).Fill(value);
    }

    private void Split(PixelRect rect, int[] labels, int label, List<PixelRect> found, int depth)
    {
        rect = Trim(rect, labels, label);
        if (!LargeEnough(rect)) return;
        if (Fill(rect, labels, label) >= LeastFill)
        {
            found.AddRange(new GapCut(plane, options).Cut(rect).Where(LargeEnough));
            return;
        }
        if (depth >= 12) return;
        foreach (PixelRect part in EmptyCuts(rect, labels, label)) Split(part, labels, label, found, depth + 1);
    }

    /// <summary>Takes off sides that the block hardly reaches: remains of labels, arrows, ringing.</summary>
    private PixelRect Trim(PixelRect r, int[] labels, int label)
    {
        const double Least = 0.25;
        (int x0, int y0, int x1, int y1) = (r.X0, r.Y0, r.X1, r.Y1);
        bool changed = true;
        while (changed && x1 - x0 > 2 && y1 - y0 > 2)
        {
            changed = false;
            if (Row(y0, x0, x1) < Least) { y0++; changed = true; }
            if (Row(y1 - 1, x0, x1) < Least) { y1--; changed = true; }
            if (Column(x0, y0, y1) < Least) { x0++; changed = true; }
            if (Column(x1 - 1, y0, y1) < Least) { x1--; changed = true; }
        }
        return new PixelRect(x0, y0, x1, y1);

        double Row(int y, int a, int b)
        {
            int n = 0;
            for (int x = a; x < b; x++) if (labels[y * plane.Width + x] == label) n++;
            return (double)n / (b - a);
        }
        double Column(int x, int a, int b)
        {
            int n = 0;
            for (int y = a; y < b; y++) if (labels[y * plane.Width + x] == label) n++;
            return (double)n / (b - a);
        }
    }

    /// <summary>
    /// Share of the rectangle that the block covers, counting what it encloses between its first and last pixel of a row, or of a
    /// column, whichever is less.
    /// </summary>
    private double Fill(PixelRect r, int[] labels, int label)
    {
        long across = 0, down = 0;
        for (int y = r.Y0; y < r.Y1; y++)
        {
            int a = r.X0, b = r.X1 - 1;
            while (a < r.X1 && labels[y * plane.Width + a] != label) a++;
            while (b > a && labels[y * plane.Width + b] != label) b--;
            if (a <= b) across += b - a + 1;
        }
        for (int x = r.X0; x < r.X1; x++)
        {
            int a = r.Y0, b = r.Y1 - 1;
            while (a < r.Y1 && labels[a * plane.Width + x] != label) a++;
            while (b > a && labels[b * plane.Width + x] != label) b--;
            if (a <= b) down += b - a + 1;
        }
        long own = 0;
        for (int y = r.Y0; y < r.Y1; y++)
            for (int x = r.X0; x < r.X1; x++) if (labels[y * plane.Width + x] == label) own++;
        double area = r.Area;
        // Enclosed paper counts half: an L of tiles encloses much, a picture with holes little.
        return (0.5 * Math.Min(across, down) + 0.5 * own) / area;
    }

    /// <summary>Parts between rows or columns that the block leaves (almost) empty; nothing where there are none.</summary>
    private List<PixelRect> EmptyCuts(PixelRect r, int[] labels, int label)
    {
        const double Empty = 0.06;
        List<PixelRect> parts = [];
        double[] rows = new double[r.Height], columns = new double[r.Width];
        for (int y = r.Y0; y < r.Y1; y++)
            for (int x = r.X0; x < r.X1; x++)
                if (labels[y * plane.Width + x] == label) { rows[y - r.Y0] += 1.0 / r.Width; columns[x - r.X0] += 1.0 / r.Height; }
        foreach ((int a, int b) in RunsAbove(rows, Empty)) parts.Add(new PixelRect(r.X0, r.Y0 + a, r.X1, r.Y0 + b));
        if (parts.Count >= 2) return parts;
        parts.Clear();
        foreach ((int a, int b) in RunsAbove(columns, Empty)) parts.Add(new PixelRect(r.X0 + a, r.Y0, r.X0 + b, r.Y1));
        if (parts.Count >= 2) return parts;
        // An L or a staircase: cut where the profile jumps most.
        int jumpY = LargestJump(rows), jumpX = LargestJump(columns);
        double dy = jumpY > 0 ? Math.Abs(rows[jumpY] - rows[jumpY - 1]) : 0, dx = jumpX > 0 ? Math.Abs(columns[jumpX] - columns[jumpX - 1]) : 0;
        if (Math.Max(dx, dy) < 0.25) return [];
        return dy >= dx
            ? [new PixelRect(r.X0, r.Y0, r.X1, r.Y0 + jumpY), new PixelRect(r.X0, r.Y0 + jumpY, r.X1, r.Y1)]
            : [new PixelRect(r.X0, r.Y0, r.X0 + jumpX, r.Y1), new PixelRect(r.X0 + jumpX, r.Y0, r.X1, r.Y1)];
    }

    private static int LargestJump(double[] profile)
    {
        int best = 0;
        double most = 0;
        for (int i = 1; i < profile.Length; i++)
        {
            double jump = Math.Abs(profile[i] - profile[i - 1]);
            if (jump > most) (best, most) = (i, jump);
        }
        return best;
    }

    internal static IEnumerable<(int From, int To)> RunsAbove(double[] profile, double limit)
    {
        int start = -1;
        for (int i = 0; i <= profile.Length; i++)
        {
            bool above = i < profile.Length && profile[i] > limit;
            if (above && start < 0) start = i;
            if (!above && start >= 0) { yield return (start, i); start = -1; }
        }
    }
}
