using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>
/// Hand-made numbers about one panel, from which <see cref="PanelKindModel"/> tells what it shows. Measured on the panel reduced to at
/// most <see cref="LongestSide"/> pixels, so that one journal's resolution does not speak for its subject; shares lie in 0 to 1,
/// brightness and colour are fractions of 255. Small integers and sums throughout: equal pixels give equal numbers.
/// </summary>
internal sealed class PanelFeatures
{
    /// <summary>Enough for bands, cells and axes of panels a column wide; larger ones cost time and gain nothing.</summary>
    public const int LongestSide = 256;

    private readonly List<(string Name, float Value)> _all = [];
    private readonly Raster _panel;
    private readonly byte[] _gray;
    private readonly int _width, _height;

    private PanelFeatures(Raster source)
    {
        double scale = Math.Min(1, LongestSide / (double)Math.Max(source.Width, source.Height));
        _panel = source.Resize(Math.Max(1, (int)Math.Round(source.Width * scale)), Math.Max(1, (int)Math.Round(source.Height * scale)));
        (_width, _height, _gray) = (_panel.Width, _panel.Height, _panel.ToGray().Pixels);
        Add("aspect", Math.Log((double)source.Width / source.Height));
        // Above 64 pixels the size tells about the journal; below, about lettering that was taken for a picture.
        Add("smallness", Math.Max(0, 1 - Math.Min(source.Width, source.Height) / 64.0));
        (int mode, double mean, double variance) = Tones();
        Colours(mean);
        Steps();
        Lines(mode);
        Texture(variance);
        Profiles(mean, variance);
        Marks(mode);
        Layout();
    }

    /// <summary>Names of the numbers, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. new PanelFeatures(new Raster(8, 8, 1, new byte[64]))._all.Select(f => f.Name)];

    public static float[] Measure(Raster panel) => [.. new PanelFeatures(panel)._all.Select(f => f.Value)];

    private void Add(string name, double value) => _all.Add((name, double.IsFinite(value) ? (float)Math.Round(value, 5) : 0));

    private (int Mode, double Mean, double Variance) Tones()
    {
        Span<int> histogram = stackalloc int[256];
        foreach (byte v in _gray) histogram[v]++;
        int n = _gray.Length, mode = 0, used = 0, seen = 0, next = 0;
        double sum = 0, squares = 0, cubes = 0, entropy = 0;
        ReadOnlySpan<double> wanted = [0.05, 0.25, 0.5, 0.75, 0.95];
        for (int v = 0; v < 256; v++)
        {
            double share = histogram[v] / (double)n;
            if (histogram[v] > histogram[mode]) mode = v;
            if (share > 0.001) used++;
            if (share > 0) entropy -= share * Math.Log2(share);
            sum += (double)v * histogram[v];
            seen += histogram[v];
            while (next < wanted.Length && seen >= wanted[next] * n) Add($"tone {wanted[next++]:0.00}", v / 255.0);
        }
        double mean = sum / n;
        for (int v = 0; v < 256; v++)
        {
            squares += (v - mean) * (v - mean) * histogram[v];
            cubes += (v - mean) * (v - mean) * (v - mean) * histogram[v];
        }
        double variance = squares / n;
        Add("mean", mean / 255);
        Add("spread", Math.Sqrt(variance) / 255);
        Add("skew", variance > 1 ? Math.Clamp(cubes / n / Math.Pow(variance, 1.5), -5, 5) : 0);
        Add("entropy", entropy);
        Add("tones", used / 256.0);
        Add("white", Share(histogram, 250, 255, n));
        Add("light", Share(histogram, 225, 255, n));
        Add("dark", Share(histogram, 0, 40, n));
        Add("black", Share(histogram, 0, 10, n));
        Add("middle tones", Share(histogram, 60, 200, n));
        Add("commonest tone", mode / 255.0);
        Add("commonest share", Share(histogram, Math.Max(0, mode - 2), Math.Min(255, mode + 2), n));
        Add("two tones", TwoTones(histogram, n, mean, variance));
        return (mode, mean, variance);
    }

    private static double Share(ReadOnlySpan<int> histogram, int from, int to, int n)
    {
        long sum = 0;
        for (int v = from; v <= to; v++) sum += histogram[v];
        return (double)sum / n;
    }

