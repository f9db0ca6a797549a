using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Palinode.Server.Storage.Cluster;

/// <summary>
/// PostgreSQL's programs on this machine, and the account they run under: PostgreSQL refuses to run as root, so root runs them as
/// <c>postgres</c>, the account that Debian's package makes.
/// </summary>
internal sealed partial class PostgresPrograms
{
    /// <summary>The first version that this schema and these settings were tried with.</summary>
    public const int OldestVersion = 15;

    private const string Installed = "/usr/lib/postgresql";

    private readonly string _folder;
    private readonly (uint User, uint Group)? _account;

    private PostgresPrograms(string folder, (uint, uint)? account) => (_folder, _account) = (folder, account);

    /// <summary>The newest version that is installed.</summary>
    /// <param name="root">The folder with one folder a version, as Debian lays them out.</param>
    /// <exception cref="InputException">There is none, or only older ones.</exception>
    public static PostgresPrograms Find(string root = Installed)
    {
        (int Version, string Folder)[] found = Directory.Exists(root)
            ? [.. Directory.EnumerateDirectories(root)
                .Select(d => (Version: int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0, Folder: Path.Combine(d, "bin")))
                .Where(f => f.Version >= OldestVersion && File.Exists(Path.Combine(f.Folder, "postgres")) && File.Exists(Path.Combine(f.Folder, "initdb"))).OrderByDescending(f => f.Version)]
            : [];
        if (found.Length == 0)
            throw new InputException($"PostgreSQL {OldestVersion} or later is not installed; install the package postgresql, or name a database of your own with --database.");
        return new PostgresPrograms(found[0].Folder, Environment.IsPrivilegedProcess ? Account("postgres") : null);
    }

    /// <summary>A program ready to run under the right account, in a process group of its own: Ctrl-C at the terminal is the service's alone.</summary>
    public ProcessStartInfo Command(string program, params string[] arguments)
    {
        ProcessStartInfo start = new("setsid") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        // setsid and setpriv become the program itself by exec: one process, whose id is the program's.
        string[] asAccount = _account is var (user, group)
            ? ["setpriv", $"--reuid={user.ToString(CultureInfo.InvariantCulture)}", $"--regid={group.ToString(CultureInfo.InvariantCulture)}", "--clear-groups", "--"]
            : [];
        foreach (string part in (string[])[.. asAccount, Path.Combine(_folder, program), .. arguments]) start.ArgumentList.Add(part);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        return start;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InputException">It failed; the message ends with what it said.</exception>
    public static async Task RunAsync(string what, ProcessStartInfo start, CancellationToken stop)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(stop), errors = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        await output;
        if (process.ExitCode != 0) throw new InputException($"{what} (exit code {process.ExitCode}): {LastLine(await errors)}");
    }

    /// <summary>An empty folder that belongs to the account.</summary>
    public void MakeFolder(string path)
    {
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        GiveAway(path);
    }

    /// <summary>Makes a file or folder the account's.</summary>
    public void GiveAway(string path)
    {
        if (_account is var (user, group) && chown(path, user, group) != 0) throw new IOException($"{path}: the owner could not be changed (error {Marshal.GetLastPInvokeError()}).");
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : "it said nothing";

    private static (uint, uint) Account(string name)
    {
        foreach (string line in File.ReadLines("/etc/passwd"))
            if (line.Split(':') is [var user, _, var uid, var gid, ..] && user == name) return (uint.Parse(uid, CultureInfo.InvariantCulture), uint.Parse(gid, CultureInfo.InvariantCulture));
        throw new InputException($"PostgreSQL does not run as root, and this machine has no account {name}; install the package postgresql, or run palinode under an account of its own.");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)] private static partial int chown(string path, uint owner, uint group);
}
