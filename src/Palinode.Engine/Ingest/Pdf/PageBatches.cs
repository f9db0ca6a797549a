using System.Collections.Concurrent;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>
/// Runs an operation over a document's pages in batches, two at a time. A batch that fails is tried again page by page, so that one bad page
/// does not take its neighbours along; after a few bad pages the operation gives up on the rest.
/// </summary>
internal sealed class PageBatches(int pages, CancellationToken cancel)
{
    /// <summary>Pages a child: the start of one costs 20 to 40 ms, and 2 children should have work in a short article.</summary>
    private const int BatchSize = 6;

    /// <summary>After so many pages that fail by themselves the others are not tried: each may cost the full time limit.</summary>
    private const int MaxFailures = 3;

    private const int Workers = 2;
    private readonly ConcurrentBag<int> _failed = [];

    /// <summary>Pages that an operation could not read, in order.</summary>
    public IEnumerable<int> Failed => _failed.Distinct().Order();

    /// <param name="operations">Each reads pages from first to last, both included; false where it failed.</param>
    public void Run(params Func<int, int, bool>[] operations)
    {
        var work = from first in Enumerable.Range(0, (pages + BatchSize - 1) / BatchSize).Select(i => 1 + i * BatchSize)
                   from operation in operations
                   select (first, last: Math.Min(pages, first + BatchSize - 1), operation);
        int[] failures = new int[operations.Length];
        Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancel }, job =>
        {
            int which = Array.IndexOf(operations, job.operation);
            bool succeeds(int from, int to) => Volatile.Read(ref failures[which]) < MaxFailures && job.operation(from, to);
            if (succeeds(job.first, job.last)) return;
            for (int page = job.first; page <= job.last; page++)
            {
                if (job.first < job.last && succeeds(page, page)) continue;
                _failed.Add(page);
                Interlocked.Increment(ref failures[which]);
            }
        });
    }
}
