using System.Globalization;
using Palinode.Engine;

namespace Palinode.Cli.Terminal;

/// <summary>Progress for programs: one line a step with stage, done and total, parted by tabs. A stage's first and last step are always told, others ten times a second at most.</summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider time) : IProgress<ScreeningProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private string? _stage;
    private long _last;

    public void Report(ScreeningProgress value)
    {
        lock (_lock)
        {
            if (value.Stage == _stage && value.Done < value.Total && time.GetElapsedTime(_last) < Pause) return;
            (_stage, _last) = (value.Stage, time.GetTimestamp());
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{value.Stage}\t{value.Done}\t{value.Total}\n"));
            output.Flush();
        }
    }
}