    /// <summary>Otsu's ratio (1979): variance between the two best classes over all variance; near 1 for ink on paper.</summary>
    private static double TwoTones(ReadOnlySpan<int> histogram, int n, double mean, double variance)
    {
        double best = 0, below = 0, sumBelow = 0;
        for (int v = 0; v < 255; v++)
        {
            below += histogram[v];
            sumBelow += (double)v * histogram[v];
            if (below == 0 || below == n) continue;
            double w = below / n, distance = sumBelow / below - (mean * n - sumBelow) / (n - below);
            best = Math.Max(best, w * (1 - w) * distance * distance);
        }
        return variance > 0 ? best / variance : 0;
    }

    private void Colours(double mean)
    {
        int n = _gray.Length, coloured = 0, coloursInDark = 0, coloursInLight = 0, dark = 0, light = 0;
        double chroma = 0, chromaSquares = 0, withTone = 0, redGreen = 0, blueGreen = 0, redGreenSquares = 0, blueGreenSquares = 0, toneSquares = 0;
        Span<double> hues = stackalloc double[12];
        if (_panel.Channels == 3)
        {
            ReadOnlySpan<byte> p = _panel.Pixels;
            for (int i = 0; i < n; i++)
            {
                int r = p[3 * i], g = p[3 * i + 1], b = p[3 * i + 2], high = Math.Max(r, Math.Max(g, b)), c = high - Math.Min(r, Math.Min(g, b));
                chroma += c;
                chromaSquares += c * c;
                withTone += c * (_gray[i] - mean);
                toneSquares += (_gray[i] - mean) * (_gray[i] - mean);
                (redGreen, blueGreen) = (redGreen + r - g, blueGreen + b - g);
                (redGreenSquares, blueGreenSquares) = (redGreenSquares + (r - g) * (r - g), blueGreenSquares + (b - g) * (b - g));
                bool strong = c > 30;
                if (strong) coloured++;
                if (_gray[i] < 70) { dark++; if (strong) coloursInDark++; }
                if (_gray[i] > 185) { light++; if (strong) coloursInLight++; }
                if (c > 16) hues[HueOf(r, g, b, high, c)] += c;
            }
        }
        double all = 0, entropy = 0, most = 0;
        foreach (double h in hues) { all += h; most = Math.Max(most, h); }
        foreach (double h in hues) if (h > 0) entropy -= h / all * Math.Log2(h / all);
        double meanChroma = chroma / n, chromaVariance = Math.Max(0, chromaSquares / n - meanChroma * meanChroma);
        Add("chroma", meanChroma / 255);
        Add("chroma spread", Math.Sqrt(chromaVariance) / 255);
        Add("coloured", coloured / (double)n);
        Add("coloured in dark", coloursInDark / (double)Math.Max(1, dark));
        Add("coloured in light", coloursInLight / (double)Math.Max(1, light));
        Add("hue entropy", entropy);
        Add("main hue", all > 0 ? most / all : 0);
        Add("red − green", redGreen / n / 255);
        Add("blue − green", blueGreen / n / 255);
        Add("red − green spread", Math.Sqrt(Math.Max(0, redGreenSquares / n - redGreen / n * (redGreen / n))) / 255);
        Add("blue − green spread", Math.Sqrt(Math.Max(0, blueGreenSquares / n - blueGreen / n * (blueGreen / n))) / 255);
        // Stain takes light away, fluorescence brings it: the sign tells them apart.
        Add("chroma with tone", chromaVariance > 1 && toneSquares > 0 ? withTone / n / Math.Sqrt(chromaVariance * (toneSquares / n)) : 0);
    }

    /// <summary>Twelfth of the hue circle, 0 around red.</summary>
    private static int HueOf(int r, int g, int b, int high, int c)
    {
        double sixth = high == r ? (double)(g - b) / c : high == g ? 2 + (double)(b - r) / c : 4 + (double)(r - g) / c;
        return ((int)Math.Floor(2 * sixth + 0.5) + 12) % 12;
    }

