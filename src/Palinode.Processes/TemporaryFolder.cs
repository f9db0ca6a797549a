namespace Palinode.Processes;

/// <summary>A folder that only this user can enter and that is gone, with all in it, when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("palinode-");

    public string FullName => _folder.FullName;
    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        try { _folder.Delete(recursive: true); }
        catch (DirectoryNotFoundException) { }
    }
}
