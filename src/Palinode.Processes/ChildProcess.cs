using System.Diagnostics;
using System.Text;

namespace Palinode.Processes;

/// <summary>What to run and how much it may take.</summary>
/// <param name="Program">A tool on the PATH, or a full path.</param>
/// <param name="Arguments">Passed as they are, never through a shell.</param>
internal sealed record ChildCommand(string Program, params string[] Arguments)
{
    /// <summary>Seconds of wall time, and of processor time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes of address space, or of written memory where <see cref="ReservesMemory"/> says so.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The program reserves far more address space than it uses, as .NET does: what it may write to is limited instead.</summary>
    public bool ReservesMemory { get; init; }

    /// <summary>How many processors it keeps busy; processor time is limited to so many times <see cref="Seconds"/>.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>
    /// The system ends the child when the thread that called <see cref="ChildProcess.Run"/> ends, also by a kill of this process. That thread waits for the
    /// child to its end, so it is never too early.
    /// </summary>
    public bool EndsWithCaller { get; init; }

    /// <summary>It gets what nobody else wants of processors and disk: somebody waits for a page, nobody for this.</summary>
    public bool InBackground { get; init; }

    /// <summary>The child is ended when it writes more than this to standard output.</summary>
    public long MaxOutputBytes { get; init; } = 256L << 20;

    /// <summary>No file it writes may grow larger than this.</summary>
    public long MaxFileBytes { get; init; } = 512L << 20;

    /// <summary>Environment variables beyond the few that every child gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Its working folder, home and temporary folder; files it writes go there.</summary>
    public required TemporaryFolder Folder { get; init; }
}

internal enum ChildEnd { Exited, TookTooLong, WroteTooMuch }

/// <param name="End">How it ended; an exit code has a meaning only for <see cref="ChildEnd.Exited"/>.</param>
/// <param name="ExitCode">0 by custom for success; 128 + signal or negative when a limit or a crash ended it.</param>
/// <param name="Output">Standard output, empty where a reader took it.</param>
/// <param name="Errors">The first part of standard error.</param>
internal sealed record ChildResult(ChildEnd End, int ExitCode, byte[] Output, string Errors)
{
    public bool Succeeded => End == ChildEnd.Exited && ExitCode == 0;
    public string OutputText => Encoding.UTF8.GetString(Output);
}

/// <summary>
/// Runs a foreign program on untrusted input: limits on time, memory and output, no network where the system allows to take it away,
/// an almost empty environment. <c>prlimit</c> and <c>unshare</c> (util-linux) set the limits and then become the program
/// itself by exec, so there is one process to end and none can be left behind.
/// </summary>
internal static class ChildProcess
{
    private const int MaxErrorBytes = 64 << 10;

    /// <summary>What must stand in front to lose the network: works for root, or with user namespaces, or not at all.</summary>
    private static readonly Lazy<string[]> WithoutNetwork = new(() =>
        new string[][] { ["unshare", "--net", "--"], ["unshare", "--map-root-user", "--net", "--"] }.FirstOrDefault(Works) ?? []);

    /// <summary>
    /// What must stand in front to come after everybody else: the class of idle processes, which gives the processor up at once to whoever wakes (where that is
    /// forbidden, the lowest of the ordinary ranks), and the idle class of the disk. Linux ranks processes within their session only, and shares processors
    /// evenly between sessions; PostgreSQL's processes have one each. So the child gets a session of its own, and that a low rank among sessions, though not the
    /// lowest: on a machine that is never idle it goes on, slowly.
    /// </summary>
    private static readonly Lazy<string[]> AfterOthers = new(() =>
    [
        .. File.Exists("/proc/self/autogroup") && Works(["setsid"]) ? (string[])["setsid", "sh", "-c", "{ echo 10 > /proc/self/autogroup; } 2> /dev/null; exec \"$@\"", "sh"] : [],
        .. new string[][] { ["chrt", "--idle", "0"], ["nice", "-n", "19"] }.FirstOrDefault(Works) ?? [],
        .. new string[][] { ["ionice", "-c", "3"] }.FirstOrDefault(Works) ?? [],
    ]);

