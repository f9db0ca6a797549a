using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Tests.Storage.Chain;

/// <summary>What somebody with the whole database in hand may do to the log, and that it shows.</summary>
internal sealed class ChainVerifierTests
{
    /// <summary>What the superuser can take away: triggers, foreign keys and the check of hashes.</summary>
    private const string Unguarded = "SET session_replication_role = replica; ALTER TABLE palinode.event DROP CONSTRAINT IF EXISTS hash_is_of_the_row; ALTER TABLE palinode.seal DROP CONSTRAINT IF EXISTS hash_is_of_the_row; ";

    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly EventStore _store = new(TimeProvider.System);
    private readonly Guid _first = Guid.NewGuid(), _second = Guid.NewGuid();
    private TestDatabase _database = null!;

    [SetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        for (int i = 0; i < 4; i++)
            foreach (Guid id in (Guid[])[_first, _second]) await Append(id, i, $"{{\"step\":{i}}}");
    }

    [TearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private async Task Append(Guid id, long expected, string payload)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
        await _store.AppendAsync(transaction, id, _database.JournalA, expected, [new("Step", payload, "as planned")]);
        await transaction.CommitAsync();
    }

    private Task<ChainReport> Verify(SignedHead? head = null) => ChainVerifier.VerifyAsync(_database.Migrator, head, CancellationToken.None);

    private async Task<SignedHead> Head()
    {
        ChainReport report = await Verify();
        return SignedHead.Sign(report.Events, report.Head, DateTimeOffset.UnixEpoch, Seed);
    }

    [Test]
    public async Task A_log_as_it_was_written_holds()
    {
        ChainReport report = await Verify(await Head());
        (report.Holds, report.Events, report.Cases).ShouldBe((true, 8, 2));
        report.Faults.ShouldBeEmpty();
    }

    [TestCase("payload = '{\"step\":99}'")]
    [TestCase("payload = '{\"step\": 2}'")]
    [TestCase("why = 'otherwise'")]
    [TestCase("actor_id = gen_random_uuid()")]
    [TestCase("occurred_at = occurred_at + interval '1 microsecond'")]
    [TestCase("type = 'Other'")]
    [TestCase("journal_id = gen_random_uuid()")]
    [TestCase("hash = sha256('x')")]
    [TestCase("previous_hash = sha256('x')")]
    public async Task An_altered_event_is_found(string change)
    {
        (await _database.AsSuperuserAsync($"{Unguarded} UPDATE palinode.event SET {change} WHERE case_id = '{_first}' AND sequence = 3")).ShouldBe(1);
        ChainReport report = await Verify();
        report.Holds.ShouldBeFalse();
        report.Faults[0].Where.ShouldBe($"case {_first}, event 3");
    }

    [Test]
    public async Task An_event_taken_from_the_middle_is_found()
    {
        await _database.AsSuperuserAsync($"{Unguarded} DELETE FROM palinode.event WHERE case_id = '{_first}' AND sequence = 2");
        (await Verify()).Faults.Select(f => f.ToString()).ShouldContain($"case {_first}, event 2: is sealed and not there");
    }

    [Test]
    public async Task An_event_taken_out_with_its_seal_is_found()
    {
        await _database.AsSuperuserAsync($"{Unguarded} DELETE FROM palinode.event WHERE case_id = '{_first}' AND sequence = 2");
        await _database.AsSuperuserAsync($"{Unguarded} DELETE FROM palinode.seal WHERE case_id = '{_first}' AND sequence = 2");
        (await Verify()).Faults.Select(f => f.ToString()).ShouldContain("seal 4: follows seal 2; what stood between is gone");
    }

    [Test]
    public async Task A_seal_taken_away_leaves_its_event_without_one()
    {
        await _database.AsSuperuserAsync($"{Unguarded} DELETE FROM palinode.seal WHERE number = 8");
        (await Verify()).Faults.Select(f => f.ToString()).ShouldBe([$"case {_second}, event 4: stands in the log without a seal"]);
    }

    [Test]
    public async Task A_log_cut_at_its_end_is_consistent_and_the_head_tells()
    {
        SignedHead head = await Head();
        await _database.AsSuperuserAsync($"{Unguarded} DELETE FROM palinode.event WHERE case_id = '{_second}' AND sequence = 4");
        await _database.AsSuperuserAsync($"{Unguarded} DELETE FROM palinode.seal WHERE number = 8");
        (await Verify()).Holds.ShouldBeTrue();
        (await Verify(head)).Faults.ShouldHaveSingleItem().What.ShouldContain("the log had 8 events, and now it ends at 7: it was cut");
    }

    [Test]
    public async Task A_log_rewritten_with_all_hashes_made_anew_is_consistent_and_the_head_tells()
    {
        SignedHead head = await Head();
        // The last event and its seal, which nothing follows.
        await _database.AsSuperuserAsync($"""
            {Unguarded}
            UPDATE palinode.event SET payload = '{"{}"}' WHERE case_id = '{_second}' AND sequence = 4;
            UPDATE palinode.event SET hash = palinode.event_hash(case_id, sequence, journal_id, type, payload, actor_id, occurred_at, why, previous_hash) WHERE case_id = '{_second}' AND sequence = 4;
            UPDATE palinode.seal SET event_hash = (SELECT hash FROM palinode.event WHERE case_id = '{_second}' AND sequence = 4) WHERE number = 8;
            UPDATE palinode.seal SET hash = palinode.seal_hash(number, case_id, sequence, event_hash, previous_hash) WHERE number = 8
            """);
        (await Verify()).Holds.ShouldBeTrue();
        (await Verify(head)).Faults.ShouldHaveSingleItem().What.ShouldContain("the log was rewritten at or before it");
    }

    [Test]
    public async Task An_older_head_still_holds_when_the_log_has_grown()
    {
        SignedHead head = await Head();
        await Append(_first, 4, "{}");
        (await Verify(head)).Holds.ShouldBeTrue();
    }

    [Test]
    public void A_head_survives_its_file_and_no_change_of_it_does()
    {
        SignedHead head = SignedHead.Sign(8, Digest.Of("x"u8), new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), Seed);
        SignedHead read = SignedHead.Parse(head.ToJson(), "head.json");
        read.IsSignedBy(Ed25519.PublicKey(Seed)).ShouldBeTrue();
        read.ToJson().ShouldBe(head.ToJson());
        (read with { Number = 9 }).IsSignedBy(Ed25519.PublicKey(Seed)).ShouldBeFalse();
        (read with { Hash = Digest.Zero }).IsSignedBy(Ed25519.PublicKey(Seed)).ShouldBeFalse();
        (read with { SignedAt = read.SignedAt.AddSeconds(1) }).IsSignedBy(Ed25519.PublicKey(Seed)).ShouldBeFalse();
        read.IsSignedBy(Ed25519.PublicKey([.. Seed.Reverse()])).ShouldBeFalse();
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{\"schema\":\"palinode/head/1\",\"number\":1,\"hash\":\"zz\",\"signedAt\":\"x\",\"publicKey\":\"\",\"signature\":\"\"}")]
    public void What_is_no_head_is_refused_with_one_line(string text) => Should.Throw<InputException>(() => SignedHead.Parse(text, "head.json")).Message.ShouldStartWith("head.json: ");

    /// <summary>RFC 8032, 7.1, test 1: the empty message.</summary>
    [Test]
    public void Signatures_are_those_of_the_standard()
    {
        byte[] seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        Convert.ToHexStringLower(Ed25519.PublicKey(seed)).ShouldBe("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        Convert.ToHexStringLower(Ed25519.Sign([], seed)).ShouldBe("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }
}
