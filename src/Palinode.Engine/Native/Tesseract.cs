using System.Runtime.InteropServices;

namespace Palinode.Engine.Native;

/// <summary>Raw imports of Tesseract's C API (libtesseract 5). Call them through <see cref="Labels.LineReader"/>.</summary>
internal static unsafe partial class Tesseract
{
    private const string Library = "libtesseract.so.5";

    /// <summary>One line of text; the whole picture is that line.</summary>
    internal const int SingleLine = 7;

    /// <summary>One word. Steadier for single letters than the mode for single characters, which takes a B for a = at some sizes.</summary>
    internal const int SingleWord = 8;

    /// <summary>Level of an iterator: words.</summary>
    internal const int Word = 3;

    [LibraryImport(Library)] internal static partial nint TessBaseAPICreate();
    [LibraryImport(Library)] internal static partial void TessBaseAPIDelete(nint api);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int TessBaseAPIInit3(nint api, string? dataPath, string language);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int TessBaseAPISetVariable(nint api, string name, string value);
    [LibraryImport(Library)] internal static partial void TessBaseAPISetPageSegMode(nint api, int mode);
    [LibraryImport(Library)] internal static partial void TessBaseAPISetImage(nint api, byte* pixels, int width, int height, int bytesPerPixel, int bytesPerLine);
    [LibraryImport(Library)] internal static partial void TessBaseAPISetSourceResolution(nint api, int dotsPerInch);
    [LibraryImport(Library)] internal static partial int TessBaseAPIRecognize(nint api, nint monitor);
    [LibraryImport(Library)] internal static partial nint TessBaseAPIGetIterator(nint api);
    [LibraryImport(Library)] internal static partial void TessResultIteratorDelete(nint iterator);
    [LibraryImport(Library)] internal static partial int TessResultIteratorNext(nint iterator, int level);
    [LibraryImport(Library)] internal static partial byte* TessResultIteratorGetUTF8Text(nint iterator, int level);
    [LibraryImport(Library)] internal static partial float TessResultIteratorConfidence(nint iterator, int level);
    [LibraryImport(Library)] internal static partial int TessPageIteratorBoundingBox(nint iterator, int level, int* left, int* top, int* right, int* bottom);
    [LibraryImport(Library)] internal static partial void TessDeleteText(byte* text);

    /// <summary>
    /// With 0 the calling thread does all work itself that Tesseract would share out by OpenMP. Its network asks for four threads by number, which
    /// overrides any default, and they spend more time waiting for each other than working.
    /// </summary>
    [LibraryImport("libgomp.so.1")] internal static partial void omp_set_max_active_levels(int levels);
}
