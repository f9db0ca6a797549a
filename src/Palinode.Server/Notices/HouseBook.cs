using Npgsql;
using Palinode.Server.Storage;

namespace Palinode.Server.Notices;

/// <summary>The house styles of journals, in versions: the newest holds, the older ones say how earlier notices were made.</summary>
internal sealed class HouseBook(TimeProvider time)
{
    /// <summary>The newest; the program's own where the journal has set none, or is not for this actor.</summary>
    public static async Task<House> ReadAsync(ActingTransaction transaction, Guid journal, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT house::text FROM palinode.journal_house WHERE journal_id = $1 ORDER BY version DESC LIMIT 1", r => r.GetString(0), stop, journal) is [var json] ? House.FromJson(json) : new House();

    /// <summary>The one that held at a moment: what approvers saw is what goes out, whatever an administrator has changed since.</summary>
    public static async Task<House> ReadAsync(ActingTransaction transaction, Guid journal, DateTimeOffset at, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT house::text FROM palinode.journal_house WHERE journal_id = $1 AND set_at <= $2 ORDER BY version DESC LIMIT 1", r => r.GetString(0), stop, journal, at.ToUniversalTime()) is [var json] ? House.FromJson(json) : new House();

    /// <summary>Adds a version; the caller commits.</summary>
    /// <exception cref="ConcurrentChangeException">Somebody was faster, or it is not for this actor.</exception>
    public async Task SetAsync(ActingTransaction transaction, Guid journal, House house, CancellationToken stop)
    {
        try
        {
            await transaction.ExecuteAsync(
                "INSERT INTO palinode.journal_house (journal_id, version, house, set_by, set_at) SELECT $1, coalesce(max(version), 0) + 1, $2::json, $3, $4 FROM palinode.journal_house WHERE journal_id = $1",
                stop, journal, house.ToJson(), transaction.Actor.Id, time.GetUtcNow());
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ConcurrentChangeException(e);
        }
    }
}
