using System.Diagnostics;
using Palinode.Cli.Terminal;

namespace Palinode.Cli.Tests.Terminal;

internal sealed class PromptWorkTests
{
    [Test]
    public void Work_returns_what_it_made() => PromptWork.Run(() => 42, CancellationToken.None).ShouldBe(42);

    [Test]
    public void An_error_comes_through_as_it_is() =>
        Should.Throw<InvalidDataException>(() => PromptWork.Run<int>(() => throw new InvalidDataException("as it is"), CancellationToken.None)).Message.ShouldBe("as it is");

    [Test]
    public void Work_that_hears_of_the_stop_ends_as_cancelled()
    {
        using CancellationTokenSource stop = new();
        Should.Throw<OperationCanceledException>(() => PromptWork.Run(() =>
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
            return 0;
        }, stop.Token));
    }

    [Test]
    public void Work_that_does_not_hear_is_left_behind_within_a_second()
    {
        using CancellationTokenSource stop = new();
        ManualResetEventSlim release = new();
        Stopwatch clock = Stopwatch.StartNew();
        Should.Throw<OperationCanceledException>(() => PromptWork.Run(() =>
        {
            stop.Cancel();
            release.Wait();
            return 0;
        }, stop.Token));
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(1);
        release.Set();
    }
}
