using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Storage.Backups;

/// <summary>
/// Everything of a service in one encrypted file: a dump of the database (one snapshot), the attachments, what went out, the journals' own letters, translations, the settings,
/// and the keys that open identities and sign heads. It opens with the recovery key alone, which is not in it. Sessions, tokens and links are left out: a restored
/// service knows nobody as signed in, and nothing that was taken back since opens it again.
/// Nothing is written to the disk in clear on the way.
/// </summary>
internal static class Backup
{
    public const string DatabaseEntry = "database.dump", FilesPrefix = "files/", SecretsPrefix = "secrets/";

    /// <summary>Files of the data folder that are in the backup under their own paths.</summary>
    public static bool IsOwnFile(string name) => name == "settings.json" || (name.StartsWith("published/", StringComparison.Ordinal) || name.StartsWith("letters/", StringComparison.Ordinal) || name.StartsWith("wording/", StringComparison.Ordinal))
        && name.Split('/').All(part => part.Length > 0 && part.Any(c => c != '.') && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));

    /// <summary>Keys without which the data cannot be used; passwords of the database are made anew.</summary>
    public static readonly string[] Keys = ["master.key", "head.key"];

    public static string RecoveryKeyPath(ServiceFolder folder) => Path.Combine(folder.Secrets, "recovery.key");

    /// <summary>Writes the file, complete or not at all.</summary>
    public static async Task WriteAsync(ServiceStorage storage, string path, CancellationToken stop)
    {
        if (File.Exists(path)) throw new InputException($"{path}: is there already; choose another name.");
        // A key that was never needed is made now, so that the backup is whole.
        _ = MasterKey.Of(storage.Folder);
        _ = SecretFile.Key(Path.Combine(storage.Folder.Secrets, "head.key"));
        string unfinished = path + ".unfinished";
        try
        {
            await using (FileStream file = new(unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                using EncryptedStream.Writer writer = new(file, SecretFile.Key(RecoveryKeyPath(storage.Folder)));
                // The database first: content is on disk before a row speaks of it, so every row of the dump finds its file.
                await DumpAsync(storage, writer, stop);
                foreach (string content in Directory.EnumerateFiles(storage.Folder.Files, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Length == 64).Order(StringComparer.Ordinal))
                    await WriteFileAsync(writer, FilesPrefix + Path.GetFileName(content), content, stop);
                foreach (string own in OwnFiles(storage.Folder)) await WriteFileAsync(writer, own, Path.Combine(storage.Folder.FullName, own), stop);
                foreach (string key in Keys)
                {
                    await using FileStream from = File.OpenRead(Path.Combine(storage.Folder.Secrets, key));
                    await BackupEntries.WriteAsync(writer, SecretsPrefix + key, from, stop);
                }
                BackupEntries.End(writer);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path);
            DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: cannot be written ({e.Message})", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>By their paths in the data folder. What nobody could have put there by the program's rules is left out.</summary>
    private static string[] OwnFiles(ServiceFolder folder) =>
    [
        .. ((string[])["published", "letters", "wording"]).Select(f => Path.Combine(folder.FullName, f)).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Append(folder.Settings).Where(File.Exists).Select(f => Path.GetRelativePath(folder.FullName, f)).Where(IsOwnFile).Order(StringComparer.Ordinal),
    ];

    /// <summary>A file that goes while the backup is made was referred to by nothing any more.</summary>
    private static async Task WriteFileAsync(EncryptedStream.Writer writer, string name, string path, CancellationToken stop)
    {
        FileStream from;
        try
        {
            from = File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }
        await using (from) await BackupEntries.WriteAsync(writer, name, from, stop);
    }

    /// <summary>A program of PostgreSQL, pointed at the database under the migrator's role.</summary>
    internal static ProcessStartInfo Program(ServiceStorage storage, string program, params string[] arguments)
    {
        NpgsqlConnectionStringBuilder at = storage.Admin;
        ProcessStartInfo start = PostgresPrograms.Find().Command(program,
            ["--host", at.Host!, "--port", at.Port.ToString(CultureInfo.InvariantCulture), "--username", DatabaseRoles.Migrator, "--dbname", at.Database!, "--no-password", $"--role={DatabaseRoles.Owner}", .. arguments]);
        start.Environment["PGPASSWORD"] = DatabaseRoles.MigratorPassword(storage.Folder);
        start.Environment["PGSSLMODE"] = at.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() };
        return start;
    }

    private static async Task DumpAsync(ServiceStorage storage, EncryptedStream.Writer writer, CancellationToken stop)
    {
        // The owner sees every row through its policies; without that option the programs refuse tables with row-level security.
        using Process dump = Process.Start(Program(storage, "pg_dump", "--format=custom", "--enable-row-security", "--exclude-table-data=palinode.session", "--exclude-table-data=palinode.api_token", "--exclude-table-data=palinode.invitation", "--exclude-table-data=palinode.passkey_question"))!;
        dump.StandardInput.Close();
        Task<string> errors = dump.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await BackupEntries.WriteAsync(writer, DatabaseEntry, dump.StandardOutput.BaseStream, stop);
            await dump.WaitForExitAsync(stop);
        }
        catch
        {
            dump.Kill(entireProcessTree: true);
            throw;
        }
        if (dump.ExitCode != 0) throw new InputException($"The database could not be dumped: {(await errors).Trim()}");
    }
}
