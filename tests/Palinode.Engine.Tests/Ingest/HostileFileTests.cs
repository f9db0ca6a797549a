using System.Collections.Concurrent;
using System.Diagnostics;
using Palinode.Engine.Ingest;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Ingest;

/// <summary>Files that broke or stressed other programs: each is read, or refused in one line, within its limits.</summary>
[Category("Hostile")]
internal sealed class HostileFileTests
{
    [TestCase("pdf")]
    [TestCase("images")]
    public void Every_hostile_file_is_read_or_refused(string kind)
    {
        string folder = SharedMaterial.Require("hostile", kind);
        // Shorter limits than a person would set: what matters here is that they hold.
        var options = new IngestOptions { ChildSeconds = 6, MaxPages = 60 };
        var wrong = new ConcurrentBag<string>();
        int read = 0, refused = 0;
        Parallel.ForEach(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal), new ParallelOptions { MaxDegreeOfParallelism = 2 }, path =>
        {
            string name = Path.GetFileName(path);
            long start = Stopwatch.GetTimestamp();
            try
            {
                new DocumentReader().Read(path, name, options);
                Interlocked.Increment(ref read);
            }
            catch (InputException e)
            {
                Interlocked.Increment(ref refused);
                if (e.Message.Contains('\n', StringComparison.Ordinal) || !e.Message.StartsWith(name, StringComparison.Ordinal)) wrong.Add($"{name}: not one clear line: {e.Message}");
            }
            catch (Exception e) when (e is not OutOfMemoryException) { wrong.Add($"{name}: {e.GetType().Name}: {e.Message}"); }
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds > 75) wrong.Add($"{name}: took {seconds:0} s");
        });
        TestContext.Out.WriteLine($"{kind}: {read} read, {refused} refused");
        wrong.ShouldBeEmpty();
        (read + refused).ShouldBeGreaterThan(100);
    }
}
