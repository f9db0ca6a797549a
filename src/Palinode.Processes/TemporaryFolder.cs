using System.Runtime.Versioning;

namespace Palinode.Processes;

/// <summary>A folder that only this user can enter and that is gone, with all in it, when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder;

    public TemporaryFolder() => _folder = Directory.CreateTempSubdirectory("palinode-");

    private TemporaryFolder(DirectoryInfo folder) => _folder = folder;

    /// <param name="path">Where it is to be; nothing may be there.</param>
    [UnsupportedOSPlatform("windows")]
    public static TemporaryFolder At(string path) =>
        new(Directory.Exists(path) ? throw new IOException($"{path}: is there already.") : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));

    /// <param name="parent">A folder that is there: one in memory, where nothing may reach the disk.</param>
    [UnsupportedOSPlatform("windows")]
    public static TemporaryFolder In(string parent) => At(Path.Combine(parent, $"palinode-{Guid.NewGuid():N}"));

    public string FullName => _folder.FullName;
    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        try { _folder.Delete(recursive: true); }
        catch (DirectoryNotFoundException) { }
    }
}
