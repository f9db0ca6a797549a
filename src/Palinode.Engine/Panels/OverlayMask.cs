using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>
/// What was drawn over a picture: letters, scale bars, arrows, outlines, frames. Drawn strokes are of one extreme tone, end in a hard edge
/// and are thin; nuclei and bands fade out and are thick. In doubt nothing is masked: a mask over content costs more than an arrow left in.
/// </summary>
internal sealed class OverlayMask
{
    // A stroke's edge passes within three pixels; bright nuclei and saturated bands take longer.
    private const int EdgeReach = 3;
    private const int EdgeStep = 70;
    private const double HardShare = 0.8;

    // JPEG keeps colour at half resolution.
    private const double HardColourShare = 0.65;

    // A stroke is several times as long as it is wide; a round nucleus measures 2.5 on this scale.
    private const double LeastElongation = 4.5;

    private readonly Raster _picture;
    private readonly byte[] _gray;
    private readonly int _width, _height;
    private readonly PanelOptions _options;
    private readonly byte[] _mask;

    private OverlayMask(Raster picture, PanelOptions options)
    {
        (_picture, _options, _width, _height) = (picture, options, picture.Width, picture.Height);
        _gray = picture.ToGray().Pixels;
        _mask = new byte[_width * _height];
    }

    /// <summary>One byte a pixel, 255 where something was drawn.</summary>
    public static byte[] Find(Raster picture, PanelClass kind, PanelOptions options)
    {
        OverlayMask overlay = new(picture, options);
        // Bands are dark, thin and sometimes hard-edged: on blots only frames are believed.
        if (kind == PanelClass.Picture) overlay.Strokes();
        overlay.Frames();
        return overlay._mask;
    }

    private void Strokes()
    {
        byte[] drawn = new byte[_mask.Length];
        byte[] white = new byte[_mask.Length], black = new byte[_mask.Length], colour = new byte[_mask.Length];
        int vivid = 0;
        long chroma = 0, brightness = 0;
        for (int i = 0; i < _gray.Length; i++)
        {
            (int low, int high) = Range(i);
            chroma += high - low;
            brightness += high;
            if (low >= 210) white[i] = 1;
            if (high <= 55) black[i] = 1;
            if (high - low >= 110 && high >= 190) { colour[i] = 1; vivid++; }
        }
        Collect(white, 255, drawn);
        Collect(black, 0, drawn);
        // In a stained or tinted picture vivid colour is content.
        if (vivid < 0.02 * _gray.Length && chroma < 0.4 * brightness) Collect(colour, -1, drawn);
        int total = drawn.Count(b => b != 0);
        if (total > _options.LargestOverlayShare * drawn.Length) return;
        byte[] spread = Morphology.Spread(drawn, _width, _height, Math.Clamp(Math.Min(_width, _height) / 150, 1, 3));
        for (int i = 0; i < _mask.Length; i++) if (spread[i] != 0) _mask[i] = 255;
    }

    private (int Low, int High) Range(int i)
    {
        if (_picture.Channels == 1) return (_gray[i], _gray[i]);
        byte[] p = _picture.Pixels;
        int a = p[3 * i], b = p[3 * i + 1], c = p[3 * i + 2];
        return (Math.Min(a, Math.Min(b, c)), Math.Max(a, Math.Max(b, c)));
    }

    /// <summary>Adds the components of a tone that look drawn.</summary>
    /// <param name="tone">1 where a pixel has the tone.</param>
    /// <param name="value">The tone's own grey value, or −1 for colours.</param>
    /// <param name="drawn">Receives the accepted components.</param>
    private void Collect(byte[] tone, int value, byte[] drawn)
    {
        Component[] components = RasterOperations.Components(tone, _width, _height, out int[] labels);
        // A picture full of specks of this tone is grainy, not written on.
        const int MostMarks = 40;
        List<int> marks = [], bars = [];
        for (int k = 0; k < components.Length; k++)
        {
            Component c = components[k];
            int longest = Math.Max(c.Bounds.Width, c.Bounds.Height), shortest = Math.Min(c.Bounds.Width, c.Bounds.Height);
            if (c.Area < 6 || longest < Math.Max(5, Math.Min(_width, _height) / 50) || c.Area > 0.05 * _mask.Length) continue;
            Stroke s = Measure(labels, k + 1, c.Bounds, value);
            if (s.Hard < (value < 0 ? HardColourShare : HardShare)) continue;
            bool bar = longest >= 3.5 * shortest && c.Area >= 0.85 * c.Bounds.Area && longest > 0.05 * _width;
            if (bar && s.Pure >= 0.5) bars.Add(k);
            else if (s.Pure >= 0.3 && longest >= LeastElongation * s.Thickness && s.Thickness <= Math.Max(3.0, 0.022 * Math.Min(_width, _height))) marks.Add(k);
        }
        // Nor one in which much else has the tone: glass between tissue, stained cells.
        double written = bars.Concat(marks).Sum(k => (double)components[k].Area), all = components.Sum(c => (double)c.Area);
        if (marks.Count > MostMarks || all - written > 0.02 * _mask.Length) marks.Clear();
        HashSet<int> accepted = [.. marks, .. bars];
        if (accepted.Count == 0) return;
        for (int i = 0; i < labels.Length; i++) if (labels[i] > 0 && accepted.Contains(labels[i] - 1)) drawn[i] = 1;
    }

