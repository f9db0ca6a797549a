using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>
/// Recursive XY-cut (Nagy and Seth 1984) of a block of pictures. Instead of empty rows it looks for straight lines through the whole
/// block: paper, a bright ridge (a gap of a pixel, smeared by JPEG), a black gap between pictures that are not black, or a thin dark line
/// shared by two frames.
/// </summary>
internal sealed class GapCut(FigurePlane plane, PanelOptions options)
{
    private const int DeepestCut = 8;

    public List<PixelRect> Cut(PixelRect block)
    {
        List<PixelRect> pieces = [];
        Cut(block, pieces, 0);
        return pieces;
    }

    private void Cut(PixelRect block, List<PixelRect> pieces, int depth)
    {
        block = TrimPaper(block);
        if (block.Width < 4 || block.Height < 4) return;
        if (depth < DeepestCut)
        {
            List<(int From, int To)> across = Gaps(block, rows: true), down = Gaps(block, rows: false);
            // The direction with more gaps first: grids fall apart in two steps, whichever it is.
            if (across.Count > 0 && across.Count >= down.Count)
            {
                foreach ((int a, int b) in Between(across, block.Y0, block.Y1)) Cut(new PixelRect(block.X0, a, block.X1, b), pieces, depth + 1);
                return;
            }
            if (down.Count > 0)
            {
                foreach ((int a, int b) in Between(down, block.X0, block.X1)) Cut(new PixelRect(a, block.Y0, b, block.Y1), pieces, depth + 1);
                return;
            }
        }
        pieces.Add(block);
    }

    private static IEnumerable<(int, int)> Between(List<(int From, int To)> gaps, int start, int end)
    {
        foreach ((int from, int to) in gaps)
        {
            if (from > start) yield return (start, from);
            start = to;
        }
        if (end > start) yield return (start, end);
    }

    private PixelRect TrimPaper(PixelRect r)
    {
        (int x0, int y0, int x1, int y1) = (r.X0, r.Y0, r.X1, r.Y1);
        // A frame around blank membrane is no paper: its sides would be.
        while (y1 - y0 > 4 && PaperShare(y0, x0, x1, true) > 0.9) y0++;
        while (y1 - y0 > 4 && PaperShare(y1 - 1, x0, x1, true) > 0.9) y1--;
        while (x1 - x0 > 4 && PaperShare(x0, y0, y1, false) > 0.9) x0++;
        while (x1 - x0 > 4 && PaperShare(x1 - 1, y0, y1, false) > 0.9) x1--;
        return new PixelRect(x0, y0, x1, y1);
    }

    private double PaperShare(int line, int from, int to, bool row)
    {
        int n = 0;
        for (int i = from; i < to; i++)
            if (plane.Distance[row ? line * plane.Width + i : i * plane.Width + line] <= options.PaperTolerance / 2) n++;
        return (double)n / (to - from);
    }

    /// <summary>Gaps strictly inside the block, in order, as [from, to) along the cutting axis.</summary>
    private List<(int From, int To)> Gaps(PixelRect block, bool rows)
    {
        int start = rows ? block.Y0 : block.X0, count = rows ? block.Height : block.Width;
        int least = plane.Points(options.SmallestPicturePoints) * 3 / 4;
        if (count < 2 * least) return [];
        LineProfile[] lines = Profiles(block, rows);
        // Black lines part pictures; in a drawing they are axes and quadrants.
        bool drawing = lines.Average(l => l.Paper) > 0.3;
        // Across a strip of a blot, white between two lanes is no gap unless the lanes end in a step.
        bool mayBeLanes = !rows && block.Width > 1.9 * block.Height && block.Height < plane.Points(60);
        List<(int, int)> gaps = [];
        int last = 0;
        for (int i = 1; i < count - 1;)
        {
            int length = GapAt(lines, i, drawing);
            if (length == 0 || i + length >= count) { i++; continue; }
            if (i - last >= least && count - (i + length) >= least && IsOpen(block, rows, start + i, start + i + length)
                && (!mayBeLanes || lines[i].BrightLine >= 0.94 || Rises(block, rows, start + i, -1) && Rises(block, rows, start + i + length - 1, 1)))
            { gaps.Add((start + i, start + i + length)); last = i + length; }
            i += length;
        }
        return gaps;
    }

