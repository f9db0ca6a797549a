using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Letters;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Letters;

internal sealed class LetterDeskTests
{
    private LetterBench _bench = null!;

    [OneTimeSetUp] public async Task Open() => _bench = await LetterBench.OpenAsync();

    [OneTimeTearDown] public async Task Close() { if (_bench is not null) await _bench.DisposeAsync(); }

    private string? PartyFor(LetterKind kind) => kind switch
    {
        LetterKind.Acknowledgement or LetterKind.Progress or LetterKind.RaiserOutcome => null,
        LetterKind.Institution or LetterKind.InstitutionReminder => _bench.Institution,
        LetterKind.Expert or LetterKind.ExpertReminder => _bench.Expert,
        LetterKind.CoAuthorQuery => _bench.Other,
        _ => _bench.Corresponding,
    };

    private Task<string> Draft(LetterKind kind) =>
        _bench.Do((t, c) => _bench.Letters.DraftAsync(t, c, kind, PartyFor(kind), default, enclosed: kind == LetterKind.NoticeWording ? "The notice." : null), PartyFor(kind) is null ? _bench.Intake : null);

    [TestCaseSource(nameof(Kinds))]
    public async Task Every_letter_has_a_template_that_is_neutral_and_names_the_raiser_to_nobody_else(LetterKind kind)
    {
        string text = await Draft(kind);
        text.ShouldContain("Example proteins in example cells");
        text.ShouldContain("https://doi.org/10.5555/example.1");
        text.ShouldContain(CaseNumber.Of(_bench.Case));
        text.ShouldContain(CaseWords.NotAFinding);
        text.ShouldNotContain("{{");
        text.ShouldNotContain("\n\n\n");
        text.ShouldNotContain(_bench.Case.ToString());
        if (PartyFor(kind) is null) text.ShouldStartWith($"Dear {LetterBench.Raiser},");
        else text.ShouldNotContain("Okapi", Shouldly.Case.Insensitive);
    }

    private static LetterKind[] Kinds() => Enum.GetValues<LetterKind>();

    [Test]
    public async Task A_query_says_what_was_observed_asks_for_original_data_and_names_the_day()
    {
        string text = await Draft(LetterKind.AuthorQuery);
        text.ShouldStartWith($"Dear {LetterBench.Author},");
        text.ShouldContain("Figures 3B and 5E");
        text.ShouldContain("by 23 March 2026");
        text.ShouldContain("no opinion");
    }

    [Test]
    public async Task A_journal_changes_what_it_wants_and_only_its_own_letters_change()
    {
        string own = Directory.CreateDirectory(Path.Combine(_bench.Folder.Letters, _bench.Database.JournalA.ToString())).FullName, close = Path.Combine(own, "close.txt");
        try
        {
            await File.WriteAllTextAsync(close, "Yours, the journal's own desk, {{number}}\n");
            (await Draft(LetterKind.AuthorQuery)).ShouldContain("the journal's own desk");
            await File.WriteAllTextAsync(close, "{{nmber}}");
            (await Should.ThrowAsync<InputException>(Draft(LetterKind.AuthorQuery))).Message.ShouldContain("there is no value nmber");
            await File.WriteAllTextAsync(close, "This is fraud.");
            (await Should.ThrowAsync<InputException>(Draft(LetterKind.AuthorQuery))).Message.ShouldContain("\"fraud\"");
        }
        finally
        {
            Directory.Delete(_bench.Folder.Letters, recursive: true);
        }
        (await Draft(LetterKind.AuthorQuery)).ShouldContain("Editorial office");
    }

    [Test]
    public async Task A_letter_for_nobody_or_for_somebody_of_another_case_is_refused()
    {
        foreach ((LetterKind kind, string? party) in ((LetterKind, string?)[])[(LetterKind.AuthorQuery, null), (LetterKind.AuthorQuery, Guid.NewGuid().ToString()), (LetterKind.Acknowledgement, _bench.Corresponding)])
            await Should.ThrowAsync<InputException>(_bench.Do((t, c) => _bench.Letters.DraftAsync(t, c, kind, party, default), _bench.Intake));
    }

    [Test]
    public async Task Intake_cannot_name_the_raiser_to_an_author_by_mistake() =>
        (await Should.ThrowAsync<InputException>(_bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.AuthorQuery, _bench.Corresponding, $"as {LetterBench.Raiser.ToUpperInvariant()} tells us", default), _bench.Intake))).Message.ShouldContain("raised the concern");

    [Test]
    public async Task Words_that_charge_do_not_leave() =>
        (await Should.ThrowAsync<InputException>(_bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.AuthorQuery, _bench.Corresponding, "You fabricated it.", default)))).Message.ShouldContain("motive");

    [Test]
    public async Task A_letter_to_the_raiser_is_seen_by_intake_alone_and_the_post()
    {
        PostedLetter posted = (await _bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.Progress, null, "It goes on.", default), _bench.Intake))!;
        posted.Way.ShouldBe(LetterWay.SavedForSending);
        (await _bench.Do((t, c) => Outbox.ListAsync(t, c.Id, default), _bench.Intake)).ShouldContain(l => l.Id == posted.Id && l.State == LetterState.Saved && l.HasText);
        foreach (Guid other in (Guid[])[_bench.Database.EditorOfA, _bench.Database.AuditorOfA])
        {
            (await _bench.Do((t, c) => Outbox.ListAsync(t, c.Id, default), Actor.Person(other))).ShouldNotContain(l => l.Id == posted.Id);
            (await _bench.Do((t, c) => _bench.Outbox.OpenAsync(t, c.Id, posted.Id, default), Actor.Person(other))).ShouldBeNull();
        }
        await using ActingTransaction post = await _bench.Database.Cases.BeginAsync(Actor.Post);
        (await Outbox.ListAsync(post, _bench.Case, default)).ShouldContain(l => l.Id == posted.Id);
        (await post.QueryAsync("SELECT 1 FROM palinode.event UNION ALL SELECT 1 FROM palinode.identity UNION ALL SELECT 1 FROM palinode.sealed_text", r => 1, default)).ShouldBeEmpty();
        // Sent by hand, the words are gone from here.
        (await _bench.Do((t, c) => _bench.Outbox.SentByHandAsync(t, c.Id, posted.Id, default), _bench.Intake)).ShouldBeTrue();
        (await _bench.Do((t, c) => _bench.Outbox.OpenAsync(t, c.Id, posted.Id, default), _bench.Intake)).ShouldBeNull();
    }

    [Test]
    public async Task Neither_address_nor_words_of_a_letter_are_in_clear_in_the_database()
    {
        await _bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.AuthorQuery, _bench.Corresponding, "zebra words", default));
        (await _bench.Database.AskSuperuserAsync<long>("SELECT count(*) FROM palinode.outbox o WHERE encode(o.box, 'escape') ~ '(zebra|author.example)' OR o::text LIKE '%zebra%'")).ShouldBe(0);
    }

    [Test]
    public async Task Somebody_without_an_address_gets_their_letter_another_way()
    {
        string party = await _bench.Party(PartyKind.Author, 3, "Di Example", null);
        (await _bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.CoAuthorQuery, party, "words", default))).ShouldBeNull();
    }
}
