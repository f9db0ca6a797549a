using Npgsql;

namespace Palinode.Server.Storage;

/// <summary>
/// One transaction on one person's behalf. Everything read or written in it passes the row-level policies for that person. Events that were
/// appended are sealed at the commit, together; without a commit nothing has happened.
/// </summary>
internal sealed class ActingTransaction(Actor actor, NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private readonly List<(Guid Case, long Sequence)> _unsealed = [];

    public Actor Actor => actor;

    /// <summary>A statement of this transaction; parameters are $1, $2, …</summary>
    public NpgsqlCommand Command(string sql, params object[] parameters)
    {
        NpgsqlCommand command = new(sql, connection, transaction);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken stop, params object[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Runs a query and makes a list of its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken stop, params object[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop);
        List<T> rows = [];
        while (await reader.ReadAsync(stop)) rows.Add(row(reader));
        return rows;
    }

    /// <summary>Makes all of it durable. When this returns, it is on disk, sealed.</summary>
    /// <exception cref="ConcurrentChangeException">Another transaction was faster in a way that only shows now; nothing has happened.</exception>
    public async Task CommitAsync(CancellationToken stop = default)
    {
        if (_unsealed.Count > 0)
            await ExecuteAsync("SELECT palinode.seal_events($1, $2)", stop, _unsealed.Select(e => e.Case).ToArray(), _unsealed.Select(e => e.Sequence).ToArray());
        try
        {
            // Not cancelled half-way: who asked must be able to know whether it happened.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
        {
            throw new ConcurrentChangeException(e);
        }
        _unsealed.Clear();
    }

    /// <summary>Remembers an event for the seal.</summary>
    internal void Appended(Guid caseId, long sequence) => _unsealed.Add((caseId, sequence));

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