    /// <summary>Pictures begin in a step beside a gap; between lanes, or around cells, blank ground passes slowly into signal.</summary>
    /// <param name="block">The block that the gap crosses.</param>
    /// <param name="rows">Whether the gap is level.</param>
    /// <param name="edge">Outermost line of the gap on the side in question.</param>
    /// <param name="towards">+1 or −1: where the picture lies.</param>
    private bool Rises(PixelRect block, bool rows, int edge, int towards)
    {
        (int a, int b) = rows ? (block.X0, block.X1) : (block.Y0, block.Y1);
        int limit = rows ? plane.Height : plane.Width, beyond = Math.Clamp(edge + 2 * towards, 0, limit - 1), steps = 0;
        for (int i = a; i < b; i++)
        {
            int inside = rows ? edge * plane.Width + i : i * plane.Width + edge, outside = rows ? beyond * plane.Width + i : i * plane.Width + beyond;
            if (Math.Abs(plane.Distance[inside] - plane.Distance[outside]) > 14) steps++;
        }
        return steps >= 0.5 * (b - a);
    }

    /// <summary>A gap runs out of the block at both ends; blank space inside a frame does not.</summary>
    private bool IsOpen(PixelRect block, bool rows, int from, int to)
    {
        (int a, int b) = rows ? (block.X0, block.X1) : (block.Y0, block.Y1);
        if (plane.Gray[rows ? from * plane.Width + (a + b) / 2 : (a + b) / 2 * plane.Width + from] < 40) return true;
        if (to - from == 1) return true;
        return End(a, a + 3) && End(b - 3, b);

        bool End(int first, int last)
        {
            // One line of ink closes the gap.
            for (int i = first; i < last; i++)
            {
                int paper = 0;
                for (int line = from; line < to; line++)
                    if (plane.Distance[rows ? line * plane.Width + i : i * plane.Width + line] <= 60) paper++;
                if (paper < 0.6 * (to - from)) return false;
            }
            return true;
        }
    }

    /// <summary>Length of the gap that begins at line i, or 0.</summary>
    private int GapAt(LineProfile[] lines, int i, bool drawing)
    {
        int Run(Func<LineProfile, bool> fits)
        {
            int j = i;
            while (j < lines.Length && fits(lines[j])) j++;
            return j - i;
        }
        LineProfile Near(int at) => lines[Math.Clamp(at, 0, lines.Length - 1)];

        int paper = Run(l => l.Paper >= options.GapShare);
        if (paper > 0)
        {
            // The pictures beside a gap begin at once; blank membrane or glass inside a picture thins out gradually.
            double left = Math.Min(Near(i - 1).Paper, Math.Min(Near(i - 2).Paper, Near(i - 3).Paper));
            double right = Math.Min(Near(i + paper).Paper, Math.Min(Near(i + paper + 1).Paper, Near(i + paper + 2).Paper));
            if (Math.Max(left, right) < 0.75 || Stands(lines, i, paper)) return paper;
        }
        // A narrow gap that JPEG has soiled: not quite paper, but even, light, and bounded by steps.
        int soiled = Run(l => l.Light >= options.GapShare && l.Spread < 10);
        if (soiled > 0 && soiled <= plane.Points(6) && (Stands(lines, i, soiled) ||
            Math.Min(Near(i - 1).Light, Near(i - 2).Light) < 0.7 && Math.Min(Near(i + soiled).Light, Near(i + soiled + 1).Light) < 0.7)) return soiled;
        if (!drawing && lines[i].BrightLine >= 0.94) return 1;
        if (!drawing && lines[i].DarkLine >= 0.94)
        {
            // The frame of one picture beside a gap is no shared line.
            bool gapBeside = false;
            for (int k = -4; k <= 4; k++) gapBeside |= Near(i + k).BrightLine >= 0.94 || Near(i + k).Light >= options.GapShare;
            if (!gapBeside) return 1;
        }
        if (lines[i].Ridge >= 0.9 && lines[i].NearPaper >= 0.9) return 1;
        int black = Run(l => l.Black >= 0.99 && l.Mean < 14);
        if (!drawing && black > 0 && black <= plane.Points(8))
        {
            double left = Math.Min(Near(i - 1).Black, Math.Min(Near(i - 2).Black, Near(i - 3).Black));
            double right = Math.Min(Near(i + black).Black, Math.Min(Near(i + black + 1).Black, Near(i + black + 2).Black));
            if (Math.Max(left, right) < 0.6) return black;
            // Between black-ground pictures: the gap is perfectly even, the pictures' ground has grain.
            bool even = true;
            for (int j = i; j < i + black; j++) even &= lines[j].Spread < 0.7 && lines[j].Mean < 4;
            if (even && Near(i - 2).Spread > 2 && Near(i + black + 1).Spread > 2) return black;
        }
        return 0;
    }

