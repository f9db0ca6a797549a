using System.Runtime.ExceptionServices;

namespace Palinode.Cli.Terminal;

/// <summary>
/// Runs long work so that Ctrl-C is answered within a second. The work hears of the request through its token and normally ends
/// by itself; when it sits in a long native call it is left behind, and the process ends without it.
/// </summary>
internal static class PromptWork
{
    /// <summary>How long the work may take to end by itself: leaves room within the promised second for the process to end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(600);

    /// <exception cref="OperationCanceledException">Stopped, by itself or left behind.</exception>
    public static T Run<T>(Func<T> work, CancellationToken stop)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread worker = new(() =>
        {
            try { result = work(); }
            catch (Exception e) { failure = ExceptionDispatchInfo.Capture(e); }
        })
        { IsBackground = true, Name = "work" };
        using ManualResetEventSlim stopped = new();
        using CancellationTokenRegistration registration = stop.Register(stopped.Set);
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(50)))
        {
            if (!stopped.IsSet) continue;
            if (!worker.Join(Grace)) throw new OperationCanceledException(stop);
            break;
        }
        if (failure is not null && stop.IsCancellationRequested) throw new OperationCanceledException("stopped", failure.SourceException, stop);
        failure?.Throw();
        return result!;
    }
}
