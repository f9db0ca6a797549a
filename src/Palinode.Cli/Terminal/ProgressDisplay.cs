using Palinode.Engine;
using Spectre.Console;

namespace Palinode.Cli.Terminal;

/// <summary>Shows the stages of long work on a terminal, and nothing elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="work"/> and shows how far it is; stopped promptly by <paramref name="stop"/>.</summary>
    public static T Run<T>(bool show, Func<IProgress<ScreeningProgress>?, T> work, CancellationToken stop)
    {
        if (!show) return PromptWork.Run(() => work(null), stop);
        return AnsiConsole.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => PromptWork.Run(() => work(new Stages(context)), stop));
    }

    /// <summary>One line a stage. Reports may come from several threads, and are shown as they come.</summary>
    private sealed class Stages(ProgressContext context) : IProgress<ScreeningProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(ScreeningProgress value)
        {
            lock (_lock)
            {
                if (!_tasks.TryGetValue(value.Stage, out ProgressTask? task))
                    _tasks[value.Stage] = task = context.AddTask(Markup.Escape(value.Stage), maxValue: Math.Max(1, value.Total));
                task.MaxValue = Math.Max(1, value.Total);
                task.Value = Math.Max(task.Value, value.Total == 0 ? 1 : value.Done);
            }
        }
    }
}
