using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.Cases;
using Palinode.Server.Letters;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Cases;

/// <summary>Who declared a conflict of interest takes no further part: they see that there is a case and what happened in it, and neither who nor what lies behind it.</summary>
internal sealed partial class ConflictTests
{
    private const string Canary = "Yolanda Canary";

    private Office _office = null!;

    [OneTimeSetUp] public async Task Open() => _office = await Office.OpenAsync();

    [OneTimeTearDown] public async Task Close() { if (_office is not null) await _office.DisposeAsync(); }

    private async Task<(Guid Case, string[] Ways)> CaseWithEverything()
    {
        using HttpResponseMessage opened = await _office.PostAsync("ines", "/concerns/new", ("journal", _office.Journal.ToString()), ("channel", "Mail"), ("article", "10.5555/example"), ("text", "says a canary"), ("name", Canary), ("files", "@a note by a canary"));
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Guid id = Guid.Parse(opened.Headers.Location!.ToString()[7..]), letter;
        (await _office.DoAsync("ines", id, "add-party", ("kind", "Author"), ("name", $"Ada {Canary}"), ("mail", "ada@example.org"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _office.DoAsync("ines", id, "add-note", ("text", "a canary's note"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using (ActingTransaction transaction = await _office.Cases.BeginAsync(Actor.Person(_office.Person("ines"))))
        {
            OpenCase found = (await _office.Desk.ReadAsync(transaction, id, default))!;
            letter = await new Outbox(_office.Master, TimeProvider.System).PutAsync(transaction, found, TextAudience.Case, LetterKind.Expert, null, new OutgoingLetter("expert@example.org", Canary, "Journal", "Reference", "canary"), LetterState.Saved, default);
            await transaction.CommitAsync();
        }
        string file = FileWay().Match(await _office.PageAsync("ines", $"/cases/{id}")).Value, party = (await _office.ReadAsync(id)).Current.Parties[0].Party;
        return (id, [file, $"/cases/{id}/letters/{letter}/message", $"/cases/{id}/bundle", $"/cases/{id}/records?party={party}"]);
    }

    [Test]
    public async Task Whoever_declared_a_conflict_neither_reads_what_lies_behind_the_case_nor_acts_on_any_way_until_it_is_withdrawn()
    {
        (Guid id, string[] ways) = await CaseWithEverything();
        foreach (string way in ways) (await _office.GetAsync("ines", way)).StatusCode.ShouldBe(HttpStatusCode.OK, way);
        (await _office.PageAsync("ines", $"/cases/{id}")).ShouldContain(Canary);
        (await _office.DoAsync("ines", id, "declare-conflict", ("kind", "Personal"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        int version = (await _office.ReadAsync(id)).Current.Version;

        string page = await _office.PageAsync("ines", $"/cases/{id}");
        page.ShouldContain("take no further part");
        page.ShouldNotContain("canary", Shouldly.Case.Insensitive);
        foreach (string way in ways) (await _office.GetAsync("ines", way)).StatusCode.ShouldBe(HttpStatusCode.NotFound, way);
        foreach (string way in (string[])[$"{ways[1][..^8]}/sent-by-hand", $"{ways[1][..^8]}/retry", $"{ways[0]}/pass-on", $"/cases/{id}/screenings/{Guid.NewGuid()}/cancel"])
            (await _office.PostAsync("ines", way, ("kind", "Other"), ("label", "x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, way);
        (await _office.DoAsync("ines", id, "add-note", ("text", "still here"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _office.ReadAsync(id)).Current.Version.ShouldBe(version);
        // Colleagues go on.
        (await _office.GetAsync("edda", ways[2])).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _office.DoAsync("adam", id, "withdraw-conflict", ("person", _office.Person("ines").ToString()), ("why", "a mistake"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (string way in ways) (await _office.GetAsync("ines", way)).StatusCode.ShouldBe(HttpStatusCode.OK, way);
    }

    [GeneratedRegex("/cases/[0-9a-f-]{36}/attachments/[0-9a-f-]{36}")]
    private static partial Regex FileWay();
}
