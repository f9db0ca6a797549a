using Palinode.Processes;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Jobs;

/// <summary>
/// Where one worker puts the files that it works on: a folder of its own below the data folder, for the service's account alone. It is held by a lock
/// that the system frees with the process, so that whoever starts next knows what was left behind, and removes it.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path, _lock;
    private readonly FileStream _held;

    private WorkFolder(string path, string lockPath, FileStream held) => (_path, _lock, _held) = (path, lockPath, held);

    public static WorkFolder Open(ServiceFolder folder)
    {
        string all = Path.Combine(folder.FullName, "work");
        Directory.CreateDirectory(all, OwnerOnly);
        foreach (string lockPath in Directory.EnumerateFiles(all, "*.lock"))
        {
            using FileStream? abandoned = TryHold(lockPath, FileMode.Open);
            if (abandoned is null) continue;
            string left = Path.ChangeExtension(lockPath, null);
            if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
            File.Delete(lockPath);
        }
        string path = Path.Combine(all, Guid.NewGuid().ToString("N")[..12]), mine = path + ".lock";
        FileStream held = TryHold(mine, FileMode.CreateNew) ?? throw new IOException($"{mine} could not be made.");
        Directory.CreateDirectory(path, OwnerOnly);
        return new WorkFolder(path, mine, held);
    }

    /// <summary>An empty folder for one job, gone when disposed.</summary>
    public TemporaryFolder ForJob() => new(_path);

    public void Dispose()
    {
        if (Directory.Exists(_path)) Directory.Delete(_path, recursive: true);
        File.Delete(_lock);
        _held.Dispose();
    }

    private static FileStream? TryHold(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = mode == FileMode.CreateNew ? UnixFileMode.UserRead | UnixFileMode.UserWrite : null });
        }
        catch (IOException)
        {
            return null;
        }
    }
}