    /// <summary>Runs to the end, or to a limit, or until cancelled.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="cancel">Ends the child at once.</param>
    /// <param name="read">Takes standard output while it comes; null collects it in the result. What it throws ends the child and is passed on.</param>
    /// <exception cref="InputException">The program is not installed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the child is gone.</exception>
    public static ChildResult Run(ChildCommand command, CancellationToken cancel, Action<Stream>? read = null)
    {
        cancel.ThrowIfCancellationRequested();
        using Process process = Start(command);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(command.Seconds));
        using CancellationTokenRegistration onDeadline = deadline.Token.Register(() => End(process));
        using CancellationTokenRegistration onCancel = cancel.Register(() => End(process));
        Task<string> errors = Task.Factory.StartNew(() => FirstPart(process.StandardError.BaseStream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        byte[] output = [];
        bool tooMuch = false;
        try
        {
            using var bounded = new BoundedStream(process.StandardOutput.BaseStream, command.MaxOutputBytes);
            if (read is null) output = ReadAll(bounded);
            else read(bounded);
            if (bounded.ReadByte() >= 0) End(process);  // the reader has had enough
        }
        catch (BoundedStream.ExceededException)
        {
            tooMuch = true;
            End(process);
        }
        catch (IOException)
        {
            End(process);  // the stream broke off; the exit code, or the limit that was hit, says why
        }
        catch
        {
            End(process);
            throw;
        }
        process.WaitForExit();
        string said = errors.GetAwaiter().GetResult();
        cancel.ThrowIfCancellationRequested();
        ChildEnd end = tooMuch ? ChildEnd.WroteTooMuch : deadline.IsCancellationRequested ? ChildEnd.TookTooLong : ChildEnd.Exited;
        return new ChildResult(end, process.ExitCode, output, said);
    }

    private static Process Start(ChildCommand command)
    {
        string program = Path.IsPathRooted(command.Program) ? command.Program : Find(command.Program);
        var start = new ProcessStartInfo(Find("prlimit"))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = command.Folder.FullName,
        };
        int cpu = (int)Math.Ceiling(command.Seconds * command.Processors) + 1;
        string[] withCaller = command.EndsWithCaller ? [Find("setpriv"), "--pdeathsig", "KILL", "--"] : [];
        string[] limits = [command.ReservesMemory ? $"--data={command.MemoryBytes}" : $"--as={command.MemoryBytes}", $"--cpu={cpu}", $"--fsize={command.MaxFileBytes}", "--core=0", "--nofile=512"];
        foreach (string argument in (string[])[.. limits, "--", .. command.InBackground ? AfterOthers.Value : [], .. WithoutNetwork.Value, .. withCaller, program, .. command.Arguments]) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = command.Folder.FullName;
        foreach ((string name, string value) in command.Environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InputException($"{command.Program} could not be started.");
    }

    /// <summary>The full path of a tool, searched on the PATH.</summary>
    private static string Find(string tool)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries))
            if (File.Exists(Path.Combine(folder, tool))) return Path.Combine(folder, tool);
        string package = tool switch
        {
            "qpdf" or "weasyprint" => tool,
            _ when tool.StartsWith("pdf", StringComparison.Ordinal) => "poppler-utils",
            _ => "util-linux",
        };
        throw new InputException($"The program {tool} is not installed; install the package {package}.");
    }

    private static bool Works(string[] prefix)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(prefix[0], [.. prefix[1..], "true"]) { RedirectStandardError = true, UseShellExecute = false });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void End(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException) { }  // already gone
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Keeps the beginning and swallows the rest, so that a talkative child never blocks on a full pipe.</summary>
    private static string FirstPart(Stream stream)
    {
        byte[] kept = new byte[MaxErrorBytes], waste = new byte[8192];
        int length = 0, got;
        do
        {
            bool keep = length < kept.Length;
            got = keep ? stream.Read(kept, length, kept.Length - length) : stream.Read(waste, 0, waste.Length);
            if (keep) length += got;
        }
        while (got > 0);
        return Encoding.UTF8.GetString(kept, 0, length);
    }
}
