using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Tests.Storage.Chain;

internal sealed class EventStoreTests
{
    private readonly EventStore _store = new(TimeProvider.System);
    private TestDatabase _database = null!;

    [OneTimeSetUp] public async Task Open() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private Task<ActingTransaction> Begin() => _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));

    private async Task Append(Guid caseId, long expected, params NewEvent[] events)
    {
        await using ActingTransaction transaction = await Begin();
        await _store.AppendAsync(transaction, caseId, _database.JournalA, expected, events);
        await transaction.CommitAsync();
    }

    [Test]
    public async Task Events_come_back_to_the_byte()
    {
        Guid id = Guid.NewGuid();
        string payload = "{ \"b\" : 1.50,\n\t\"a\":\"é\\u0041 İ 𝟛\" , \"a\": null }";
        await Append(id, 0, new("concern/Received.v1", payload, "because – ‘so’"), new("Second", "[]", ""));
        await using ActingTransaction transaction = await Begin();
        List<EventEnvelope> read = await EventStore.ReadAsync(transaction, id);
        read.Select(e => (e.Sequence, e.Type, e.Payload, e.Why)).ShouldBe([(1, "concern/Received.v1", payload, "because – ‘so’"), (2, "Second", "[]", "")]);
        read.ShouldAllBe(e => e.ActorId == _database.IntakeOfA && e.JournalId == _database.JournalA && e.OccurredAt.Offset == TimeSpan.Zero && EventHash.Of(e).Equals(e.Hash));
        read[0].PreviousHash.ShouldBe(EventHash.OfCase(id));
        read[1].PreviousHash.ShouldBe(read[0].Hash);
    }

    [Test]
    public async Task The_database_computes_the_same_hash()
    {
        Guid id = Guid.NewGuid(), journal = Guid.NewGuid(), actor = Guid.NewGuid();
        DateTimeOffset time = new(1969, 12, 31, 23, 59, 59, 999, 7, TimeSpan.Zero);
        Digest previous = Digest.Of("x"u8);
        await using ActingTransaction transaction = await Begin();
        byte[] there = (await transaction.QueryAsync("SELECT palinode.event_hash($1, 42, $2, 'T', '{\"ü\": 1}', $3, $4, 'wörds', $5)", r => r.GetFieldValue<byte[]>(0), default, id, journal, actor, time, previous.ToArray()))[0];
        new Digest(there).ShouldBe(EventHash.Of(id, 42, journal, "T", "{\"ü\": 1}", actor, time, "wörds", previous));
    }

    [Test]
    public async Task A_row_with_a_hash_that_is_not_its_own_is_refused_by_the_database()
    {
        Guid id = Guid.NewGuid();
        await using ActingTransaction transaction = await Begin();
        PostgresException refused = await Should.ThrowAsync<PostgresException>(transaction.ExecuteAsync(
            "INSERT INTO palinode.event (case_id, sequence, journal_id, type, payload, actor_id, occurred_at, why, previous_hash, hash) VALUES ($1, 1, $2, 'T', '{}', $3, now(), '', $4, $4)",
            default, id, _database.JournalA, _database.IntakeOfA, EventHash.OfCase(id).ToArray()));
        refused.ConstraintName.ShouldBe("hash_is_of_the_row");
    }

    [Test]
    public async Task What_is_not_json_is_refused_before_it_is_written()
    {
        await using ActingTransaction transaction = await Begin();
        await Should.ThrowAsync<System.Text.Json.JsonException>(_store.AppendAsync(transaction, Guid.NewGuid(), _database.JournalA, 0, [new("T", "{", "")]));
    }

    [Test]
    public async Task An_append_to_a_case_that_has_moved_on_is_refused()
    {
        Guid id = Guid.NewGuid();
        await Append(id, 0, new NewEvent("A", "{}", ""), new NewEvent("B", "{}", ""));
        foreach (long expected in (long[])[0, 1, 3]) await Should.ThrowAsync<ConcurrentChangeException>(Append(id, expected, new NewEvent("C", "{}", "")));
        await Append(id, 2, new NewEvent("C", "{}", ""));
    }

    [Test]
    public async Task Of_two_who_act_at_once_one_succeeds_and_the_other_is_told()
    {
        Guid id = Guid.NewGuid();
        await Append(id, 0, new NewEvent("A", "{}", ""));
        await using ActingTransaction first = await Begin(), second = await Begin();
        await _store.AppendAsync(first, id, _database.JournalA, 1, [new("B1", "{}", "")]);
        Task<IReadOnlyList<EventEnvelope>> waiting = _store.AppendAsync(second, id, _database.JournalA, 1, [new("B2", "{}", "")]);
        await first.CommitAsync();
        await Should.ThrowAsync<ConcurrentChangeException>(waiting);
        await using ActingTransaction transaction = await Begin();
        (await EventStore.ReadAsync(transaction, id)).Select(e => e.Type).ShouldBe(["A", "B1"]);
    }

    [Test]
    public async Task Without_a_commit_nothing_has_happened()
    {
        Guid id = Guid.NewGuid();
        await using (ActingTransaction transaction = await Begin()) await _store.AppendAsync(transaction, id, _database.JournalA, 0, [new("A", "{}", "")]);
        await using ActingTransaction after = await Begin();
        (await EventStore.ReadAsync(after, id)).ShouldBeEmpty();
    }

    [Test]
    public async Task An_event_without_a_seal_cannot_be_committed()
    {
        Guid id = Guid.NewGuid();
        DateTimeOffset now = EventHash.WholeMicroseconds(DateTimeOffset.UtcNow);
        Digest first = EventHash.OfCase(id);
        await using ActingTransaction transaction = await Begin();
        await transaction.ExecuteAsync("INSERT INTO palinode.event (case_id, sequence, journal_id, type, payload, actor_id, occurred_at, why, previous_hash, hash) VALUES ($1, 1, $2, 'T', '{}', $3, $4, '', $5, $6)",
            default, id, _database.JournalA, _database.IntakeOfA, now, first.ToArray(), EventHash.Of(id, 1, _database.JournalA, "T", "{}", _database.IntakeOfA, now, "", first).ToArray());
        (await Should.ThrowAsync<PostgresException>(transaction.CommitAsync())).ConstraintName.ShouldBe("is_sealed");
    }

    /// <summary>Failure class 15: a chain that forks under load.</summary>
    [Test]
    public async Task Failure_class_15_forty_eight_appends_of_six_at_once_make_one_chain()
    {
        Guid[] cases = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            for (int done = 0; done < 8;)
            {
                Guid id = cases[(worker + done) % cases.Length];
                try
                {
                    await using ActingTransaction transaction = await Begin();
                    await _store.AppendAsync(transaction, id, _database.JournalA, (await EventStore.ReadAsync(transaction, id)).Count, [new("Step", $"{{\"worker\":{worker}}}", "")]);
                    await transaction.CommitAsync();
                    done++;
                }
                catch (ConcurrentChangeException)
                {
                    // Read again and try again, as an application does.
                }
            }
        }));
        await using ActingTransaction after = await Begin();
        int total = 0;
        foreach (Guid id in cases) total += (await EventStore.ReadAsync(after, id)).Count;
        total.ShouldBe(48);
        ChainReport report = await ChainVerifier.VerifyAsync(_database.Migrator, null, CancellationToken.None);
        report.Faults.ShouldBeEmpty();
        report.Events.ShouldBeGreaterThanOrEqualTo(48);
    }
}
