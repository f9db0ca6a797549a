using Microsoft.AspNetCore.Identity;
using Palinode.Server.People;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.People;

/// <summary>A link is worth what whoever made it may still give.</summary>
[Category("Failure class 7")]
internal sealed class InvitationRightsTests
{
    private TestDatabase _database = null!;
    private Guid _administrator, _guest;

    [SetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        (_administrator, _guest) = (Guid.NewGuid(), Guid.NewGuid());
        await _database.AsSuperuserAsync("INSERT INTO palinode.person (id) SELECT unnest($1)", (object)(Guid[])[_administrator, _guest]);
    }

    [TearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private async Task<string> Link(Func<Invitations, ActingTransaction, Task<string>> make)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_administrator));
        string link = await make(Invitations, transaction);
        await transaction.CommitAsync();
        return link;
    }

    // Passwords play no part here.
    private Invitations Invitations => new(_database.Cases, null!, (UserManager<Account>)null!, TimeProvider.System);

    [TestCase("DELETE FROM palinode.membership WHERE person_id = $1")]
    [TestCase("UPDATE palinode.person SET disabled_at = now() WHERE id = $1")]
    [TestCase("UPDATE palinode.person SET disabled_at = NULL WHERE id = $1")]
    public async Task Failure_class_7_a_link_to_join_ends_with_the_right_to_make_it(string what)
    {
        await _database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, 'administrator')", _administrator, _database.JournalA);
        string link = await Link((i, t) => i.ToJoinAsync(t, _database.JournalA, "administrator", default));
        await _database.AsSuperuserAsync(what, _administrator);
        bool stands = what.Contains("disabled_at = NULL", StringComparison.Ordinal);
        (await Invitations.AcceptForAsync(link, _guest, default)).ShouldBe(stands);
        (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.membership WHERE person_id = '{_guest}'")).ShouldBe(stands ? 1 : 0);
    }

    [TestCase("DELETE FROM palinode.service_administrator WHERE person_id = $1", 0)]
    [TestCase("UPDATE palinode.person SET disabled_at = now() WHERE id = $1", 0)]
    [TestCase("UPDATE palinode.person SET disabled_at = NULL WHERE id = $1", 1)]
    public async Task Failure_class_7_a_link_for_a_new_password_ends_with_the_right_to_make_it(string what, int works)
    {
        await _database.AsSuperuserAsync("INSERT INTO palinode.service_administrator (person_id) VALUES ($1)", _administrator);
        string link = await Link((i, t) => i.ToResetAsync(t, _guest, true, default));
        await _database.AsSuperuserAsync(what, _administrator);
        await using ActingTransaction door = await _database.Cases.BeginAsync(Actor.Door);
        (await door.QueryAsync("SELECT person FROM palinode.use_reset($1, now())", r => r.GetGuid(0), default, Token.HashOf(link))).Count.ShouldBe(works);
    }
}
