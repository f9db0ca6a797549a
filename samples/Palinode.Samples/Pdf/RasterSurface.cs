using Palinode.Engine.Imaging;

namespace Palinode.Samples.Pdf;

/// <summary>Draws into pixels, with four by four samples a pixel at the edges of shapes.</summary>
internal sealed class RasterSurface : Surface
{
    private const int Samples = 4;
    private readonly byte[] _pixels;
    private readonly int _width, _height;
    private readonly double _scale;

    /// <param name="fonts">For texts.</param>
    /// <param name="width">Points.</param>
    /// <param name="height">Points.</param>
    /// <param name="pixelsPerPoint">Resolution.</param>
    public RasterSurface(FontSet fonts, double width, double height, double pixelsPerPoint) : base(fonts)
    {
        (_width, _height, _scale) = ((int)Math.Ceiling(width * pixelsPerPoint), (int)Math.Ceiling(height * pixelsPerPoint), pixelsPerPoint);
        _pixels = new byte[3 * _width * _height];
        Array.Fill(_pixels, (byte)255);
    }

    public Raster ToRaster() => new(_width, _height, 3, [.. _pixels]);

    public override void Polygon(IReadOnlyList<(double X, double Y)> points, Ink fill) => Fill([[.. points]], fill);

    public override void Line(double x0, double y0, double x1, double y1, double width, Ink ink)
    {
        double dx = x1 - x0, dy = y1 - y0, length = Math.Max(1e-9, Math.Sqrt(dx * dx + dy * dy)), half = width / 2;
        (double nx, double ny) = (-dy / length * half, dx / length * half);
        Polygon([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)], ink);
    }

    public override void Text(string text, double x, double y, double size, Face face, Ink ink, Anchor anchor = Anchor.Left, double upwards = 0)
    {
        TrueTypeFont font = Fonts[face];
        double c = Math.Cos(upwards * Math.PI / 180), s = Math.Sin(upwards * Math.PI / 180), at = Shift(text, size, face, anchor);
        foreach (char character in text)
        {
            int glyph = font.Use(character);
            double pen = at;
            List<List<(double X, double Y)>> outline = font.Outline(glyph).ConvertAll(contour => contour.ConvertAll(p =>
            {
                double u = pen + p.X * size, v = p.Y * size;
                return (x + u * c - v * s, y - u * s - v * c);
            }));
            Fill(outline, ink);
            at += font.Advance(glyph) * size / 1000;
        }
    }

    public override void Picture(Raster picture, Frame frame, int quality)
    {
        int x0 = (int)Math.Round(frame.X * _scale), y0 = (int)Math.Round(frame.Y * _scale);
        Raster fitted = picture.Resize((int)Math.Round(frame.Right * _scale) - x0, (int)Math.Round(frame.Bottom * _scale) - y0);
        for (int y = 0; y < fitted.Height; y++)
            for (int x = 0; x < fitted.Width; x++)
                for (int c = 0; c < 3; c++) _pixels[((y0 + y) * _width + x0 + x) * 3 + c] = fitted[x, y, fitted.Channels == 1 ? 0 : c];
    }

    private void Fill(List<List<(double X, double Y)>> contours, Ink fill)
    {
        if (contours.Count == 0) return;
        double step = 1.0 / Samples;
        int top = (int)Math.Max(0, contours.Min(c => c.Min(p => p.Y)) * _scale), bottom = (int)Math.Min(_height - 1, contours.Max(c => c.Max(p => p.Y)) * _scale);
        byte[] color = [(byte)(255 * fill.R + 0.5), (byte)(255 * fill.G + 0.5), (byte)(255 * fill.B + 0.5)];
        float[] cover = new float[_width];
        List<(double X, int Turn)> crossings = [];
        for (int y = top; y <= bottom; y++)
        {
            Array.Clear(cover);
            for (int sample = 0; sample < Samples; sample++)
            {
                crossings.Clear();
                foreach (List<(double X, double Y)> contour in contours) AddCrossings(contour, y + (sample + 0.5) * step, crossings);
                crossings.Sort((a, b) => a.X.CompareTo(b.X));
                int turns = 0;
                for (int i = 0; i + 1 < crossings.Count; i++)
                {
                    turns += crossings[i].Turn;
                    if (turns != 0) AddSpan(cover, crossings[i].X, crossings[i + 1].X, (float)step);
                }
            }
            for (int x = 0; x < _width; x++)
            {
                if (cover[x] <= 0) continue;
                float a = Math.Min(1, cover[x]);
                for (int c = 0; c < 3; c++)
                {
                    ref byte pixel = ref _pixels[(y * _width + x) * 3 + c];
                    pixel = (byte)(pixel + (color[c] - pixel) * a + 0.5f);
                }
            }
        }
    }

    private void AddCrossings(List<(double X, double Y)> contour, double y, List<(double X, int Turn)> crossings)
    {
        for (int i = 0; i < contour.Count; i++)
        {
            (double X, double Y) a = contour[i], b = contour[(i + 1) % contour.Count];
            double ay = a.Y * _scale, by = b.Y * _scale;
            if (ay <= y == by <= y) continue;
            crossings.Add(((a.X + (b.X - a.X) * (y - ay) / (by - ay)) * _scale, ay < by ? 1 : -1));
        }
    }

    private void AddSpan(float[] cover, double from, double to, float weight)
    {
        from = Math.Max(0, from);
        to = Math.Min(_width, to);
        for (int x = (int)from; x < to; x++) cover[x] += weight * (float)Math.Max(0, Math.Min(to, x + 1) - Math.Max(from, x));
    }
}
