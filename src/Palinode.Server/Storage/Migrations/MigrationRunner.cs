using Npgsql;

namespace Palinode.Server.Storage.Migrations;

/// <summary>Brings a database to the schema of this version: each missing step in a transaction of its own, one runner at a time.</summary>
internal static class MigrationRunner
{
    /// <summary>The advisory lock of all runners; any fixed number would do.</summary>
    private const long Lock = 0x50_61_6C_69_6E_6F_64_65;

    /// <param name="migrator">Connections under the migrator's role.</param>
    /// <param name="steps">All steps in order; <see cref="Migration.All"/> outside tests.</param>
    /// <returns>How many steps were taken.</returns>
    /// <exception cref="InputException">The database comes from a newer Palinode, or a step that it has is not the one that is known here.</exception>
    public static async Task<int> RunAsync(NpgsqlDataSource migrator, IReadOnlyList<Migration> steps, CancellationToken stop)
    {
        await using NpgsqlConnection connection = await migrator.OpenConnectionAsync(stop);
        await ExecuteAsync(connection, $"SET ROLE {DatabaseRoles.Owner}", stop);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({Lock})", stop);
        try
        {
            await ExecuteAsync(connection, """
                CREATE SCHEMA IF NOT EXISTS palinode;
                CREATE TABLE IF NOT EXISTS palinode.migration (number int PRIMARY KEY, name text NOT NULL, sha256 bytea NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
                """, stop);
            Dictionary<int, (string Name, byte[] Sha256)> applied = await AppliedAsync(connection, stop);
            Check(applied, steps, connection.Database);
            int taken = 0;
            foreach (Migration step in steps.Where(s => !applied.ContainsKey(s.Number)))
            {
                await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop);
                await ExecuteAsync(connection, step.Sql, stop);
                await using NpgsqlCommand note = new("INSERT INTO palinode.migration (number, name, sha256) VALUES ($1, $2, $3)", connection)
                {
                    Parameters = { new() { Value = step.Number }, new() { Value = step.Name }, new() { Value = step.Sha256 } },
                };
                await note.ExecuteNonQueryAsync(stop);
                await transaction.CommitAsync(stop);
                taken++;
            }
            return taken;
        }
        finally
        {
            // Closing a pooled connection would release it as well; the next runner should not wait for that.
            if (connection.State == System.Data.ConnectionState.Open) await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static void Check(Dictionary<int, (string Name, byte[] Sha256)> applied, IReadOnlyList<Migration> steps, string database)
    {
        int known = steps.Count == 0 ? 0 : steps[^1].Number;
        if (applied.Count > 0 && applied.Keys.Max() is int newest && newest > known)
            throw new InputException($"The database {database} is at step {newest:0000}, and this Palinode knows steps up to {known:0000}: run the newer Palinode that made it.");
        foreach (Migration step in steps)
            if (applied.TryGetValue(step.Number, out (string Name, byte[] Sha256) there) && !there.Sha256.AsSpan().SequenceEqual(step.Sha256))
                throw new InputException($"The database {database} was made with another step {step.Number:0000} ({there.Name}) than this Palinode has: run the Palinode that made it, or restore a backup.");
    }

    private static async Task<Dictionary<int, (string, byte[])>> AppliedAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        Dictionary<int, (string, byte[])> applied = [];
        await using NpgsqlCommand command = new("SELECT number, name, sha256 FROM palinode.migration", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) applied[reader.GetInt32(0)] = (reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
