
namespace Palinode.Cli.Results;

/// <summary>
/// A folder that is there completely or not at all: files are written into a hidden folder beside it, which takes the name at
/// the end. An older result is replaced in the same breath.
/// </summary>
internal sealed class ResultFolder
{
    /// <summary>What a folder must hold to be taken for an earlier result, which alone may be replaced.</summary>
    public const string Mark = "findings.json";

    private readonly bool _replace;
    private readonly string _mark;

    private ResultFolder(string path, bool replace, string mark) => (Path, _replace, _mark) = (path, replace, mark);

    public string Path { get; }

    /// <summary>Checks before any work is done that a result may be written here; touches nothing that stays.</summary>
    /// <param name="path">Full path of the folder to be.</param>
    /// <param name="replace">Whether an earlier result may be replaced.</param>
    /// <param name="mark">File by which an earlier result is known.</param>
    /// <exception cref="InputException">The place is taken, or cannot be written to.</exception>
    public static ResultFolder At(string path, bool replace, string mark = Mark)
    {
        path = System.IO.Path.TrimEndingDirectorySeparator(path);
        if (File.Exists(path)) throw new InputException($"{path}: the result needs a folder, and there is a file of this name (choose another with --out)");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            if (!File.Exists(System.IO.Path.Combine(path, mark)))
                throw new InputException($"{path}: the folder is there already and holds something else than a result (choose another with --out)");
            if (!replace) throw new InputException($"{path}: there is a result already (choose another folder with --out, or replace it with --force)");
        }
        string? standing = System.IO.Path.GetDirectoryName(path);
        while (standing is not null && !System.IO.Path.Exists(standing)) standing = System.IO.Path.GetDirectoryName(standing);
        if (standing is null) throw new InputException($"{path}: a result needs a folder of its own (choose one with --out)");
        try
        {
            string probe = System.IO.Path.Combine(standing, TemporaryName("probe"));
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the result cannot be written there: {e.Message} (choose another folder with --out)", e);
        }
        return new ResultFolder(path, replace, mark);
    }

    /// <summary>Fills the folder and puts it in place; on any failure, and when stopped before that, nothing is left.</summary>
    /// <param name="fill">Writes the files, given a function from relative path (forward slashes) and bytes.</param>
    public void Write(Action<Action<string, byte[]>> fill, CancellationToken stop)
    {
        string parent = System.IO.Path.GetDirectoryName(Path)!;
        string? created = FirstMissing(parent);
        Directory.CreateDirectory(parent);
        string fresh = System.IO.Path.Combine(parent, TemporaryName("new"));
        try
        {
            Directory.CreateDirectory(fresh);
            fill((name, bytes) =>
            {
                stop.ThrowIfCancellationRequested();
                string file = System.IO.Path.Combine(fresh, name);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, bytes);
            });
            stop.ThrowIfCancellationRequested();
            PutInPlace(fresh, parent);
        }
        catch
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
            RemoveEmpty(parent, created);
            throw;
        }
    }

    private void PutInPlace(string fresh, string parent)
    {
        if (!Directory.Exists(Path))
        {
            Directory.Move(fresh, Path);
            return;
        }
        // Looked at again: someone else may have written here meanwhile.
        bool empty = !Directory.EnumerateFileSystemEntries(Path).Any();
        if (!empty && !(_replace && File.Exists(System.IO.Path.Combine(Path, _mark))))
            throw new InputException($"{Path}: the folder was filled by someone else meanwhile (choose another with --out)");
        string old = System.IO.Path.Combine(parent, TemporaryName("old"));
        Directory.Move(Path, old);
        try
        {
            Directory.Move(fresh, Path);
        }
        catch
        {
            Directory.Move(old, Path);
            throw;
        }
        Directory.Delete(old, recursive: true);
    }

    /// <summary>Hidden, and different for every run.</summary>
    private static string TemporaryName(string what) => $".palinode-{what}-{Guid.NewGuid():N}";

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (string? at = folder; at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at)) missing = at;
        return missing;
    }

    /// <summary>Takes away the parents that this run made, as far as nobody else uses them by now.</summary>
    private static void RemoveEmpty(string parent, string? created)
    {
        if (created is null) return;
        for (string? at = parent; at is not null && at.Length >= created.Length; at = System.IO.Path.GetDirectoryName(at))
        {
            try { Directory.Delete(at); }
            catch (IOException) { return; }
        }
    }
}
