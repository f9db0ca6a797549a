namespace Palinode.Cli.Verbs.Notice;

/// <summary>Reads what the verbs of notices are given.</summary>
internal static class NoticeFiles
{
    /// <summary>Notices, cases and the XML of an article have some megabytes at most; what reads them takes no more.</summary>
    private const long MaxBytes = 16L << 20;

    /// <param name="host">Relative names start at its folder.</param>
    /// <param name="name">As typed.</param>
    /// <exception cref="InputException">There is no such file, it cannot be read, or it is too large.</exception>
    public static byte[] Read(CliHost host, string name)
    {
        string path = host.FullPath(name);
        if (Directory.Exists(path)) throw new InputException($"{name}: give a file, not a folder");
        if (!File.Exists(path)) throw new InputException($"{name}: there is no such file");
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new InputException($"{name}: the file has more than {MaxBytes >> 20} MB");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name}: the file cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="InputException">It cannot be written there.</exception>
    public static void Write(CliHost host, string name, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(host.FullPath(name), bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name}: the file cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Does something with a file's content; refusals name the file.</summary>
    public static T With<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException e) when (!e.Message.StartsWith(name + ":", StringComparison.Ordinal))
        {
            throw new InputException($"{name}: {e.Message}", e);
        }
    }
}
