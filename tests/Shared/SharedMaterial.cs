namespace Palinode.Testing;

/// <summary>Finds the material beside the project (real articles, evaluation sets) and skips a test visibly where it is missing.</summary>
internal static class SharedMaterial
{
    /// <summary>The folder that holds Palinode.slnx.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A path below the shared folder, or the test is skipped with a reason.</summary>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([RepositoryRoot, "..", "shared", .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path)) Assert.Ignore($"skipped: ../shared/{string.Join('/', parts)} is not here");
        return Path.GetFullPath(path);
    }

    private static string FindRoot()
    {
        string? at = TestContext.CurrentContext.TestDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Palinode.slnx"))) at = Path.GetDirectoryName(at);
        return at ?? throw new InvalidOperationException("The tests must run below the folder that holds Palinode.slnx.");
    }
}
