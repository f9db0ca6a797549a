using Npgsql;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Storage;

/// <summary>
/// Three roles: the owner of all tables, who cannot sign in; the migrator, who may become the owner; the application, who owns nothing,
/// bypasses no policy, and cannot change or delete what the log holds.
/// </summary>
internal static class DatabaseRoles
{
    public const string Owner = "palinode_owner", Migrator = "palinode_migrator", Application = "palinode_application";

    public static string MigratorPassword(ServiceFolder folder) => SecretFile.Password(Path.Combine(folder.Secrets, "migrator.password"));

    public static string ApplicationPassword(ServiceFolder folder) => SecretFile.Password(Path.Combine(folder.Secrets, "application.password"));

    /// <summary>Makes the roles where they are missing and sets their passwords and rights, whatever someone changed.</summary>
    /// <param name="admin">A connection that may make roles.</param>
    public static async Task PrepareAsync(NpgsqlConnection admin, ServiceFolder folder, CancellationToken stop)
    {
        // The passwords are hexadecimal digits; a role's name and password cannot be parameters.
        string sql = $"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Owner}') THEN CREATE ROLE {Owner}; END IF;
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Migrator}') THEN CREATE ROLE {Migrator}; END IF;
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Application}') THEN CREATE ROLE {Application}; END IF;
            END $$;
            ALTER ROLE {Owner} NOLOGIN NOCREATEDB NOCREATEROLE;
            ALTER ROLE {Migrator} LOGIN NOINHERIT NOCREATEDB NOCREATEROLE PASSWORD '{MigratorPassword(folder)}';
            ALTER ROLE {Application} LOGIN NOINHERIT NOCREATEDB NOCREATEROLE PASSWORD '{ApplicationPassword(folder)}';
            GRANT {Owner} TO {Migrator};
            """;
        await using (NpgsqlCommand command = new(sql, admin)) await command.ExecuteNonQueryAsync(stop);
        await using NpgsqlCommand check = new("SELECT rolname FROM pg_roles WHERE rolname IN ($1, $2, $3) AND (rolsuper OR rolbypassrls) UNION SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member WHERE m.rolname = $3", admin)
        {
            Parameters = { new() { Value = Owner }, new() { Value = Migrator }, new() { Value = Application } },
        };
        if (await check.ExecuteScalarAsync(stop) is string wrong)
            throw new InputException($"The database role {wrong} may do more than Palinode's roles may (superuser, bypassing row-level security, or member of another role); take that away, then start again.");
    }

    /// <summary>Makes a database that belongs to the owner, and that nobody else but the two others may enter.</summary>
    public static async Task CreateDatabaseAsync(NpgsqlConnection admin, string name, CancellationToken stop)
    {
        await using NpgsqlCommand find = new("SELECT 1 FROM pg_database WHERE datname = $1", admin) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(stop) is null)
        {
            await using NpgsqlCommand create = new($"CREATE DATABASE \"{name}\" OWNER {Owner} ENCODING 'UTF8' TEMPLATE template0", admin);
            await create.ExecuteNonQueryAsync(stop);
        }
        await EnterAsync(admin, name, stop);
    }

    /// <summary>Lets Palinode's roles into a database, and no others.</summary>
    public static async Task EnterAsync(NpgsqlConnection admin, string name, CancellationToken stop)
    {
        await using NpgsqlCommand rights = new($"REVOKE ALL ON DATABASE \"{name}\" FROM PUBLIC; GRANT CONNECT ON DATABASE \"{name}\" TO {Migrator}, {Application}; GRANT CREATE ON DATABASE \"{name}\" TO {Owner}", admin);
        await rights.ExecuteNonQueryAsync(stop);
    }
}
