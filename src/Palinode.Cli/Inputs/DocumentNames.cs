namespace Palinode.Cli.Inputs;

/// <summary>
/// What results call documents: the path below the deepest folder that holds all of them, with forward slashes. So a result does
/// not say on whose machine, and where, it was made.
/// </summary>
internal static class DocumentNames
{
    /// <param name="paths">Full paths, each once.</param>
    /// <returns>The names in the same order: "suspect.pdf", "corpus/paper1.pdf"; for a single path its last part.</returns>
    public static IReadOnlyList<string> For(IReadOnlyList<string> paths)
    {
        string[][] folders = [.. paths.Select(p => Parts(Path.GetDirectoryName(p) ?? ""))];
        int shared = folders.Length == 0 ? 0 : folders.Min(f => f.Length);
        for (int i = 0; i < shared; i++)
            if (folders.Any(f => f[i] != folders[0][i]))
                shared = i;
        return [.. paths.Select(p => string.Join('/', Parts(p).Skip(shared)))];
    }

    private static string[] Parts(string path) => path.Split((char[])[Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
