using System.Runtime.InteropServices;
using Palinode.Engine.Imaging;

namespace Palinode.Engine.Native;

/// <summary>Raw imports of libpalinode_vision (native/vision.cpp, native/matching.cpp). Call them through <see cref="Imaging.RasterOperations"/> and the stages.</summary>
internal static unsafe partial class Vision
{
    private const string Library = "palinode_vision";

    [LibraryImport(Library)] private static partial int pn_last_error(byte* buffer, int capacity);
    [LibraryImport(Library)] internal static partial int pn_resize(byte* src, int w, int h, int c, byte* dst, int dw, int dh);
    [LibraryImport(Library)] internal static partial int pn_gaussian(byte* src, int w, int h, int c, double sigma, byte* dst);
    [LibraryImport(Library)] internal static partial int pn_gaussian_f(float* src, int w, int h, double sigmaX, double sigmaY, float* dst);
    [LibraryImport(Library)] internal static partial int pn_clahe(byte* src, int w, int h, double clip, int tiles, byte* dst);
    [LibraryImport(Library)] internal static partial int pn_warp(byte* src, int w, int h, int c, double* sourceFromTarget, byte* dst, int dw, int dh, int outside);
    [LibraryImport(Library)] internal static partial int pn_sift(byte* gray, int w, int h, byte* mask, int capacity, double contrast, double edge, double sigma, float* points, byte* descriptors);
    [LibraryImport(Library)] internal static partial int pn_components(byte* mask, int w, int h, int* labels, int* stats, int capacity);
    [LibraryImport(Library)] internal static partial int pn_zncc_map(float* image, int w, int h, float* part, int tw, int th, float* result);
    [LibraryImport(Library)] internal static partial int pn_nearest_two(sbyte* a, int count, sbyte* blocksOfB, int blocks, int* bestOfA, int* secondOfA, int* whoOfA, int* bestOfB, int* secondOfB, int* whoOfB);

    /// <summary>Passes a non-negative result on; turns −1 into an exception with OpenCV's own words.</summary>
    internal static int Check(int result)
    {
        if (result >= 0) return result;
        byte* buffer = stackalloc byte[1024];
        int length = pn_last_error(buffer, 1024);
        throw new ImagingException($"OpenCV: {System.Text.Encoding.UTF8.GetString(buffer, length)}");
    }
}
