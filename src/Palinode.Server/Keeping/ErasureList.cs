using System.Globalization;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Keeping;

/// <summary>
/// What was erased, one line each, in a file of the data folder: kind and random id, no name. A backup knows people again who were erased after it was made;
/// whoever restores it gives this file, and they are erased once more. The file follows the table, which is in the transaction of each erasure.
/// </summary>
internal static class ErasureList
{
    /// <summary>Lines of a list; more is no list of ours.</summary>
    private const int Most = 1_000_000;
    /// <summary>One at a time: the daily duties and every erasure follow the table.</summary>
    private static readonly SemaphoreSlim One = new(1);

    private const string Why = "Erased before the backup was restored, and erased again";

    public static string PathIn(ServiceFolder folder) => Path.Combine(folder.FullName, "erased.txt");

    /// <summary>Appends what the file lacks, and makes it durable.</summary>
    /// <returns>How many lines were added.</returns>
    public static async Task<int> FollowAsync(NpgsqlDataSource migrator, ServiceFolder folder, CancellationToken stop)
    {
        await One.WaitAsync(stop);
        try
        {
            return await AppendAsync(migrator, folder, stop);
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task<int> AppendAsync(NpgsqlDataSource migrator, ServiceFolder folder, CancellationToken stop)
    {
        string path = PathIn(folder);
        HashSet<(string, Guid)> known = File.Exists(path) ? [.. Read(path)] : [];
        List<string> lines = [];
        await using (NpgsqlConnection connection = await OwnerAsync(migrator, stop))
        await using (NpgsqlCommand command = new("SELECT thing, identity_id, erased_at FROM palinode.erasure ORDER BY erased_at, identity_id", connection))
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop))
                if (!known.Contains((reader.GetString(0), reader.GetGuid(1)))) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(0)} {reader.GetGuid(1)} {reader.GetFieldValue<DateTimeOffset>(2).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"));
        if (lines.Count == 0) return 0;
        await using FileStream file = new(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        CutUnfinishedLine(file);
        await using StreamWriter writer = new(file) { NewLine = "\n" };
        foreach (string line in lines) await writer.WriteLineAsync(line);
        await writer.FlushAsync(stop);
        file.Flush(flushToDisk: true);
        return lines.Count;
    }

    /// <summary>What a crash has left of a last line is written anew, whole: behind it the next line would be none.</summary>
    private static void CutUnfinishedLine(FileStream file)
    {
        long end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }
        file.SetLength(end);
        file.Position = end;
    }