    /// <param name="Hard">Share of the outline beyond which the picture is of a clearly different brightness within <see cref="EdgeReach"/>.</param>
    /// <param name="Pure">Share of pixels within 25 of the extreme tone.</param>
    /// <param name="Thickness">Mean width of the stroke in pixels: twice the area over the outline.</param>
    private readonly record struct Stroke(double Hard, double Pure, double Thickness);

    private Stroke Measure(int[] labels, int label, PixelRect box, int value)
    {
        int outline = 0, hard = 0, pure = 0, area = 0;
        for (int y = box.Y0; y < box.Y1; y++)
        {
            for (int x = box.X0; x < box.X1; x++)
            {
                int i = y * _width + x;
                if (labels[i] != label) continue;
                area++;
                if (value < 0 || Math.Abs(_gray[i] - value) <= 25) pure++;
                Look(x, y, 1, 0);
                Look(x, y, -1, 0);
                Look(x, y, 0, 1);
                Look(x, y, 0, -1);
            }
        }
        return new Stroke((double)hard / Math.Max(1, outline), (double)pure / Math.Max(1, area), 2.0 * area / Math.Max(1, outline));

        void Look(int x, int y, int dx, int dy)
        {
            int nx = x + dx, ny = y + dy;
            if ((uint)nx >= (uint)_width || (uint)ny >= (uint)_height || labels[ny * _width + nx] == label) return;
            outline++;
            int fx = Math.Clamp(x + EdgeReach * dx, 0, _width - 1), fy = Math.Clamp(y + EdgeReach * dy, 0, _height - 1), far = fy * _width + fx;
            int own = value >= 0 ? value : _gray[y * _width + x];
            bool differs = value >= 0 ? Math.Abs(_gray[far] - own) >= EdgeStep : ColourDistance(y * _width + x, far) >= EdgeStep;
            // Within a glyph the far pixel may lie on another stroke of the same tone, which is as hard.
            if (differs || labels[far] == label && labels[ny * _width + nx] != label && Math.Abs(_gray[ny * _width + nx] - own) >= EdgeStep / 2) hard++;
        }
    }

    private int ColourDistance(int i, int j)
    {
        byte[] p = _picture.Pixels;
        return Math.Max(Math.Abs(p[3 * i] - p[3 * j]), Math.Max(Math.Abs(p[3 * i + 1] - p[3 * j + 1]), Math.Abs(p[3 * i + 2] - p[3 * j + 2])));
    }

    /// <summary>Even lines at the rim that differ from what lies inside: frames, and paper that was left on.</summary>
    private void Frames()
    {
        int deepest = Math.Clamp(Math.Min(_width, _height) / 12, 1, 6);
        for (int side = 0; side < 4; side++)
        {
            int depth = FrameDepth(side, deepest);
            for (int d = 0; d < depth; d++)
            {
                int length = side < 2 ? _width : _height;
                for (int t = 0; t < length; t++) _mask[Index(side, d, t)] = 255;
            }
        }
    }

    /// <summary>Number of lines from the rim that belong to a frame on this side (0 top, 1 bottom, 2 left, 3 right), 0 for none.</summary>
    private int FrameDepth(int side, int deepest)
    {
        int length = side < 2 ? _width : _height, found = 0;
        int first = Median(side, 0, length);
        if (first is > 120 and < 225) return 0;
        for (int d = 0; d < deepest; d++)
        {
            int median = Median(side, d, length), even = 0, differs = 0;
            int inside = Math.Min(d + 3, side < 2 ? _height - 1 : _width - 1);
            for (int t = 0; t < length; t++)
            {
                int v = _gray[Index(side, d, t)];
                if (Math.Abs(v - median) <= 40) even++;
                if (Math.Abs(v - _gray[Index(side, inside, t)]) >= 35) differs++;
            }
            if (even < 0.9 * length || Math.Abs(median - first) > 60) break;
            if (differs >= 0.7 * length) found = d + 1;
        }
        return found;
    }

    private int Index(int side, int depth, int t) => side switch
    {
        0 => depth * _width + t,
        1 => (_height - 1 - depth) * _width + t,
        2 => t * _width + depth,
        _ => t * _width + _width - 1 - depth,
    };

    private int Median(int side, int depth, int length)
    {
        Span<int> histogram = stackalloc int[256];
        for (int t = 0; t < length; t++) histogram[_gray[Index(side, depth, t)]]++;
        int below = 0, v = 0;
        while (v < 255 && (below += histogram[v]) * 2 < length) v++;
        return v;
    }
}
