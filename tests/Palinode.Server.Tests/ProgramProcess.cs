using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Palinode.Server.Tests;

/// <summary>The program in a process of its own, which tests may kill.</summary>
internal sealed partial class ProgramProcess : IAsyncDisposable
{
    private const int Terminate = 15, Kill9 = 9;

    private readonly Process _process;
    private readonly Task _copying;
    private readonly StringWriter _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(Process process)
    {
        _process = process;
        _copying = Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
    }

    /// <summary>The built program, beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Palinode.Cli");

    public int Id => _process.Id;

    /// <summary>All that it said.</summary>
    public string Said { get { lock (_output) return _output.ToString(); } }

    /// <summary>Where the service listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>The way of the first administrator's link; null when there is an administrator.</summary>
    public string? SignUp => Link().Match(Said) is { Success: true } link ? link.Groups[1].Value : null;

    public static ProgramProcess Start(params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!);

    /// <summary>A service on a folder of data, listening.</summary>
    public static async Task<ProgramProcess> ServeAsync(string folder)
    {
        ProgramProcess serve = Start("serve", "--data", folder, "--port", "0");
        if (await Task.WhenAny(serve._address.Task, serve._process.WaitForExitAsync()) != serve._address.Task)
        {
            await serve._copying;
            throw new InvalidOperationException($"The service did not start: {serve.Said}");
        }
        return serve;
    }

    /// <summary>Processes whose command line holds all these words.</summary>
    public static IReadOnlyList<int> Find(params string[] words)
    {
        List<int> found = [];
        foreach (string entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), out int id)) continue;
            try
            {
                string line = File.ReadAllText(Path.Combine(entry, "cmdline"));
                if (Array.TrueForAll(words, line.Contains)) found.Add(id);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended.
            }
        }
        return found;
    }

    /// <summary>The workers of a service on this folder.</summary>
    public static IReadOnlyList<int> Workers(string folder) => Find("\0worker\0", folder);

    public static void KillHard(int process) => _ = kill(process, Kill9);

    public async Task KillAsync()
    {
        KillHard(Id);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = kill(Id, Terminate);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _copying;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await StopAsync();
        _process.Dispose();
    }

    private async Task CopyAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_output) _output.WriteLine(line);
            if (Listening().Match(line) is { Success: true } match) _address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"palinode listens on (http://\S+) ")]
    private static partial Regex Listening();

    [GeneratedRegex(@"first administrator, once: \S+?(/sign-up/\S+)")]
    private static partial Regex Link();

    [LibraryImport("libc")] private static partial int kill(int process, int signal);
}
