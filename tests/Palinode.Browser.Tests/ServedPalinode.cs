using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Palinode.Browser.Tests;

/// <summary>The program as it is installed: <c>palinode serve</c> in a process, on an empty folder, with a browser before it. Skipped where chromium or PostgreSQL are missing.</summary>
[SetUpFixture]
internal sealed partial class ServedPalinode
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly StringBuilder Log = new();
    private static string? _missing;
    private static Process? _service;
    private static IPlaywright? _playwright;

    public static string Folder { get; } = Path.Combine("/tmp", $"pb-{Guid.NewGuid().ToString("N")[..10]}");
    public static Uri Address { get; private set; } = null!;
    public static IBrowser Browser { get; private set; } = null!;

    /// <summary>The link of the first administrator.</summary>
    public static string FirstLink { get; private set; } = "";

    /// <summary>What the service said since it began.</summary>
    public static string Said { get { lock (Log) return Log.ToString(); } }

    public static void Require()
    {
        if (_missing is not null) Assert.Ignore($"skipped: {_missing}");
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!File.Exists(Chromium)) _missing = "chromium is not installed";
        else if (!Directory.Exists("/usr/lib/postgresql")) _missing = "PostgreSQL is not installed";
        if (_missing is not null) return;
        ProcessStartInfo start = new(Program, ["serve", "--data", Folder, "--port", "0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _service = Process.Start(start)!;
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        _service.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        _service.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"palinode serve ended: {Said}"));
        _service.EnableRaisingEvents = true;
        _service.BeginOutputReadLine();
        _service.BeginErrorReadLine();
        Address = new Uri((await listening.Task.WaitAsync(TimeSpan.FromMinutes(2))).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        FirstLink = FirstLinkLine().Match(Said).Groups[1].Value;
        _playwright = await Playwright.CreateAsync();
        string[] arguments = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = arguments });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
        if (_service is null) return;
        using (Process interrupt = Process.Start("kill", ["-INT", _service.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(1));
        try { await _service.WaitForExitAsync(late.Token); }
        catch (OperationCanceledException) { _service.Kill(entireProcessTree: true); }
        _service.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The program as it was built beside these tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "Palinode.Cli");

    private static void Hear(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null) return;
        lock (Log) Log.AppendLine(line);
        if (ListeningLine().Match(line) is { Success: true } match) listening.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex(@"palinode listens on (http://\S+) ")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"first administrator, once: \S+?(/sign-up/\S+)")]
    private static partial Regex FirstLinkLine();
}
