using Npgsql;

namespace Palinode.Server.Storage;

/// <summary>The database under the application's role. There is one way in: a transaction on somebody's behalf.</summary>
internal sealed class CaseDatabase(NpgsqlDataSource application) : IAsyncDisposable
{
    /// <summary>Begins a transaction in which <paramref name="actor"/> reads and acts. It is undone unless committed.</summary>
    public async Task<ActingTransaction> BeginAsync(Actor actor, CancellationToken stop = default)
    {
        NpgsqlConnection connection = await application.OpenConnectionAsync(stop);
        try
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop);
            // The third argument makes the settings LOCAL: they end with the transaction, before the connection goes back to the pool.
            await using NpgsqlCommand command = new("SELECT set_config('palinode.acting_as', $1, true), set_config('palinode.person', $2, true), set_config('palinode.journal', $3, true)", connection)
            {
                Parameters = { new() { Value = actor.As }, new() { Value = actor.Id.ToString() }, new() { Value = actor.Journal?.ToString() ?? "" } },
            };
            await command.ExecuteNonQueryAsync(stop);
            return new ActingTransaction(actor, connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken stop)
    {
        try
        {
            await using NpgsqlCommand command = application.CreateCommand("SELECT 1");
            return await command.ExecuteScalarAsync(stop) is 1;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Closes the connections that a server which died has left behind.</summary>
    public void ForgetConnections() => application.Clear();

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
