using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Palinode.Browser.Tests;

/// <summary>The program as it is installed: <c>palinode serve</c> in a process, on an empty folder.</summary>
internal sealed partial class ServedProcess : IAsyncDisposable
{
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _service;

    private ServedProcess(string[] more)
    {
        _service = new Process { StartInfo = new ProcessStartInfo(Program, ["serve", "--data", Folder, "--port", "0", .. more]) { RedirectStandardOutput = true, RedirectStandardError = true }, EnableRaisingEvents = true };
        _service.OutputDataReceived += (_, line) => Hear(line.Data);
        _service.ErrorDataReceived += (_, line) => Hear(line.Data);
        _service.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"palinode serve ended: {Said}"));
    }

    /// <summary>The program as it was built beside these tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "Palinode.Cli");

    public string Folder { get; } = Path.Combine("/tmp", $"pb-{Guid.NewGuid().ToString("N")[..10]}");
    public Uri Address { get; private set; } = null!;

    /// <summary>What the service said since it began.</summary>
    public string Said { get { lock (_log) return _log.ToString(); } }

    public static async Task<ServedProcess> StartAsync(params string[] more)
    {
        ServedProcess served = new(more);
        served._service.Start();
        served._service.BeginOutputReadLine();
        served._service.BeginErrorReadLine();
        served.Address = new Uri((await served._listening.Task.WaitAsync(TimeSpan.FromMinutes(3))).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        using (Process interrupt = Process.Start("kill", ["-INT", _service.Id.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(1));
        try { await _service.WaitForExitAsync(late.Token); }
        catch (OperationCanceledException) { _service.Kill(entireProcessTree: true); }
        _service.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        if (ListeningLine().Match(line) is { Success: true } match) _listening.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex(@"palinode listens on (http://\S+) ")]
    private static partial Regex ListeningLine();
}
