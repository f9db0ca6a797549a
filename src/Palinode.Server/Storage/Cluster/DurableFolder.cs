using System.Runtime.InteropServices;

namespace Palinode.Server.Storage.Cluster;

/// <summary>After a rename only a flush of the folder makes the new name survive a power cut; .NET has no call for that.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnlyDirectory = 0x10000;  // O_RDONLY | O_DIRECTORY

    public static void Flush(string folder)
    {
        int descriptor = open(folder, ReadOnlyDirectory);
        if (descriptor < 0) throw new IOException($"{folder} could not be opened (error {Marshal.GetLastPInvokeError()}).");
        int result = fsync(descriptor), error = Marshal.GetLastPInvokeError();
        _ = close(descriptor);
        if (result != 0) throw new IOException($"{folder} could not be flushed to disk (error {error}).");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)] private static partial int open(string path, int flags);
    [LibraryImport("libc", SetLastError = true)] private static partial int fsync(int descriptor);
    [LibraryImport("libc")] private static partial int close(int descriptor);
}
