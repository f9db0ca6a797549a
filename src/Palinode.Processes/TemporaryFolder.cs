namespace Palinode.Processes;

/// <summary>A folder that only this user can enter and that is gone, with all in it, when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder;

    public TemporaryFolder() => _folder = Directory.CreateTempSubdirectory("palinode-");

    /// <param name="path">Where it is to be, in a folder that only this user can enter; nothing may be there.</param>
    public TemporaryFolder(string path) => _folder = Directory.Exists(path) ? throw new IOException($"{path}: is there already.") : Directory.CreateDirectory(path);

    public string FullName => _folder.FullName;
    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        try { _folder.Delete(recursive: true); }
        catch (DirectoryNotFoundException) { }
    }
}
