using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace Palinode.Server.Storage.Cluster;

/// <summary>
/// A PostgreSQL of the service's own: made at first use, reached through a unix socket alone, with generated passwords. The server is a
/// child in a process group of its own; when the service is killed it goes on, and the next start ends it in order before starting anew.
/// </summary>
internal sealed partial class PrivateCluster : IAsyncDisposable
{
    /// <summary>The role that made the cluster. It prepares roles and databases; the service itself never uses it.</summary>
    public const string Superuser = "palinode_cluster";

    /// <summary>How long PostgreSQL may take to recover after a crash, or to write everything at a stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Statements that a connection keeps prepared from their second use on. Planning one of ours, with the policies in it, takes longer than running it. Policies ask who
    /// acts at each run: a plan is nobody's.
    /// </summary>
    private const int Prepared = 150;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly ServiceFolder _folder;
    private readonly PostgresPrograms _programs;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process? _server;
    private Task<string> _said = Task.FromResult("");

    /// <param name="settings">Settings beyond those below; tests take durability away.</param>
    public PrivateCluster(ServiceFolder folder, PostgresPrograms programs, IReadOnlyDictionary<string, string>? settings = null) =>
        (_folder, _programs, _settings) = (folder, programs, settings ?? new Dictionary<string, string>());

    public string SuperuserPassword => SecretFile.Password(Path.Combine(_folder.Secrets, "cluster.password"));

    /// <summary>The server's process, for tests that end it.</summary>
    public int ProcessId => _server?.Id ?? throw new InvalidOperationException("The cluster is not running.");

    /// <summary>Ends when the server does.</summary>
    public Task Ended => _server?.WaitForExitAsync() ?? Task.CompletedTask;

    /// <summary>How to reach a cluster in this folder, whoever started it.</summary>
    public static NpgsqlConnectionStringBuilder Address(ServiceFolder folder) => new() { Host = folder.Socket, Port = 5432, Database = "postgres", IncludeErrorDetail = false, Timeout = 15, MaxAutoPrepare = Prepared, AutoPrepareMinUsages = 2 };

