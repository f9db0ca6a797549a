using Palinode.Engine;

namespace Palinode.Cli.Inputs;

/// <summary>Turns the paths of a command line into the documents of a run: folders are expanded, doubles dropped, names given.</summary>
internal static class InputCollector
{
    /// <summary>What is picked up from a folder. A file that is named itself is read whatever it is called: its content decides.</summary>
    private static readonly HashSet<string> Extensions =
        new([".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".zip"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> PictureExtensions =
        new([".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".gif"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The documents in a fixed order: as they were named, the content of a folder by path.</summary>
    /// <param name="suspects">Files and folders to screen.</param>
    /// <param name="against">Files and folders to compare with; what is also a suspect stays one.</param>
    /// <exception cref="InputException">A path does not exist, or a folder holds no document.</exception>
    public static IReadOnlyList<ScreeningInput> Collect(IEnumerable<string> suspects, IEnumerable<string> against, string folder)
    {
        List<(string Path, InputRole Role)> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((IEnumerable<string> paths, InputRole role) in new[] { (suspects, InputRole.Suspect), (against, InputRole.Against) })
            foreach (string path in paths)
                foreach (string document in Expand(path, folder))
                    if (seen.Add(RealPath(document)))
                        found.Add((document, role));
        IReadOnlyList<string> names = DocumentNames.For([.. found.Select(f => f.Path)]);
        return [.. found.Zip(names, (f, name) => new ScreeningInput(f.Path, name, f.Role))];
    }

    /// <summary>The same documents, the only suspect with its article's XML.</summary>
    /// <param name="inputs">The documents of a run.</param>
    /// <param name="jats">As typed; null where none was given.</param>
    /// <exception cref="InputException">There are several suspects, or the path does not exist.</exception>
    public static IReadOnlyList<ScreeningInput> WithJats(IReadOnlyList<ScreeningInput> inputs, string? jats, string folder)
    {
        if (jats is null) return inputs;
        int suspects = inputs.Count(i => i.Role == InputRole.Suspect);
        if (suspects != 1) throw new InputException($"{jats}: --jats goes with exactly one PDF to screen; {suspects} documents were given");
        string full = string.IsNullOrWhiteSpace(jats) ? "" : Path.TrimEndingDirectorySeparator(Path.GetFullPath(jats, folder));
        if (!Path.Exists(full)) throw new InputException($"{jats}: there is no such file or folder");
        return [.. inputs.Select(i => i.Role == InputRole.Suspect ? i with { Jats = full } : i)];
    }

    private static List<string> Expand(string path, string folder)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException("a document's name is empty; give a file or a folder");
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, folder));
        if (File.Exists(full)) return [full];
        if (!Directory.Exists(full)) throw new InputException($"{path}: there is no such file or folder");
        if (IsArticlePackage(full)) return [full];
        List<string> documents = [];
        try { AddFrom(full, documents); }
        catch (UnauthorizedAccessException e) { throw new InputException($"{path}: the folder cannot be read: {e.Message}", e); }
        return documents.Count > 0 ? documents
            : throw new InputException($"{path}: the folder holds no document (looked for {string.Join(", ", Extensions.Select(e => e[1..]))} and article packages, in subfolders too)");
    }

    private static void AddFrom(string folder, List<string> documents)
    {
        // Results of earlier runs hold pictures too, which are no documents.
        if (File.Exists(Path.Combine(folder, "findings.json"))) return;
        documents.AddRange(Directory.GetFiles(folder).Where(f => Extensions.Contains(Path.GetExtension(f)) && !IsHidden(f)).Order(StringComparer.Ordinal));
        foreach (string inner in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            // A linked folder may lead back up.
            if (IsHidden(inner) || new DirectoryInfo(inner).LinkTarget is not null) continue;
            if (IsArticlePackage(inner)) documents.Add(inner);
            else AddFrom(inner, documents);
        }
    }

    /// <summary>A JATS package: exactly one XML article with picture files beside it. A folder of many articles is a folder.</summary>
    internal static bool IsArticlePackage(string folder)
    {
        string[] files = Directory.GetFiles(folder);
        string[] articles = [.. files.Where(f => Path.GetExtension(f).ToUpperInvariant() is ".XML" or ".NXML")];
        if (articles.Length != 1 || !HasPictures(folder, files)) return false;
        using StreamReader reader = new(articles[0]);
        char[] head = new char[4096];
        int length = reader.ReadBlock(head, 0, head.Length);
        return head.AsSpan(0, length).Contains("<article", StringComparison.Ordinal);
    }

    private static bool HasPictures(string folder, string[] files) =>
        files.Any(IsPicture) || Directory.GetDirectories(folder).Any(inner => Directory.EnumerateFiles(inner).Any(IsPicture));

    private static bool IsPicture(string file) => PictureExtensions.Contains(Path.GetExtension(file));

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    private static string RealPath(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
}
