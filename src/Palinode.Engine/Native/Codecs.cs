using System.Runtime.InteropServices;
using Palinode.Engine.Imaging;

namespace Palinode.Engine.Native;

/// <summary>Raw imports of libpalinode_codecs (native/codecs.cpp), which is loaded at first use only.</summary>
internal static unsafe partial class Codecs
{
    private const string Library = "palinode_codecs";

    [LibraryImport(Library)] private static partial int pn_codecs_last_error(byte* buffer, int capacity);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int pn_encode(byte* src, int w, int h, int c, string extension, int quality, byte* dst, int capacity);

    internal static int Check(int result)
    {
        if (result >= 0) return result;
        byte* buffer = stackalloc byte[1024];
        int length = pn_codecs_last_error(buffer, 1024);
        throw new ImagingException($"OpenCV: {System.Text.Encoding.UTF8.GetString(buffer, length)}");
    }
}
