using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>
/// A picture of several channels and one that shows a single of them; or two stains of one field beside a picture that holds both. A copy in
/// other colours is neither: its channels are all explained by the one picture, so something of its own is asked of the other channel.
/// </summary>
internal sealed class ChannelRule(ContextOptions options)
{
    /// <summary>Longer side in pixels at which channels are compared: enough for cells, and coarser than what colour subsampling blurs.</summary>
    private const int Side = 160;

    private const int LeastSide = 24;

    public ContextNote? Read(ContextSubject s)
    {
        if (s.SamePanel || !s.SameLetter || !s.IsUnturned(options.MostTurn) || s.MovesBy > options.SameField || !ContextSubject.OneSet(s.A.Panel, s.B.Panel)) return null;
        if (Channels.Of(s.A.Panel.Pixels, AffineMap.Identity, s.A.Panel.Pixels) is not { } a) return null;
        // Channels are registered, so the panels' own frames say more than an estimate from a faint stain; where a panel was cut a little off, the estimate does.
        foreach (AffineMap frame in (ReadOnlySpan<AffineMap>)[AffineMap.Identity, s.PanelBFromPanelA])
            if (Channels.Of(s.B.Panel.Pixels, frame, s.A.Panel.Pixels) is { } b && (Merged(s.A, a, s.B, b) ?? Merged(s.B, b, s.A, a) ?? Stains(s, a, b)) is { } note) return note;
        return null;
    }

    private ContextNote? Merged(ContextPanel merged, Channels m, ContextPanel single, Channels one)
    {
        if (Explain(m, one) is not { } shown) return null;
        string printed = merged.WordsNear().Any(CaptionWords.IsMerged) ? " It is labelled as merged." : CaptionWords.Merged().IsMatch(merged.OwnCaption ?? "") ? " The caption speaks of a merged picture." : "";
        return new ContextNote(ContextKind.MergedChannel, string.Create(CultureInfo.InvariantCulture,
            $"This is possibly a channel of a merged picture: {single.Name} shows the same field in place, and the {Colour(shown.Channel)} channel of {merged.Name} follows it (correlation {shown.Correlation:0.00}), while its {Colour(shown.Other)} channel shows something else.{printed}"));
    }

    /// <summary>The channel of a picture that shows another picture alone, and one that shows something else; null where there are no such two.</summary>
    private (int Channel, double Correlation, int Other)? Explain(Channels merged, Channels single)
    {
        // Tints are impure: a blue stain shows faintly in red and green too. What counts is how much a picture holds beyond one tinted stain.
        // A scale bar or a faint second dye in the single picture is allowed for, as long as the merged one holds several times as much.
        double own = merged.Beyond(merged.Strongest).Share, rest = single.Beyond(single.Strongest).Share;
        if (own < options.OwnContentFrom || (rest >= options.OwnContentFrom && (rest >= options.MostRest || own < options.TimesRest * rest))) return null;
        (int other, double share) = merged.Beyond(single.Strongest);
        int best = Enumerable.Range(0, 3).MaxBy(c => Channels.Correlation(merged[c], single.Strongest));
        double r = Channels.Correlation(merged[best], single.Strongest);
        if (best == other || r < options.ChannelFrom || share < options.OwnContentFrom) return null;
        // What follows the picture as a whole better than any channel of it is a grey copy.
        return r > Channels.Correlation(merged.Luma, single.Strongest) ? (best, r, other) : null;
    }

    private ContextNote? Stains(ContextSubject s, Channels a, Channels b)
    {
        // Two stains of the same look are told from copies only by a third picture that holds both.
        foreach (ContextPanel third in s.Siblings)
        {
            if (ReferenceEquals(third.Panel, s.A.Panel) || ReferenceEquals(third.Panel, s.B.Panel) || third.Labels.Letter != s.A.Labels.Letter) continue;
            if (!ContextSubject.OneSet(third.Panel, s.A.Panel) || !ContextSubject.OneSet(third.Panel, s.B.Panel)) continue;
            if (Channels.Of(third.Panel.Pixels, AffineMap.Identity, s.A.Panel.Pixels) is not { } m || Explain(m, a) is not { } first || Explain(m, b) is not { } second || first.Channel == second.Channel) continue;
            return new ContextNote(ContextKind.StainsOfOneField, string.Create(CultureInfo.InvariantCulture,
                $"These are possibly two stains of one field: {third.Name} shows both, {s.A.Name} in its {Colour(first.Channel)} channel (correlation {first.Correlation:0.00}) and {s.B.Name} in its {Colour(second.Channel)} channel ({second.Correlation:0.00})."));
        }
        return null;
    }

    private static string Colour(int channel) => channel switch { 0 => "red", 1 => "green", _ => "blue" };

    /// <summary>Red, green and blue of a picture in the frame of another, small.</summary>
    private sealed class Channels
    {
        private readonly float[][] _values;
        private readonly double[] _spread;

        private Channels(float[][] values)
        {
            _values = values;
            _spread = [.. values.Select(Spread)];
        }

        public float[] this[int channel] => _values[channel];

        public float[] Strongest => _values[Enumerable.Range(0, 3).MaxBy(c => _spread[c])];

        /// <summary>The three as one grey picture sees them.</summary>
        public float[] Luma => [.. Enumerable.Range(0, _values[0].Length).Select(i => 0.299f * _values[0][i] + 0.587f * _values[1][i] + 0.114f * _values[2][i])];

        /// <summary>The channel with most content that a picture leaves unexplained, and that content's variance over the strongest channel's. Weak channels are mostly noise, so each counts by its own variance.</summary>
        public (int Channel, double Share) Beyond(float[] picture)
        {
            double most = _spread.Max();
            return most <= 0 ? (0, 0) : Enumerable.Range(0, 3).Select(c =>
            {
                double r = Correlation(_values[c], picture), share = _spread[c] / most;
                return (c, (1 - r * r) * share * share);
            }).MaxBy(c => c.Item2);
        }

        /// <param name="picture">What to look at.</param>
        /// <param name="own">Fractions of the picture from fractions of the frame.</param>
        /// <param name="frame">The picture whose frame it is.</param>
        public static Channels? Of(Raster picture, AffineMap own, Raster frame)
        {
            double scale = Math.Min(1, Side / (double)Math.Max(frame.Width, frame.Height));
            int width = (int)(frame.Width * scale), height = (int)(frame.Height * scale);
            if (Math.Min(width, height) < LeastSide) return null;
            Raster small = picture.Resize(width, height).Warp(AffineMap.Scaling(width, height).After(own).After(AffineMap.Scaling(1.0 / width, 1.0 / height)), width, height);
            int n = small.Channels;
            float[][] values = [.. Enumerable.Range(0, 3).Select(c =>
            {
                float[] of = new float[width * height];
                for (int i = 0; i < of.Length; i++) of[i] = small.Pixels[n * i + (n == 3 ? c : 0)];
                return of;
            })];
            return new Channels(values);
        }

        public static double Correlation(float[] x, float[] y)
        {
            double sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sx += x[i];
                sy += y[i];
                xx += (double)x[i] * x[i];
                yy += (double)y[i] * y[i];
                xy += (double)x[i] * y[i];
            }
            double vx = xx - sx * sx / x.Length, vy = yy - sy * sy / x.Length;
            return vx > 0 && vy > 0 ? (xy - sx * sy / x.Length) / Math.Sqrt(vx * vy) : 0;
        }

        private static double Spread(float[] x)
        {
            double mean = x.Average(v => (double)v);
            return Math.Sqrt(x.Average(v => (v - mean) * (v - mean)));
        }
    }
}
