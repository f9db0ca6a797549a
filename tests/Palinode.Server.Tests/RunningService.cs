using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.People;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests;

/// <summary>A whole service in this process, with a PostgreSQL of its own, on a free port of the loopback address.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ReadyWriter _output = new();
    private readonly Task _run;

    private RunningService(string folder, DoorLimits limits, bool demo, string? database)
    {
        Folder = folder;
        _run = Task.Run(() => Service.RunAsync(new ServiceOptions { Location = new(folder, database), Port = 0, DoorLimits = limits, Demo = demo }, _output, TextWriter.Synchronized(Error), _stop.Token));
    }

    public string Folder { get; }

    /// <summary>What the service said to whoever started it.</summary>
    public string Output => _output.ToString();

    /// <summary>What the service logged.</summary>
    public StringWriter Error { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>The way of the first administrator's link; null when there is an administrator.</summary>
    public string? SignUp { get; private set; }

    /// <param name="folder">Otherwise a new one.</param>
    /// <param name="limits">Otherwise the door may be tried as often as tests do.</param>
    /// <param name="demo">Filled with the sample.</param>
    /// <param name="database">Of the user's own; otherwise one in the folder.</param>
    public static async Task<RunningService> StartAsync(string? folder = null, DoorLimits? limits = null, bool demo = false, string? database = null)
    {
        SharedCluster.Require();
        RunningService service = new(folder ?? await CopyAsync(), limits ?? new DoorLimits { AddressTries = 10_000, AccountTries = 10_000 }, demo, database);
        // Ends early only when the start fails.
        await await Task.WhenAny(service._output.Ready, service._run);
        string output = service._output.ToString();
        service.Address = new Uri(Listening().Match(output).Groups[1].Value);
        service.SignUp = Link().Match(output) is { Success: true } link ? link.Groups[1].Value : null;
        return service;
    }

    /// <summary>A data folder with a cluster that was made and migrated once a run: making one takes seconds, copying it does not.</summary>
    private static async Task<string> CopyAsync()
    {
        string folder = SharedCluster.NewFolder();
        using Process copy = Process.Start("cp", ["-a", await Template.Value, folder]);
        await copy.WaitForExitAsync();
        copy.ExitCode.ShouldBe(0);
        return folder;
    }

    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        string folder = Path.Combine(SharedCluster.Folder.FullName, "template");
        await using (await ServiceStorage.OpenForServiceAsync(new(folder), CancellationToken.None)) { }
        return folder;
    });

    /// <summary>A browser of its own: keeps cookies, follows nothing by itself.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Asks again and again until it is so; a minute at most. Between two questions the processor is left to what is waited for.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, TimeSpan? atMost = null)
    {
        using CancellationTokenSource late = new(atMost ?? TimeSpan.FromMinutes(1));
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Tells when the line that says where the service listens has been written.</summary>
    private sealed class ReadyWriter : StringWriter
    {
        private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ready => _ready.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (Listening().IsMatch(value!)) _ready.TrySetResult();
        }
    }

    [GeneratedRegex(@"palinode listens on (http://\S+) ")]
    private static partial Regex Listening();

    [GeneratedRegex(@"first administrator, once: \S+?(/sign-up/\S+)")]
    private static partial Regex Link();
}