    private void Steps()
    {
        int even = 0, small = 0, clear = 0, hard = 0, along = 0, strong = 0, upright = 0, looked = 0;
        for (int y = 1; y < _height - 1; y++)
        {
            for (int x = 1; x < _width - 1; x++)
            {
                int i = y * _width + x, dx = Math.Abs(_gray[i + 1] - _gray[i - 1]), dy = Math.Abs(_gray[i + _width] - _gray[i - _width]), most = Math.Max(dx, dy);
                looked++;
                if (most <= 1) even++;
                if (most is > 3 and <= 16) small++;
                if (most > 16) clear++;
                if (most > 80) hard++;
                if (most <= 20) continue;
                strong++;
                if (Math.Min(dx, dy) * 5 < most) along++;
                if (dx > dy) upright++;
            }
        }
        looked = Math.Max(1, looked);
        Add("even", even / (double)looked);
        Add("small steps", small / (double)looked);
        Add("clear steps", clear / (double)looked);
        Add("hard steps", hard / (double)looked);
        Add("hard of clear", hard / (double)Math.Max(1, clear));
        Add("steps along axes", along / (double)Math.Max(1, strong));
        Add("steps upright", upright / (double)Math.Max(1, strong));
    }

    /// <summary>Thin straight lines across the panel: axes, frames, grids, rules of tables.</summary>
    private void Lines(int mode)
    {
        (double longestRow, double rowLines) = ThinLines(_height, _width, _width, 1, mode);
        (double longestColumn, double columnLines) = ThinLines(_width, _height, 1, _width, mode);
        Add("longest level line", longestRow);
        Add("longest upright line", longestColumn);
        Add("level lines", Math.Min(rowLines, 20) / 20);
        Add("upright lines", Math.Min(columnLines, 20) / 20);
    }

    /// <param name="lines">Number of rows or columns.</param>
    /// <param name="length">Pixels in each.</param>
    /// <param name="between">Distance in memory from a line to the next.</param>
    /// <param name="step">Distance in memory from a pixel of a line to the next.</param>
    /// <param name="mode">Tone of the ground.</param>
    private (double Longest, double Count) ThinLines(int lines, int length, int between, int step, int mode)
    {
        Span<int> runs = stackalloc int[LongestSide];
        for (int line = 0; line < lines; line++)
        {
            int run = 0, longest = 0;
            for (int i = 0, at = line * between; i < length; i++, at += step)
            {
                run = Math.Abs(_gray[at] - mode) > 60 ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }
            runs[line] = longest;
        }
        int count = 0, best = 0;
        for (int line = 0; line < lines; line++)
        {
            int before = line >= 3 ? runs[line - 3] : 0, after = line + 3 < lines ? runs[line + 3] : 0;
            // A bar or a band is long over many lines, an axis over one or two.
            if (Math.Max(before, after) * 2 > runs[line]) continue;
            best = Math.Max(best, runs[line]);
            if (runs[line] > 0.4 * length) count++;
        }
        return ((double)best / length, count);
    }

    private void Texture(double variance)
    {
        foreach (int size in (ReadOnlySpan<int>)[4, 8, 16])
        {
            int blocks = 0, flat = 0, busy = 0;
            double inside = 0;
            for (int by = 0; by + size <= _height; by += size)
            {
                for (int bx = 0; bx + size <= _width; bx += size)
                {
                    int sum = 0, squares = 0;
                    for (int y = by; y < by + size; y++)
                        for (int x = bx; x < bx + size; x++) { int v = _gray[y * _width + x]; sum += v; squares += v * v; }
                    double local = Math.Max(0, squares / (double)(size * size) - sum / (double)(size * size) * (sum / (double)(size * size)));
                    blocks++;
                    inside += local;
                    if (local < 2) flat++;
                    if (local > 60) busy++;
                }
            }
            blocks = Math.Max(1, blocks);
            Add($"flat {size}", flat / (double)blocks);
            Add($"busy {size}", busy / (double)blocks);
            Add($"local variance {size}", variance > 0 ? Math.Min(2, inside / blocks / variance) : 0);
        }
        foreach (int lag in (ReadOnlySpan<int>)[1, 2, 4, 8, 16])
        {
            Add($"across {lag}", Difference(lag, 0, variance));
            Add($"down {lag}", Difference(0, lag, variance));
        }
    }