    /// <summary>An even line between lines full of contrast: a gap beside tissue whose glass is as white as the page.</summary>
    private static bool Stands(LineProfile[] lines, int i, int length)
    {
        if (i < 2 || i + length + 1 >= lines.Length) return false;
        double inside = 0;
        for (int j = i; j < i + length; j++) inside = Math.Max(inside, lines[j].Spread);
        double limit = 15 + 3 * inside;
        return Math.Max(lines[i - 1].Spread, lines[i - 2].Spread) > limit && Math.Max(lines[i + length].Spread, lines[i + length + 1].Spread) > limit;
    }

    /// <summary>What a row or column of the block looks like.</summary>
    /// <param name="Paper">Share of pixels that are paper.</param>
    /// <param name="Light">Share within 40 of paper.</param>
    /// <param name="NearPaper">Share within 60 of paper.</param>
    /// <param name="Ridge">Share that is nearer to paper by 10 than both pixels two steps beside it.</param>
    /// <param name="BrightLine">Share that is lighter by 40 than a pixel one or two steps to either side: a gap between two frames.</param>
    /// <param name="DarkLine">Share that is darker by 50 than the pixels two or three steps to either side: a line shared by two frames.</param>
    /// <param name="Black">Share darker than 30.</param>
    /// <param name="Mean">Mean brightness.</param>
    /// <param name="Spread">Standard deviation of brightness.</param>
    private readonly record struct LineProfile(double Paper, double Light, double NearPaper, double Ridge, double BrightLine, double DarkLine, double Black, double Mean, double Spread);

    private LineProfile[] Profiles(PixelRect block, bool rows)
    {
        int count = rows ? block.Height : block.Width, length = rows ? block.Width : block.Height;
        int[] paper = new int[count], light = new int[count], nearPaper = new int[count], ridge = new int[count], bright = new int[count], dark = new int[count], black = new int[count];
        long[] sum = new long[count], squares = new long[count];
        int side = rows ? 2 * plane.Width : 2;
        for (int y = block.Y0; y < block.Y1; y++)
        {
            for (int x = block.X0; x < block.X1; x++)
            {
                int i = y * plane.Width + x, line = rows ? y - block.Y0 : x - block.X0;
                int d = plane.Distance[i], g = plane.Gray[i];
                // A tolerance of twice the usual: a gap between dark pictures is never quite clean.
                if (d <= 2 * options.PaperTolerance) paper[line]++;
                if (d <= 40) light[line]++;
                if (d <= 60) nearPaper[line]++;
                if (g < 30) black[line]++;
                sum[line] += g;
                squares[line] += g * g;
                if (line >= 2 && line < count - 2 && plane.Distance[i - side] >= d + 10 && plane.Distance[i + side] >= d + 10) ridge[line]++;
                if (line >= 3 && line < count - 3)
                {
                    int one = side / 2;
                    if (Math.Min(plane.Gray[i - one], plane.Gray[i - side]) <= g - 40 && Math.Min(plane.Gray[i + one], plane.Gray[i + side]) <= g - 40) bright[line]++;
                    if (Math.Max(plane.Gray[i - side], plane.Gray[i - side - one]) >= g + 50 && Math.Max(plane.Gray[i + side], plane.Gray[i + side + one]) >= g + 50) dark[line]++;
                }
            }
        }
        var profiles = new LineProfile[count];
        for (int k = 0; k < count; k++)
        {
            double mean = (double)sum[k] / length;
            profiles[k] = new LineProfile((double)paper[k] / length, (double)light[k] / length, (double)nearPaper[k] / length, (double)ridge[k] / length, (double)bright[k] / length, (double)dark[k] / length, (double)black[k] / length,
                mean, Math.Sqrt(Math.Max(0, (double)squares[k] / length - mean * mean)));
        }
        return profiles;
    }
}