    /// <summary>Makes the cluster when there is none, ends what an earlier run left, starts, and returns when connections are taken.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        if (!Directory.Exists(_folder.Cluster)) await MakeAsync(stop);
        await EndLeftoverAsync(stop);
        if (!Directory.Exists(_folder.Socket)) _programs.MakeFolder(_folder.Socket);
        // Backends of a server that was killed notice it within moments, and hold its memory until then.
        for (int tries = 1; await TryStartAsync(lastTry: tries == 20, stop) is false; tries++) await Task.Delay(TimeSpan.FromMilliseconds(250), stop);
    }

    private async Task<bool> TryStartAsync(bool lastTry, CancellationToken stop)
    {
        _server?.Dispose();
        _server = Process.Start(_programs.Command("postgres", ["-D", _folder.Cluster, .. Settings().SelectMany(s => new[] { "-c", $"{s.Key}={s.Value}" })]))!;
        _server.StandardInput.Close();
        _ = _server.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _said = _server.StandardError.ReadToEndAsync(CancellationToken.None);
        Stopwatch clock = Stopwatch.StartNew();
        while (!IsReady(_server.Id))
        {
            if (_server.HasExited && !lastTry && (await _said).Contains("still in use", StringComparison.Ordinal)) return false;
            if (_server.HasExited)
                throw new InputException($"{_folder.Cluster}: PostgreSQL did not start: {(await _said).Split('\n', StringSplitOptions.RemoveEmptyEntries) switch { [.., var last] => last, _ => "it said nothing" }} (more in its folder log)");
            if (clock.Elapsed > Patience) throw new InputException($"{_folder.Cluster}: PostgreSQL did not become ready in {Patience.TotalMinutes} minutes; its folder log says why.");
            await Task.Delay(Glance, stop);
        }
        return true;
    }

    /// <summary>Lets running transactions be undone, writes everything, and ends; after a long wait without writing, which the next start repairs.</summary>
    public async Task StopAsync()
    {
        if (_server is null) return;
        if (!_server.HasExited)
        {
            Signal(_server.Id, FastShutdown);
            try
            {
                await _server.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                Signal(_server.Id, ImmediateShutdown);
                await _server.WaitForExitAsync();
            }
        }
        _server.Dispose();
        _server = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Dictionary<string, string> Settings()
    {
        Dictionary<string, string> settings = new()
        {
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = _folder.Socket,
            ["unix_socket_permissions"] = "0700",
            ["cluster_name"] = "palinode",
            ["max_connections"] = "100",
            ["password_encryption"] = "scram-sha-256",
            // What the service has acknowledged is on disk.
            ["synchronous_commit"] = "on",
            // Compiling a query pays where it runs for seconds; the costs guessed for policies would set it off for queries of milliseconds.
            ["jit"] = "off",
            ["logging_collector"] = "on",
            ["log_directory"] = "log",
            ["log_filename"] = "postgresql-%a.log",
            ["log_rotation_age"] = "1d",
            ["log_truncate_on_rotation"] = "on",
            // Statements and the details of errors hold names and letters: none of that is logged.
            ["log_statement"] = "none",
            ["log_min_error_statement"] = "panic",
            ["log_min_duration_statement"] = "-1",
            ["log_parameter_max_length"] = "0",
            ["log_parameter_max_length_on_error"] = "0",
            ["log_error_verbosity"] = "terse",
        };
        foreach ((string name, string value) in _settings) settings[name] = value;
        return settings;
    }

    /// <summary>Under another name first: a cluster is there completely or not at all.</summary>
    private async Task MakeAsync(CancellationToken stop)
    {
        string unfinished = _folder.Cluster + ".new", password = Path.Combine(_folder.FullName, "initial-password");
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        _programs.MakeFolder(unfinished);
        try
        {
            File.Delete(password);
            SecretFile.Write(password, System.Text.Encoding.ASCII.GetBytes(SuperuserPassword));
            _programs.GiveAway(password);
            await PostgresPrograms.RunAsync($"{_folder.FullName}: PostgreSQL could not make its files",
                _programs.Command("initdb", "-D", unfinished, "-U", Superuser, $"--pwfile={password}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"), stop);
        }
        finally
        {
            File.Delete(password);
        }
        string access = Path.Combine(unfinished, "pg_hba.conf");
        await File.WriteAllTextAsync(access, "# Made by Palinode: the unix socket with a password, and nothing else.\nlocal all all scram-sha-256\n", stop);
        Directory.Move(unfinished, _folder.Cluster);
        DurableFolder.Flush(_folder.FullName);
    }

    /// <summary>The server of a service that was killed still runs: end it as at any stop. A note of one that is gone PostgreSQL clears away itself.</summary>
    private async Task EndLeftoverAsync(CancellationToken stop)
    {
        if (Note() is not [var first, ..] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || !Serves(id)) return;
        Signal(id, FastShutdown);
        Stopwatch clock = Stopwatch.StartNew();
        while (Serves(id))
        {
            if (clock.Elapsed > Patience) throw new InputException($"{_folder.Cluster}: PostgreSQL of an earlier run (process {id}) does not end; end it by hand, then start again.");
            await Task.Delay(Glance, stop);
        }
    }

    /// <summary>Whether a process is the server of this folder, and not another with a number used again.</summary>
    private bool Serves(int id)
    {
        try
        {
            string[] command = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0');
            return command.Length > 2 && Path.GetFileName(command[0]) == "postgres" && command.Contains(_folder.Cluster);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>PostgreSQL writes its process id and its state into this file; "ready" is the eighth line.</summary>
    private bool IsReady(int id) => Note() is [var first, _, _, _, _, _, _, var state, ..] && first == id.ToString(CultureInfo.InvariantCulture) && state.Trim() == "ready";

    private string[] Note()
    {
        try
        {
            return File.ReadAllLines(Path.Combine(_folder.Cluster, "postmaster.pid"));
        }
        catch (IOException)
        {
            return [];
        }
    }

    private const int FastShutdown = 2;  // SIGINT
    private const int ImmediateShutdown = 3;  // SIGQUIT

    private static void Signal(int process, int signal) => _ = kill(process, signal);

    [LibraryImport("libc", SetLastError = true)] private static partial int kill(int process, int signal);
}