    /// <summary>Mean squared difference at a distance over twice the variance: 1 − autocorrelation.</summary>
    private double Difference(int dx, int dy, double variance)
    {
        if (dx >= _width || dy >= _height || variance <= 0) return 1;
        double sum = 0;
        for (int y = 0; y + dy < _height; y++)
            sum += SquaredDifferences.Sum(_gray.AsSpan(y * _width, _width - dx), _gray.AsSpan((y + dy) * _width + dx, _width - dx));
        return Math.Min(3, sum / ((long)(_width - dx) * (_height - dy)) / (2 * variance));
    }

    /// <summary>Means of rows and columns: bands, lanes, layers.</summary>
    private void Profiles(double mean, double variance)
    {
        double[] rows = new double[_height], columns = new double[_width];
        for (int y = 0; y < _height; y++)
            for (int x = 0; x < _width; x++) { rows[y] += _gray[y * _width + x] / (double)_width; columns[x] += _gray[y * _width + x] / (double)_height; }
        Add("row structure", variance > 0 ? rows.Sum(r => (r - mean) * (r - mean)) / _height / variance : 0);
        Add("column structure", variance > 0 ? columns.Sum(c => (c - mean) * (c - mean)) / _width / variance : 0);
        Add("row turns", Turns(rows) / (double)_height * 10);
        Add("column turns", Turns(columns) / (double)_width * 10);
    }

    /// <summary>Crossings of the mean by the profile, with a dead zone of a quarter of its spread.</summary>
    private static int Turns(double[] profile)
    {
        double mean = profile.Average(), zone = 0.25 * Math.Sqrt(profile.Average(v => (v - mean) * (v - mean)));
        int turns = 0, side = 0;
        foreach (double v in profile)
        {
            int now = v > mean + zone ? 1 : v < mean - zone ? -1 : side;
            if (now != side && side != 0) turns++;
            side = now;
        }
        return turns;
    }

    /// <summary>Connected marks that differ clearly from the commonest tone: letters are many, small and alike; a tissue is one.</summary>
    private void Marks(int mode)
    {
        byte[] mask = new byte[_gray.Length];
        int ink = 0;
        for (int i = 0; i < mask.Length; i++) if (Math.Abs(_gray[i] - mode) > 50) { mask[i] = 255; ink++; }
        Component[] marks = RasterOperations.Components(mask, _width, _height, out _);
        int small = 0, largest = 0, smallInk = 0;
        double filling = 0;
        foreach (Component m in marks)
        {
            largest = Math.Max(largest, m.Area);
            filling += m.Area / (double)m.Bounds.Area * m.Area;
            if (m.Area is < 4 or > 120) continue;
            small++;
            smallInk += m.Area;
        }
        Add("marked", ink / (double)mask.Length);
        Add("small marks", Math.Min(200, small * 10000.0 / mask.Length) / 200);
        Add("in small marks", smallInk / (double)Math.Max(1, ink));
        Add("largest mark", largest / (double)Math.Max(1, ink));
        Add("filling", filling / Math.Max(1, ink));
    }

    /// <summary>The panel as 16 × 16 tones: where light and dark stand.</summary>
    private void Layout()
    {
        const int n = 16;
        byte[] t = new Raster(_width, _height, 1, _gray).Resize(n, n).Pixels;
        double mean = t.Average(v => (double)v), variance = t.Average(v => (v - mean) * (v - mean)), mirrored = 0, corners = 0, centre = 0, rim = 0, whiteRim = 0;
        for (int y = 0; y < n; y++)
        {
            for (int x = 0; x < n; x++)
            {
                double v = t[y * n + x];
                mirrored += (v - mean) * (t[y * n + n - 1 - x] - mean) / (n * n);
                bool edgeX = x is < 3 or >= n - 3, edgeY = y is < 3 or >= n - 3;
                if (edgeX && edgeY) corners += v / 36;
                if (x is >= 4 and < 12 && y is >= 4 and < 12) centre += v / 64;
                if (x is 0 or n - 1 || y is 0 or n - 1) { rim += v / 60; if (v > 247) whiteRim += 1.0 / 60; }
            }
        }
        Add("coarse spread", Math.Sqrt(variance) / 255);
        Add("mirror likeness", variance > 1 ? mirrored / variance : 1);
        Add("centre − corners", (centre - corners) / 255);
        Add("corners", corners / 255);
        Add("rim", rim / 255);
        Add("white rim", whiteRim);
    }
}
