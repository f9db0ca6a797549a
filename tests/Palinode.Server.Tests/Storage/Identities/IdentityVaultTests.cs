using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Storage.Identities;

internal sealed class IdentityVaultTests
{
    private const string Canary = "Zebedee Quagga-Okapi";

    private readonly EventStore _store = new(TimeProvider.System);
    private readonly IdentityVault _vault = new(new MasterKey(RandomNumberGenerator.GetBytes(32)));
    private TestDatabase _database = null!;

    [OneTimeSetUp] public async Task Open() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private async Task<SealedIdentity> Seal(Actor actor, IdentityKind kind)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        SealedIdentity identity = await _vault.SealAsync(transaction, _database.JournalA, kind, new Dictionary<string, string> { ["name"] = Canary, ["mail"] = "z@example.org" });
        await _store.AppendAsync(transaction, Guid.NewGuid(), _database.JournalA, 0, [new("ConcernReceived", $"{{\"raiser\":\"{identity.Id}\",\"commitment\":\"{identity.Commitment}\"}}", "")]);
        await transaction.CommitAsync();
        return identity;
    }

    private async Task<Identity?> Read(Actor actor, Guid id)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        return await _vault.OpenAsync(transaction, id);
    }

    [Test]
    public async Task A_raiser_is_for_intake_of_the_journal_and_nobody_else()
    {
        SealedIdentity raiser = await Seal(Actor.Concern(_database.JournalA), IdentityKind.Raiser);
        Identity? read = await Read(Actor.Person(_database.IntakeOfA), raiser.Id);
        read!.Fields["name"].ShouldBe(Canary);
        read.Commitment.ShouldBe(raiser.Commitment);
        foreach (Actor other in (Actor[])[Actor.Person(_database.EditorOfA), Actor.Person(_database.AuditorOfA), Actor.Person(_database.IntakeOfB), Actor.Service, Actor.Door, Actor.Concern(_database.JournalA)])
            (await Read(other, raiser.Id)).ShouldBeNull(other.As);
    }

    [Test]
    public async Task An_author_is_for_whoever_may_read_the_case()
    {
        SealedIdentity author = await Seal(Actor.Person(_database.EditorOfA), IdentityKind.Author);
        (await Read(Actor.Person(_database.AuditorOfA), author.Id)).ShouldNotBeNull();
        (await Read(Actor.Person(_database.IntakeOfB), author.Id)).ShouldBeNull();
    }

    [Test]
    public async Task An_editor_cannot_erase_a_raiser()
    {
        SealedIdentity raiser = await Seal(Actor.Person(_database.IntakeOfA), IdentityKind.Raiser);
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.EditorOfA));
        (await transaction.QueryAsync("SELECT palinode.erase('identity', $1)", r => r.GetBoolean(0), default, raiser.Id)).ShouldBe([false]);
    }

    [Test]
    public async Task After_erasure_the_log_still_verifies_and_the_name_is_gone()
    {
        SealedIdentity raiser = await Seal(Actor.Person(_database.IntakeOfA), IdentityKind.Raiser);
        await using (ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA)))
        {
            (await transaction.QueryAsync("SELECT palinode.erase('identity', $1)", r => r.GetBoolean(0), default, raiser.Id)).ShouldBe([true]);
            await transaction.CommitAsync();
        }
        (await Read(Actor.Person(_database.IntakeOfA), raiser.Id)).ShouldBeNull();
        (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.identity WHERE id = '{raiser.Id}'")).ShouldBe(0);
        (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.erasure WHERE identity_id = '{raiser.Id}'")).ShouldBe(1);
        (await ChainVerifier.VerifyAsync(_database.Migrator, null, CancellationToken.None)).Holds.ShouldBeTrue();
    }

    /// <summary>Failure class 8 of the storage: the source must be in no byte of the database.</summary>
    [Test, Category("Failure class 8")]
    public async Task A_name_stands_nowhere_in_the_database_in_clear()
    {
        await Seal(Actor.Concern(_database.JournalA), IdentityKind.Raiser);
        foreach (string table in (string[])["event", "seal", "identity", "erasure", "attachment", "person", "journal"])
            (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.{table} t WHERE t::text ILIKE '%quagga%' OR t::text ILIKE '%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes("Quagga"))}%'")).ShouldBe(0, table);
    }

    [Test]
    public async Task The_same_person_twice_gives_two_commitments() =>
        (await Seal(Actor.Person(_database.IntakeOfA), IdentityKind.Raiser)).Commitment.ShouldNotBe((await Seal(Actor.Person(_database.IntakeOfA), IdentityKind.Raiser)).Commitment);

    [Test]
    public async Task A_box_moved_to_another_row_does_not_open()
    {
        SealedIdentity one = await Seal(Actor.Person(_database.IntakeOfA), IdentityKind.Raiser), two = await Seal(Actor.Person(_database.IntakeOfA), IdentityKind.Raiser);
        await _database.AsSuperuserAsync($"UPDATE palinode.identity SET (wrapped_key, box) = (SELECT wrapped_key, box FROM palinode.identity WHERE id = '{one.Id}') WHERE id = '{two.Id}'");
        await Should.ThrowAsync<AuthenticationTagMismatchException>(Read(Actor.Person(_database.IntakeOfA), two.Id));
    }

    [Test]
    public async Task The_public_form_puts_no_identity_into_another_journal()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Concern(_database.JournalA));
        await Should.ThrowAsync<PostgresException>(_vault.SealAsync(transaction, _database.JournalB, IdentityKind.Raiser, new Dictionary<string, string>()));
    }
}
