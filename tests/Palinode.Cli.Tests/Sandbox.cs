namespace Palinode.Cli.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class Sandbox : IDisposable
{
    public Sandbox() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"palinode-test-{Guid.NewGuid():N}");

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Writes a file, with the folders it needs, and returns its full path.</summary>
    public string Write(string name, string text = "content")
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Everything in the folder, hidden or not, as relative paths in order.</summary>
    public string[] Content() =>
        [.. Directory.EnumerateFileSystemEntries(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(p => Path.GetRelativePath(Folder, p)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
