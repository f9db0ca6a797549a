namespace Palinode.Server.Storage.Cluster;

/// <summary>The data folder of one service: what lies where in it, and the lock that keeps a second service out.</summary>
internal sealed class ServiceFolder
{
    /// <summary>A unix socket's path may be 107 bytes long; PostgreSQL adds its own name.</summary>
    private const int LongestSocketFolder = 107 - 1 - 14;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public ServiceFolder(string path)
    {
        FullName = Path.GetFullPath(path);
        if (System.Text.Encoding.UTF8.GetByteCount(Socket) > LongestSocketFolder)
            throw new InputException($"{FullName}: the path of the data folder is too long for a unix socket; choose a shorter one with --data.");
    }

    public string FullName { get; }

    /// <summary>PostgreSQL's files, owned by the account it runs under.</summary>
    public string Cluster => Path.Combine(FullName, "cluster");

    /// <summary>Where PostgreSQL listens; nothing of it is on the network.</summary>
    public string Socket => Path.Combine(FullName, "socket");

    /// <summary>Passwords and keys, for the service's account alone. They are never in the database.</summary>
    public string Secrets => Path.Combine(FullName, "secrets");

    /// <summary>Signed heads of the log; copy them off the machine.</summary>
    public string Heads => Path.Combine(FullName, "heads");

    /// <summary>Attachments by their SHA-256.</summary>
    public string Files => Path.Combine(FullName, "files");

    /// <summary>Templates of letters that journals have changed.</summary>
    public string Letters => Path.Combine(FullName, "letters");

    /// <summary>Translations of what pages say, as de.json.</summary>
    public string Wording => Path.Combine(FullName, "wording");

    /// <summary>What the administrator sets, as JSON.</summary>
    public string Settings => Path.Combine(FullName, "settings.json");

    /// <summary>/var/lib/palinode for root, otherwise the user's folder for data.</summary>
    public static string Default()
    {
        if (Environment.IsPrivilegedProcess) return "/var/lib/palinode";
        string? data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        return Path.Combine(string.IsNullOrEmpty(data) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share") : data, "palinode");
    }

    /// <summary>Makes what is missing, with the rights each part needs.</summary>
    public void Create()
    {
        try
        {
            // Others may pass through to the cluster when PostgreSQL has an account of its own, and see nothing.
            Directory.CreateDirectory(FullName, Environment.IsPrivilegedProcess ? OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : OwnerOnly);
            foreach (string folder in (string[])[Secrets, Heads, Files]) Directory.CreateDirectory(folder, OwnerOnly);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputException($"{FullName}: the data folder cannot be made ({e.Message}); choose another with --data.", e);
        }
    }

    /// <summary>Held while a service, or a verb in its place, owns the folder; null when another process has it. The system frees it with the process, however that ends.</summary>
    public FileStream? TryLock()
    {
        Create();
        try
        {
            return new FileStream(Path.Combine(FullName, "lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }
        catch (IOException)
        {
            return null;
        }
    }
}
