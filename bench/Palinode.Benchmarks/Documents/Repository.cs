namespace Palinode.Benchmarks.Documents;

/// <summary>Where things lie, whatever folder the benchmarks are started from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The program as a user runs it.</summary>
    public static string App => Path.Combine(Root, "src", "Palinode.Cli", "bin", "Release", "net10.0", "Palinode.Cli");

    public static string Results => Path.Combine(Root, "bench", "results");

    private static string Find()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Palinode.slnx"))) return folder;
        throw new InvalidOperationException("The benchmarks run from a checkout of the repository.");
    }
}