    /// <summary>Kind and id of each line. A last line that a crash has cut is passed over; the table knows it.</summary>
    /// <exception cref="InputException">It is no such list.</exception>
    public static List<(string Thing, Guid Id)> Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the list of erasures cannot be read ({e.Message})", e);
        }
        List<(string, Guid)> all = [];
        string[] lines = text.Split('\n');
        if (lines.Length > Most) throw new InputException($"{path}: no list of erasures that palinode wrote.");
        for (int i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].Split(' ') is [var thing and ("identity" or "text" or "attachment" or "letter" or "screening"), var id, _] && Guid.TryParse(id, out Guid row)) all.Add((thing, row));
            else throw new InputException($"{path}, line {i + 1}: no line of a list of erasures; give erased.txt of the service, unchanged.");
        }
        return all;
    }

    /// <summary>Erases again in a restored database what the list names, and writes events where the cases' logs do not say so yet.</summary>
    /// <returns>How many things were erased.</returns>
    public static async Task<int> ApplyAsync(ServiceStorage storage, IReadOnlyList<(string Thing, Guid Id)> list, TimeProvider time, CancellationToken stop)
    {
        List<(Guid Case, Guid Journal, ErasureRecorded Event)> events = [];
        int erased = 0;
        await using (NpgsqlConnection connection = await OwnerAsync(storage.Migrator, stop))
        await using (NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop))
        {
            foreach ((string thing, Guid id) in list)
            {
                events.AddRange(await CasesOfAsync(connection, thing, id, stop));
                string sql = thing switch
                {
                    "identity" => "DELETE FROM palinode.identity WHERE id = $1 RETURNING journal_id",
                    "text" => "DELETE FROM palinode.sealed_text WHERE id = $1 RETURNING journal_id",
                    "attachment" => "DELETE FROM palinode.attachment WHERE id = $1 RETURNING journal_id",
                    "screening" => "DELETE FROM palinode.job_file WHERE job_id = $1 RETURNING journal_id",
                    _ => "UPDATE palinode.outbox SET box = NULL, wrapped_key = NULL, state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'failed' END WHERE id = $1 AND box IS NOT NULL RETURNING journal_id",
                };
                Guid? journal;
                await using (NpgsqlCommand command = new(sql, connection) { Parameters = { new() { Value = id } } }) journal = await command.ExecuteScalarAsync(stop) as Guid?;
                if (journal is null) continue;
                erased++;
                await using NpgsqlCommand note = new("INSERT INTO palinode.erasure (identity_id, journal_id, erased_by, thing) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", connection)
                {
                    Parameters = { new() { Value = id }, new() { Value = journal.Value }, new() { Value = Actor.ServiceId }, new() { Value = thing } },
                };
                await note.ExecuteNonQueryAsync(stop);
            }
            await transaction.CommitAsync(stop);
        }
        foreach (IGrouping<(Guid Case, Guid Journal), ErasureRecorded> one in events.GroupBy(e => (e.Case, e.Journal), e => e.Event)) await RecordAsync(storage.Cases, one.Key.Case, one.Key.Journal, [.. one.Distinct()], time, stop);
        return erased;
    }

    /// <summary>Where the log speaks of the thing, and as what.</summary>
    private static async Task<List<(Guid, Guid, ErasureRecorded)>> CasesOfAsync(NpgsqlConnection connection, string thing, Guid id, CancellationToken stop)
    {
        string sql = thing switch
        {
            "identity" => "SELECT case_id, journal_id, CASE WHEN type LIKE 'concern-received/%' THEN NULL ELSE $1::text END FROM palinode.event WHERE type LIKE 'concern-received/%' AND payload->>'raiser' = $1::text OR type LIKE 'party-added/%' AND payload->>'party' = $1::text",
            "text" => "SELECT case_id, journal_id, id::text FROM palinode.sealed_text WHERE id = $1::uuid AND audience = 'case'",
            "attachment" => "SELECT e.case_id, e.journal_id, e.payload->>'evidence' FROM palinode.attachment a JOIN palinode.event e ON e.case_id = a.case_id WHERE a.id = $1::uuid AND e.type LIKE 'evidence-attached/%' AND e.payload->>'content' = encode(a.sha256, 'hex')",
            _ => "SELECT case_id, journal_id, NULL FROM palinode.outbox WHERE false AND id = $1::uuid",
        };
        List<(Guid, Guid, ErasureRecorded)> found = [];
        await using NpgsqlCommand command = new(sql, connection) { Parameters = { new() { Value = id.ToString() } } };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            string? named = reader.IsDBNull(2) ? null : reader.GetString(2);
            ErasedThing what = thing switch { "identity" => named is null ? ErasedThing.RaiserIdentity : ErasedThing.PartyIdentity, "text" => ErasedThing.Text, _ => ErasedThing.Evidence };
            found.Add((reader.GetGuid(0), reader.GetGuid(1), new ErasureRecorded(what, ErasureGround.LawfulRequest, named)));
        }
        return found;
    }

    private static async Task RecordAsync(CaseDatabase cases, Guid caseId, Guid journal, IReadOnlyList<ErasureRecorded> events, TimeProvider time, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        List<EventEnvelope> log = await EventStore.ReadAsync(transaction, caseId, stop);
        ErasureRecorded[] said = [.. log.Where(e => e.Type == CaseEventJson.NameOf(typeof(ErasureRecorded))).Select(e => (ErasureRecorded)CaseEventJson.Read(e.Type, e.Payload))];
        NewEvent[] missing = [.. events.Where(e => !said.Any(s => s.Thing == e.Thing && s.Id == e.Id)).Select(e => new NewEvent(CaseEventJson.NameOf(e), CaseEventJson.Write(e), Why))];
        if (missing.Length == 0) return;
        await new EventStore(time).AppendAsync(transaction, caseId, journal, log.Count, missing, stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task<NpgsqlConnection> OwnerAsync(NpgsqlDataSource migrator, CancellationToken stop)
    {
        NpgsqlConnection connection = await migrator.OpenConnectionAsync(stop);
        await using NpgsqlCommand role = new($"SET ROLE {DatabaseRoles.Owner}", connection);
        await role.ExecuteNonQueryAsync(stop);
        return connection;
    }
}
