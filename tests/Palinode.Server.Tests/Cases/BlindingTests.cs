using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Cases.Transitions;
using Palinode.Server.Letters;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Cases;

/// <summary>Failure class 6: blinding that a second role, a later round, a discussion or the name of a file breaks.</summary>
[Category("Failure class 6")]
internal sealed class BlindingTests
{
    /// <summary>In the raiser's name, address, words, files, their names, in letters to them, in notes of intake, and in the reasons that intake gives.</summary>
    private const string Canary = "quaggacanary";

    private Office _office = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _office = await Office.OpenAsync();
        // Every role but intake here; intake, and everything else, there.
        await _office.HireAsync("tess", _office.Journal, ["investigator", "editor", "approver", "administrator", "auditor"]);
        foreach (string role in (string[])["intake", "editor", "administrator"])
            await _office.SqlAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3)", _office.Person("tess"), _office.OtherJournal, role);
    }

    [OneTimeTearDown] public async Task Close() { if (_office is not null) await _office.DisposeAsync(); }

    [Test]
    public async Task Failure_class_6_neither_other_roles_nor_intake_elsewhere_nor_a_later_round_show_the_raiser()
    {
        Guid id = await RaisedAsync();
        await BlindAsync(id, "received");
        await DoAsync(id, "ines", (_, c) => Task.FromResult<CaseRequest>(new AssignJournal(c.Journal.ToString())));
        await DoAsync(id, "ines", async (t, c) => new AcknowledgeConcern(await SealAsync(t, c)));
        await PostAsync(id, LetterKind.Acknowledgement);
        await DoAsync(id, "ines", async (t, c) => new AddNote(await SealAsync(t, c)));
        await DoAsync(id, "edda", (_, _) => Task.FromResult<CaseRequest>(new TriageConcern()));
        await BlindAsync(id, "triaged");
        await DoAsync(id, "ines", async (t, c) => new TellRaiser(RaiserNews.Outcome, await SealAsync(t, c)));
        await PostAsync(id, LetterKind.RaiserOutcome);
        await DoAsync(id, "edda", (_, _) => Task.FromResult<CaseRequest>(new CloseWithoutAction(NoCaseReason.Explained)));
        await BlindAsync(id, "closed");
        await DoAsync(id, "edda", (_, _) => Task.FromResult<CaseRequest>(new ReopenCase(ReopeningReason.NewFinding)));
        await DoAsync(id, "ines", async (t, c) => new TellRaiser(RaiserNews.Progress, await SealAsync(t, c)));
        await BlindAsync(id, "in the second round");
        // Intake itself reads all of it: the canary is really there.
        Regex.Count(await _office.PageAsync("ines", $"/cases/{id}"), Canary).ShouldBeGreaterThan(6);
    }

    private async Task<Guid> RaisedAsync()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("10.5555/blind"), "article" }, { new StringContent($"I, {Canary}, saw it."), "text" }, { new StringContent($"Q {Canary}"), "name" }, { new StringContent($"{Canary}@example.org"), "mail" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"by {Canary}")), "files", $"{Canary}.txt" },
        };
        using HttpClient reader = _office.Service.Client();
        using HttpResponseMessage sent = await reader.PostAsync(new Uri($"/concern/{_office.Journal}", UriKind.Relative), form);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using ActingTransaction transaction = await _office.Cases.BeginAsync(Actor.Person(_office.Person("ines")));
        return (await transaction.QueryAsync("SELECT case_id FROM palinode.case_summary ORDER BY opened_at DESC LIMIT 1", r => r.GetGuid(0), default))[0];
    }

    private async Task DoAsync(Guid id, string person, Func<ActingTransaction, OpenCase, Task<CaseRequest>> request)
    {
        await using ActingTransaction transaction = await _office.Cases.BeginAsync(Actor.Person(_office.Person(person)));
        OpenCase found = (await _office.Desk.ReadAsync(transaction, id, default))!;
        CaseRequest asked = await request(transaction, found);
        // What is done with the raiser has a reason that names them; a note is for intake by its words alone.
        string why = asked is AcknowledgeConcern or TellRaiser ? $"because {Canary}" : "";
        (await _office.Desk.DoAsync(transaction, found, asked, why, default)).Refusal?.Sentence.ShouldBeNull();
        await transaction.CommitAsync();
    }

    private Task<SealedText> SealAsync(ActingTransaction transaction, OpenCase found) =>
        new TextVault(_office.Master).SealAsync(transaction, found.Id, found.Journal, TextAudience.Intake, $"Dear {Canary}", default);

    private async Task PostAsync(Guid id, LetterKind kind)
    {
        await using ActingTransaction transaction = await _office.Cases.BeginAsync(Actor.Person(_office.Person("ines")));
        await new Outbox(_office.Master, TimeProvider.System).PutAsync(transaction, (await _office.Desk.ReadAsync(transaction, id, default))!, TextAudience.Intake, kind, null, new OutgoingLetter($"{Canary}@example.org", Canary, "Journal", "Reference", $"Dear {Canary}"), LetterState.Saved, default);
        await transaction.CommitAsync();
    }

    /// <summary>Everything that a person of all other roles can open is without the raiser; what is intake's is not there.</summary>
    private async Task BlindAsync(Guid id, string when)
    {
        List<string> hidden = [];
        await using (ActingTransaction intake = await _office.Cases.BeginAsync(Actor.Person(_office.Person("ines"))))
        {
            hidden.AddRange(await intake.QueryAsync("SELECT id FROM palinode.attachment WHERE case_id = $1", r => $"/cases/{id}/attachments/{r.GetGuid(0)}", default, id));
            hidden.AddRange(await intake.QueryAsync("SELECT id FROM palinode.outbox WHERE case_id = $1", r => $"/cases/{id}/letters/{r.GetGuid(0)}/message", default, id));
        }
        foreach (string way in hidden) (await _office.GetAsync("tess", way)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{way}, {when}");
        string[] ways = ["/", $"/?state=all&text={Canary}", "/overdue", "/jobs", "/people", $"/cases/{id}", $"/cases/{id}/bundle", $"/journals/{_office.Journal}/retention", .. AllTransitions.InOrder.Select(t => $"/cases/{id}/do/{t.Rule.Name}")];
        foreach (string way in ways)
        {
            using HttpResponseMessage answer = await _office.GetAsync("tess", way);
            byte[] body = await answer.Content.ReadAsByteArrayAsync();
            foreach ((string name, string content) in Parts(body))
                // What was asked for comes back in the field of the question.
                (name + content.Replace($"value=\"{Canary}\"", "", StringComparison.Ordinal)).ShouldNotContain(Canary, Shouldly.Case.Insensitive, $"{way} {name}, {when}");
            answer.Headers.Concat(answer.Content.Headers).SelectMany(h => h.Value).ShouldAllBe(v => !v.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        }
        await using (ActingTransaction tess = await _office.Cases.BeginAsync(Actor.Person(_office.Person("tess"))))
            (await new IdentityVault(_office.Master).OpenAsync(tess, Guid.Parse((await _office.ReadAsync(id)).Current.Concern.Raiser!.Value.Value))).ShouldBeNull();
        _office.Service.Error.ToString().ShouldNotContain(Canary, Shouldly.Case.Insensitive);
    }

    private static IEnumerable<(string Name, string Content)> Parts(byte[] body)
    {
        if (!body.AsSpan().StartsWith("PK"u8))
        {
            yield return ("", Encoding.UTF8.GetString(body));
            yield break;
        }
        using ZipArchive zip = new(new MemoryStream(body), ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open(), Encoding.Latin1);
            yield return (entry.FullName, reader.ReadToEnd());
        }
    }
}
