using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using Palinode.Benchmarks.Documents;
using Palinode.Cases;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.ServiceLoad;

/// <summary>
/// Journals, people and cases of a service that has been in use for two years: one case in twenty-five is long. Each event comes of a request that the rules allowed, is
/// written by the service's own code in its own PostgreSQL, chained and sealed. Everything is invented.
/// </summary>
internal sealed class Filling(LoadPlan plan, ServiceFolder folder, CaseDatabase cases)
{
    public const string Password = "forty-nine wooden spoons";

    /// <summary>A case of at least so many events is called long.</summary>
    public const int Long = 100;

    /// <summary>Cases with a document that can be screened.</summary>
    private const int Screened = 24;

    private const int Journals = 5, LongEvery = 25, LongEvents = 150, AtOnce = 2;

    private static readonly CaseRole[][] RolesInTurn =
    [
        [CaseRole.Intake], [CaseRole.Editor], [CaseRole.Investigator], [CaseRole.Intake, CaseRole.Investigator], [CaseRole.Editor, CaseRole.Investigator],
        [CaseRole.Approver], [CaseRole.Investigator], [CaseRole.Editor], [CaseRole.Administrator, CaseRole.Editor], [CaseRole.Auditor],
    ];

    internal static readonly string[] Words = ["kinase", "thyroid", "membrane", "lectin", "zebrafish", "cortex", "fibroblast", "autophagy", "collagen", "enzyme"];

    private readonly Guid[] _journals = new Guid[Journals];
    private readonly Dictionary<(int Journal, CaseRole Role), Guid> _who = [];

    public static string Login(int person) => $"person{person}@example.org";

    /// <summary>Works for all journals, and requests screenings.</summary>
    public static string Screener => "screener@example.org";

    internal static string Title(Random random) => $"The {Pick(random, Words)} of the {Pick(random, Words)} in imaginary {Pick(random, Words)} cells, part {random.Next(1, 500)}";

    internal static string Sentence(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => $"Looked at the {Pick(random, Words)} panels of the figure again; the {Pick(random, Words)} rows are to be compared with the originals."));

    public async Task RunAsync()
    {
        await PeopleAsync();
        int[] lengths = Lengths();
        StoredContent article;
        AttachmentStore store = new(folder, MasterKey.Of(folder), new AttachmentOptions());
        await using (FileStream sample = File.OpenRead(Path.Combine(Repository.Root, "samples", "suspect.pdf"))) article = await store.ReceiveAsync(sample);
        await Parallel.ForAsync(0, plan.Cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, stop) =>
        {
            int journal = i % Journals;
            FilledCase one = new(cases, MasterKey.Of(folder), _journals[journal], role => _who[(journal, role)], new Random(HashCode.Combine(plan.Seed, i)));
            await one.LiveAsync(lengths[i], isClosed: i % 10 is 7 or 8 or 9 && i % LongEvery != 0, i % Math.Max(1, plan.Cases / Screened) == 0 ? (store, article) : null, stop);
        });
    }

    /// <summary>Events of each case: together as many as are wanted.</summary>
    private int[] Lengths()
    {
        Random random = new(plan.Seed);
        int[] lengths = [.. Enumerable.Range(0, plan.Cases).Select(i => i % LongEvery == 0 ? LongEvents : random.Next(10, 16))];
        int[] ordinary = [.. Enumerable.Range(0, plan.Cases).Where(i => i % LongEvery != 0)];
        for (int missing = plan.Events - lengths.Sum(); missing > 0; missing--) lengths[ordinary[random.Next(ordinary.Length)]]++;
        return lengths;
    }

    private async Task PeopleAsync()
    {
        for (int j = 0; j < Journals; j++) await AsSuperuserAsync(folder, "INSERT INTO palinode.journal (id, title) VALUES ($1, $2)", _journals[j] = Guid.NewGuid(), $"Imaginary Journal {j + 1}");
        PasswordHasher<Account> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
        string hash = hasher.HashPassword(new Account(), Password);
        using PeopleStore people = new(cases, MasterKey.Of(folder));
        for (int i = 0; i < plan.People; i++)
        {
            Guid person = await AddAsync(people, Login(i), $"Person {i + 1} Example", hash);
            int journal = i % Journals;
            foreach (CaseRole role in RolesInTurn[i / Journals % RolesInTurn.Length]) await EmployAsync(person, journal, role);
            // One in three also looks into the next journal.
            if (i % 3 == 0) await EmployAsync(person, (journal + 1) % Journals, CaseRole.Investigator);
        }
        Guid screener = await AddAsync(people, Screener, "Sam Example", hash);
        for (int j = 0; j < Journals; j++)
            foreach (CaseRole role in (CaseRole[])[CaseRole.Editor, CaseRole.Intake, CaseRole.Investigator]) await EmployAsync(screener, j, role);
    }

    private async Task<Guid> AddAsync(PeopleStore people, string login, string name, string hash)
    {
        Account account = new() { Login = login, Name = name, PasswordHash = hash };
        await using ActingTransaction door = await cases.BeginAsync(Actor.Door);
        await people.AddAsync(door, account, default);
        await door.CommitAsync();
        return account.Id;
    }

    private async Task EmployAsync(Guid person, int journal, CaseRole role)
    {
        await AsSuperuserAsync(folder, "INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", person, _journals[journal], role.ToString().ToLowerInvariant());
        _who.TryAdd((journal, role), person);
    }

    internal static string Superuser(ServiceFolder folder) => new NpgsqlConnectionStringBuilder(PrivateCluster.Address(folder).ConnectionString)
    {
        Username = PrivateCluster.Superuser, Password = SecretFile.Password(Path.Combine(folder.Secrets, "cluster.password")), Database = ServiceStorage.DatabaseName, Pooling = false,
    }.ConnectionString;

    private static async Task AsSuperuserAsync(ServiceFolder folder, string sql, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(Superuser(folder));
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static string Pick(Random random, string[] among) => among[random.Next(among.Length)];
}
