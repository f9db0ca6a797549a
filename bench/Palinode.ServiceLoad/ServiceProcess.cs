using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Palinode.Benchmarks.Documents;

namespace Palinode.ServiceLoad;

/// <summary>A verb of the built program, as a user runs it, until disposed.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private const int Terminate = 15, LinesKept = 200;

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(Repository.App, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        _ = KeepAsync(_process.StandardOutput);
        _ = KeepAsync(_process.StandardError);
    }

    public int Id => _process.Id;

    public Uri Address => _address.Task.Result;

    /// <summary>The last lines of its log.</summary>
    public string Said { get { lock (_said) return string.Join('\n', _said); } }

    /// <summary>A service that listens.</summary>
    public static async Task<ServiceProcess> ServeAsync(string folder)
    {
        ServiceProcess serve = new("serve", "--data", folder, "--port", "0");
        if (await Task.WhenAny(serve._address.Task, serve._process.WaitForExitAsync()) != serve._address.Task) throw new InvalidOperationException($"The service did not start: {serve.Said}");
        return serve;
    }

    /// <summary>A worker more than the service's own.</summary>
    public static ServiceProcess Work(string folder) => new("worker", "--data", folder);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _ = kill(_process.Id, Terminate);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task KeepAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.Enqueue(line);
                if (_said.Count > LinesKept) _said.Dequeue();
            }
            if (Listening().Match(line) is { Success: true } match) _address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"palinode listens on (http://\S+) ")]
    private static partial Regex Listening();

    [LibraryImport("libc")] private static partial int kill(int process, int signal);
}
