using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Palinode.Engine.Imaging;
using Palinode.Engine.Native;

namespace Palinode.Engine.Labels;

/// <summary>A word read from pixels.</summary>
/// <param name="Text">Never empty.</param>
/// <param name="Box">In pixels of the raster that was given.</param>
/// <param name="Confidence">0…1 as Tesseract states it; no probability.</param>
internal sealed record ReadWord(string Text, PixelRect Box, double Confidence);

/// <summary>
/// Reads one line of printed text with Tesseract's recurrent network (Smith 2007; version 5, the English model). One reader serves one thread
/// at a time. Lines are enlarged to a common height first: figures are printed at 5 to 12 points and stored at 72 to 600 dots per inch.
/// </summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>Height in pixels to which a line's ink is brought; the network itself works on lines of 36.</summary>
    private const double InkHeight = 26;

    private const int Margin = 10;

    private readonly nint _api;

    /// <exception cref="ImagingException">Tesseract or its English model is not installed.</exception>
    public LineReader()
    {
        try
        {
            _api = Tesseract.TessBaseAPICreate();
            if (Tesseract.TessBaseAPIInit3(_api, null, "eng") != 0)
            {
                Tesseract.TessBaseAPIDelete(_api);
                throw new ImagingException("Tesseract found no English model; install the package tesseract-ocr-eng.");
            }
        }
        catch (DllNotFoundException e) { throw new ImagingException("Tesseract is missing; install the package libtesseract5.", e); }
        // Gene names and conditions are no English words.
        foreach (string list in (string[])["load_system_dawg", "load_freq_dawg"]) _ = Tesseract.TessBaseAPISetVariable(_api, list, "0");
    }

    /// <summary>The words of a line from left to right; empty where nothing could be read.</summary>
    /// <param name="line">The line with a little paper around it; dark ink on light paper.</param>
    /// <param name="inkHeight">Height of its ink in pixels.</param>
    /// <param name="only">Characters to choose among, or null for all.</param>
    /// <param name="oneCharacter">Whether the line is a single character.</param>
    public unsafe ImmutableArray<ReadWord> Read(Raster line, double inkHeight, string? only = null, bool oneCharacter = false)
    {
        double scale = Math.Clamp(InkHeight / Math.Max(1, inkHeight), 0.25, 8);
        int width = Math.Max(1, (int)Math.Round(line.Width * scale)), height = Math.Max(1, (int)Math.Round(line.Height * scale));
        if ((long)width * height > 4_000_000) return [];
        Raster page = Framed(line.ToGray().Resize(width, height));
        Tesseract.omp_set_max_active_levels(0);
        Tesseract.TessBaseAPISetPageSegMode(_api, oneCharacter ? Tesseract.SingleWord : Tesseract.SingleLine);
        _ = Tesseract.TessBaseAPISetVariable(_api, "tessedit_char_whitelist", only ?? "");
        List<ReadWord> words = [];
        fixed (byte* p = page.Pixels)
        {
            Tesseract.TessBaseAPISetImage(_api, p, page.Width, page.Height, 1, page.Width);
            Tesseract.TessBaseAPISetSourceResolution(_api, 300);
            if (Tesseract.TessBaseAPIRecognize(_api, 0) != 0) return [];
            nint words0 = Tesseract.TessBaseAPIGetIterator(_api);
            if (words0 == 0) return [];
            do
            {
                byte* utf8 = Tesseract.TessResultIteratorGetUTF8Text(words0, Tesseract.Word);
                string text = (Marshal.PtrToStringUTF8((nint)utf8) ?? "").Trim();
                if (utf8 is not null) Tesseract.TessDeleteText(utf8);
                int x0, y0, x1, y1;
                if (text.Length == 0 || Tesseract.TessPageIteratorBoundingBox(words0, Tesseract.Word, &x0, &y0, &x1, &y1) == 0) continue;
                double confidence = Math.Clamp(Tesseract.TessResultIteratorConfidence(words0, Tesseract.Word) / 100, 0, 1);
                words.Add(new ReadWord(text, new PixelRect(Back(x0), Back(y0), Back(x1), Back(y1)), confidence));
            }
            while (Tesseract.TessResultIteratorNext(words0, Tesseract.Word) != 0);
            Tesseract.TessResultIteratorDelete(words0);
        }
        return [.. words.OrderBy(w => w.Box.X0)];

        int Back(int v) => (int)Math.Round((v - Margin) / scale);
    }

    public void Dispose() => Tesseract.TessBaseAPIDelete(_api);

    /// <summary>The network wants some paper around a line.</summary>
    private static Raster Framed(Raster gray)
    {
        int width = gray.Width + 2 * Margin, height = gray.Height + 2 * Margin;
        byte[] pixels = new byte[width * height];
        pixels.AsSpan().Fill(255);
        for (int y = 0; y < gray.Height; y++) gray.Pixels.AsSpan(y * gray.Width, gray.Width).CopyTo(pixels.AsSpan((y + Margin) * width + Margin));
        return new Raster(width, height, 1, pixels);
    }
}
