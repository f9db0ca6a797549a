using Microsoft.Extensions.Logging.Abstractions;
using Palinode.Cases;
using Palinode.Server.Letters;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Letters;

internal sealed class RemindersTests
{
    private LetterBench _bench = null!;

    [SetUp] public async Task Open() => _bench = await LetterBench.OpenAsync();

    [TearDown] public async Task Close() { if (_bench is not null) await _bench.DisposeAsync(); }

    private Reminders Reminders => new(_bench.Database.Cases, _bench.Desk, _bench.Letters, _bench.Texts, _bench.Time, NullLogger<Reminders>.Instance);

    private Task<OutboxEntry[]> Letters() => _bench.Do(async (t, c) => (await Outbox.ListAsync(t, c.Id, default)).ToArray());

    private Task<CaseDeadline> Deadline() => _bench.Do((t, c) => Task.FromResult(c.Current.Deadlines.Single(d => d.Kind == DeadlineKind.AuthorAnswer)));

    [Test]
    public async Task An_author_is_reminded_before_the_day_and_after_it_and_once_each_time()
    {
        await _bench.SendQuery();
        DateTimeOffset sent = _bench.Time.Now;
        async Task<int> After(int days)
        {
            _bench.Time.Now = sent.AddDays(days);
            await Reminders.RoundAsync(default);
            return (await Letters()).Length;
        }
        (await After(0)).ShouldBe(0);
        (await After(13)).ShouldBe(0);
        (await After(14)).ShouldBe(1, "a week before the day");
        (await After(14)).ShouldBe(1, "the same day again");
        (await After(20)).ShouldBe(1);
        (await After(22)).ShouldBe(2, "the day is past");
        (await After(35)).ShouldBe(2);
        (await After(36)).ShouldBe(3, "two weeks later");
        OutboxEntry[] letters = await Letters();
        letters.ShouldAllBe(l => l.Kind == "author-reminder" && l.Party == _bench.Corresponding && l.State == LetterState.Saved);
        OutgoingLetter first = (await _bench.Do((t, c) => _bench.Outbox.OpenAsync(t, c.Id, letters[0].Id, default)))!, last = (await _bench.Do((t, c) => _bench.Outbox.OpenAsync(t, c.Id, letters[2].Id, default)))!;
        first.Text.ShouldContain("This is a reminder");
        last.Text.ShouldContain("have not received one");
        first.To.ShouldBe("ada@author.example");
        // Each is an event by the service, with its words sealed.
        (CaseEntry Entry, string? Text)[] events = await _bench.Do(async (t, c) =>
        {
            List<(CaseEntry, string?)> found = [];
            foreach (CaseEntry e in c.Entries.Where(e => e.Event is ReminderRecorded r && r.Deadline == "t3" || e.Event is ReminderRecorded { Letter: not null })) found.Add((e, e.Event is ReminderRecorded { Letter: { } l } ? await _bench.Texts.OpenAsync(t, l, default) : null));
            return found.ToArray();
        });
        events.Length.ShouldBe(3);
        events.ShouldAllBe(e => e.Entry.By == Actor.ServiceId.ToString());
        events.Select(e => e.Text).ShouldBe([first.Text, (await _bench.Do((t, c) => _bench.Outbox.OpenAsync(t, c.Id, letters[1].Id, default)))!.Text, last.Text]);
    }

    [Test]
    public async Task After_a_long_pause_there_is_one_reminder_and_not_all_that_were_missed()
    {
        await _bench.SendQuery();
        _bench.Time.Now += TimeSpan.FromDays(120);
        await Reminders.RoundAsync(default);
        await Reminders.RoundAsync(default);
        (await Letters()).Length.ShouldBe(1);
        (await Deadline()).Reminders.ShouldBe([_bench.Today]);
    }

    [Test]
    public async Task Several_services_at_once_remind_once()
    {
        await _bench.SendQuery();
        _bench.Time.Now += TimeSpan.FromDays(22);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reminders.RoundAsync(default)));
        (await Letters()).Length.ShouldBe(1);
        (await Deadline()).Reminders.Count.ShouldBe(1);
    }

    [Test]
    public async Task An_institution_is_reminded_and_an_answer_ends_it()
    {
        await _bench.Request(new ContactInstitution(_bench.Institution, BeforeAuthors: true));
        _bench.Time.Now += TimeSpan.FromDays(91);
        await Reminders.RoundAsync(default);
        (await Letters()).ShouldContain(l => l.Kind == "institution-reminder" && l.Party == _bench.Institution);
        int before = (await Letters()).Length;
        await _bench.Request(new RecordInstitutionAnswer(_bench.Institution, InstitutionResult.Cleared));
        _bench.Time.Now += TimeSpan.FromDays(60);
        await Reminders.RoundAsync(default);
        (await Letters()).Length.ShouldBe(before);
    }

    [Test]
    public async Task A_case_whose_reminder_cannot_be_written_keeps_no_other_waiting()
    {
        await _bench.SendQuery();
        await using (ActingTransaction transaction = await _bench.Database.Cases.BeginAsync(_bench.Intake))
        {
            await _bench.Desk.OpenAsync(transaction, new Guid("ffffffff-ffff-4fff-bfff-ffffffffffff"), _bench.Database.JournalA, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "", default);
            await transaction.CommitAsync();
        }
        await _bench.Database.AsSuperuserAsync("UPDATE palinode.identity SET box = '\\x00'");
        _bench.Time.Now += TimeSpan.FromDays(22);
        await Reminders.RoundAsync(default);
        (await _bench.Database.AskSuperuserAsync<long>("SELECT count(*) FROM palinode.event WHERE type = 'reminder-recorded/1' AND case_id = 'ffffffff-ffff-4fff-bfff-ffffffffffff'")).ShouldBe(1);
    }
}
