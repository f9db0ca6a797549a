using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>The files that belong to the repository: not what builds and runs leave behind.</summary>
internal static class RepositoryFiles
{
    private static readonly HashSet<string> LeftBehind = new([".git", ".build", "bin", "obj", "artifacts", "node_modules", "TestResults", "palinode-results", ".vs", ".vscode", ".idea"], StringComparer.Ordinal);

    /// <summary>Full paths of all files below a folder of the repository ("" for all of it) with one of the extensions, or all.</summary>
    public static IEnumerable<string> Below(string folder, params string[] extensions) =>
        Walk(Path.Combine(SharedMaterial.RepositoryRoot, folder)).Where(f => extensions.Length == 0 || extensions.Contains(Path.GetExtension(f)));

    /// <summary>Relative to the root, for messages.</summary>
    public static string Name(string file) => Path.GetRelativePath(SharedMaterial.RepositoryRoot, file);

    private static IEnumerable<string> Walk(string folder) => !Directory.Exists(folder) ? [] :
        Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder).Where(d => !LeftBehind.Contains(Path.GetFileName(d))).SelectMany(Walk)).Order(StringComparer.Ordinal);
}
