using System.Diagnostics;
using Npgsql;
using Palinode.Server.Keeping;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Migrations;

namespace Palinode.Server.Storage.Backups;

/// <summary>Makes a service from a backup, in an empty data folder; afterwards brings it to the schema of this version and walks its log.</summary>
internal static class Restore
{
    /// <summary>What <see cref="ServiceFolder"/> and the start make: removed again when a restore fails.</summary>
    private static readonly string[] Parts = ["cluster", "cluster.new", "socket", "secrets", "heads", "files", "published", "letters", "wording", "settings.json", "erased.txt", "lock"];

    /// <param name="erased">The list of erasures that the service has kept since, to erase again; null for none.</param>
    public static async Task<ChainReport> ReadAsync(ServiceLocation location, string path, string keyPath, CancellationToken stop, string? erased = null)
    {
        List<(string, Guid)> list = erased is null ? [] : ErasureList.Read(erased);
        ServiceFolder folder = new(location.Data ?? ServiceFolder.Default());
        if (Directory.Exists(folder.FullName) && Directory.EnumerateFileSystemEntries(folder.FullName).Any())
            throw new InputException($"{folder.FullName}: there is something in this folder already; restore into a new one with --data.");
        byte[] key = KeyFrom(keyPath);
        await using FileStream file = OpenFile(path);
        using EncryptedStream.Reader reader = new(file, key, path);
        bool done = false;
        try
        {
            // The first piece must open before anything is made.
            if (BackupEntries.NextName(reader) != Backup.DatabaseEntry) throw new InputException($"{path}: the backup was written by another version of Palinode.");
            await using ServiceStorage storage = await ServiceStorage.OpenEmptyAsync(location, stop);
            await RequireEmptyAsync(storage, stop);
            await RestoreDatabaseAsync(storage, reader, stop);
            await RestoreFilesAsync(storage.Folder, reader, path, stop);
            SecretFile.Write(Backup.RecoveryKeyPath(storage.Folder), key);
            await MigrationRunner.RunAsync(storage.Migrator, Migration.All, stop);
            if (list.Count > 0) await ErasureList.ApplyAsync(storage, list, TimeProvider.System, stop);
            await ErasureList.FollowAsync(storage.Migrator, storage.Folder, stop);
            ChainReport report = await ChainVerifier.VerifyAsync(storage.Migrator, null, stop);
            done = true;
            return report;
        }
        finally
        {
            if (!done) Remove(folder);
        }
    }

    private static async Task RequireEmptyAsync(ServiceStorage storage, CancellationToken stop)
    {
        await using NpgsqlCommand command = storage.Migrator.CreateCommand("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'palinode')");
        if (await command.ExecuteScalarAsync(stop) is true) throw new InputException($"The database {storage.Admin.Database} holds a Palinode already; name an empty one with --database.");
    }

    private static async Task RestoreDatabaseAsync(ServiceStorage storage, EncryptedStream.Reader reader, CancellationToken stop)
    {
        using Process restore = Process.Start(Backup.Program(storage, "pg_restore", "--single-transaction", "--exit-on-error"))!;
        Task<string> errors = restore.StandardError.ReadToEndAsync(CancellationToken.None), output = restore.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            try
            {
                await BackupEntries.CopyAsync(reader, restore.StandardInput.BaseStream, stop);
                restore.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended early; what it said tells why.
            }
            await restore.WaitForExitAsync(stop);
        }
        catch
        {
            // Without the end of its input it commits nothing.
            restore.Kill(entireProcessTree: true);
            throw;
        }
        await output;
        if (restore.ExitCode != 0) throw new InputException($"The database could not be restored: {(await errors).Trim().ReplaceLineEndings(" ")}");
    }

    private static async Task RestoreFilesAsync(ServiceFolder folder, EncryptedStream.Reader reader, string path, CancellationToken stop)
    {
        while (BackupEntries.NextName(reader) is { } name)
        {
            string place;
            // Names come from inside the sealed file, and still only three forms are taken.
            if (name.StartsWith(Backup.FilesPrefix, StringComparison.Ordinal) && Digest.Parse(name[Backup.FilesPrefix.Length..]) is { } sha256)
                place = Path.Combine(folder.Files, sha256.ToString()[..2], sha256.ToString());
            else if (Array.Find(Backup.Keys, k => name == Backup.SecretsPrefix + k) is { } keyName)
                place = Path.Combine(folder.Secrets, keyName);
            else if (Backup.IsOwnFile(name))
                place = Path.Combine(folder.FullName, name);
            else
                throw new InputException($"{path}: holds something unknown; it was written by another version of Palinode.");
            Directory.CreateDirectory(Path.GetDirectoryName(place)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using FileStream to = new(place, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            await BackupEntries.CopyAsync(reader, to, stop);
            to.Flush(flushToDisk: true);
        }
    }

    private static void Remove(ServiceFolder folder)
    {
        foreach (string part in Parts)
        {
            string path = Path.Combine(folder.FullName, part);
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }
    }

    private static byte[] KeyFrom(string path)
    {
        try
        {
            byte[] key = File.ReadAllBytes(path);
            return key.Length == 32 ? key : throw new InputException($"{path}: not a recovery key; it has 32 bytes and is called recovery.key in the folder secrets of the service that made the backup.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the recovery key cannot be read ({e.Message})", e);
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}
