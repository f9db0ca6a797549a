using System.Runtime.Versioning;

namespace Palinode.Processes;

/// <summary>A folder that only this user can enter and that is gone, with all in it, when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder;

    public TemporaryFolder() => _folder = Directory.CreateTempSubdirectory("palinode-");

    /// <param name="parent">A folder that is there: one in memory, where nothing may reach the disk.</param>
    [UnsupportedOSPlatform("windows")]
    public TemporaryFolder(string parent) =>
        _folder = Directory.CreateDirectory(Path.Combine(parent, $"palinode-{Guid.NewGuid():N}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public string FullName => _folder.FullName;
    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        try { _folder.Delete(recursive: true); }
        catch (DirectoryNotFoundException) { }
    }
}
