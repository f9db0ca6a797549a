using Palinode.Server.Notices;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Notices;

internal sealed class HouseBookTests
{
    [Test]
    public async Task A_style_that_is_set_after_an_approval_is_not_that_of_what_was_approved()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, 'administrator')", database.EditorOfA, database.JournalA);
        ManualTime time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        async Task SetAsync(string style)
        {
            await using ActingTransaction setting = await database.Cases.BeginAsync(Actor.Person(database.EditorOfA));
            await new HouseBook(time).SetAsync(setting, database.JournalA, new House { Style = style }, default);
            await setting.CommitAsync();
        }
        await SetAsync("numbered");
        time.Now += TimeSpan.FromHours(1);
        DateTimeOffset approved = time.Now;
        time.Now += TimeSpan.FromHours(1);
        await SetAsync("office");
        await using ActingTransaction reading = await database.Cases.BeginAsync(Actor.Person(database.EditorOfA));
        (await HouseBook.ReadAsync(reading, database.JournalA, approved, default)).Style.ShouldBe("numbered");
        (await HouseBook.ReadAsync(reading, database.JournalA, default)).Style.ShouldBe("office");
        (await HouseBook.ReadAsync(reading, database.JournalA, approved.AddDays(-1), default)).Style.ShouldBe(new House().Style);
    }
}
