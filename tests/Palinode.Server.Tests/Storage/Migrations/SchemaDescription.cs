using Npgsql;

namespace Palinode.Server.Tests.Storage.Migrations;

/// <summary>The schema of a database in words, in an order of its own: columns, constraints, indexes, policies, rights, functions, triggers. Two equal schemas give the same text.</summary>
internal static class SchemaDescription
{
    private const string Columns = """
        SELECT format('table %s column %s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
            coalesce(CASE a.attgenerated WHEN 's' THEN ' generated ' ELSE ' default ' END || pg_get_expr(d.adbin, d.adrelid), ''), '')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'palinode'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        """;

    private const string Constraints = "SELECT format('table %s constraint %s %s', r.relname, n.conname, pg_get_constraintdef(n.oid)) FROM pg_constraint n JOIN pg_class r ON r.oid = n.conrelid WHERE n.connamespace = 'palinode'::regnamespace";
    private const string Indexes = "SELECT format('table %s index %s', tablename, indexdef) FROM pg_indexes WHERE schemaname = 'palinode'";
    private const string Policies = "SELECT format('table %s policy %s for %s to %s using %s check %s', tablename, policyname, cmd, roles, qual, with_check) FROM pg_policies WHERE schemaname = 'palinode'";
    private const string Security = "SELECT format('table %s owner %s row security %s forced %s', relname, pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity) FROM pg_class WHERE relnamespace = 'palinode'::regnamespace AND relkind = 'r'";
    private const string Rights = "SELECT format('table %s grants %s to %s', table_name, privilege_type, grantee) FROM information_schema.role_table_grants WHERE table_schema = 'palinode' AND grantee <> 'palinode_owner'";
    private const string ColumnRights = "SELECT format('table %s column %s grants %s to %s', table_name, column_name, privilege_type, grantee) FROM information_schema.role_column_grants WHERE table_schema = 'palinode' AND grantee <> 'palinode_owner' AND privilege_type = 'UPDATE'";
    private const string Functions = "SELECT format('function %s rights %s', pg_get_functiondef(oid), proacl) FROM pg_proc WHERE pronamespace = 'palinode'::regnamespace";
    private const string Triggers = "SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'palinode'::regnamespace AND NOT t.tgisinternal";

    public static async Task<string> OfAsync(TestDatabase database)
    {
        List<string> lines = [];
        foreach (string query in (string[])[Columns, Constraints, Indexes, Policies, Security, Rights, ColumnRights, Functions, Triggers])
        {
            await using NpgsqlConnection connection = await database.SuperuserAsync();
            await using NpgsqlCommand command = new(query, connection);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(0).ReplaceLineEndings("\n").TrimEnd());
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines) + "\n";
    }
}
