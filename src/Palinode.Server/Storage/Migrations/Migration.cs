using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Palinode.Server.Storage.Migrations;

/// <summary>One numbered step of the schema: a .sql file of this folder. Once it has been released it is never changed; a later one corrects it.</summary>
internal sealed partial record Migration(int Number, string Name, string Sql)
{
    /// <summary>All steps of this version, in order.</summary>
    public static ImmutableArray<Migration> All { get; } = Read(typeof(Migration).Assembly);

    /// <summary>Of the file's text; tells a changed step.</summary>
    public byte[] Sha256 { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    private static ImmutableArray<Migration> Read(Assembly assembly)
    {
        ImmutableArray<Migration> all =
        [
            .. assembly.GetManifestResourceNames().Select(n => FileName().Match(n)).Where(m => m.Success).Select(m =>
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(m.Value)!, Encoding.UTF8);
                return new Migration(int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value, reader.ReadToEnd());
            }).OrderBy(m => m.Number),
        ];
        return all.Select(m => m.Number).SequenceEqual(Enumerable.Range(1, all.Length)) ? all : throw new InvalidOperationException("The migrations must be numbered 0001, 0002, … without a gap.");
    }

    [GeneratedRegex(@"^([0-9]{4})_([a-z_]+)\.sql$")]
    private static partial Regex FileName();
}
