using System.IO.Compression;
using System.Text;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Keeping;
using Palinode.Server.Letters;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Stripping;
using Palinode.Server.Tests.Letters;
using Palinode.Server.Uploads;

namespace Palinode.Server.Tests.Keeping;

internal sealed class KeepingTests
{
    /// <summary>In the raiser's name, words, file, its name and its metadata.</summary>
    private const string Canary = "Okapi";

    private LetterBench _bench = null!;
    private AttachmentStore _store = null!;
    private Actor _administrator = null!;

    [SetUp]
    public async Task Open()
    {
        _bench = await LetterBench.OpenAsync();
        _store = new AttachmentStore(_bench.Folder, _bench.Master, new AttachmentOptions());
        _administrator = await _bench.HireAsync("administrator");
    }

    [TearDown] public async Task Close() { if (_bench is not null) await _bench.DisposeAsync(); }

    private Erasures Erasures => new(_bench.Desk, _store);

    private CaseBundle Bundle => new(_bench.Texts, _store);

    private PartyRecords Records => new(_bench.Texts, _bench.Vault, _store);

    /// <summary>A picture by the raiser with the canary in its metadata, kept for intake, and the copy that intake passed on.</summary>
    private async Task<Guid> RaisersPicture()
    {
        static byte[] Chunk(string type, byte[] body) => [0, 0, 0, (byte)body.Length, .. Encoding.Latin1.GetBytes(type), .. body, 0, 0, 0, 0];
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", Encoding.Latin1.GetBytes($"Author\0{Canary}")), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];
        StoredContent stored = await _store.ReceiveAsync(new MemoryStream(png));
        Guid original = await _bench.Do((t, c) => _store.AddAsync(t, c.Id, c.Journal, Audience.Intake, stored, $"{Canary}.png"), _bench.Intake);
        using StrippedCopy copies = new(new StripOptions());
        (await PassOnCopy.DoAsync(_bench.Case, original, EvidenceKind.Picture, "Picture with the concern", "", _bench.Intake, _bench.Database.Cases, _bench.Desk, _store, copies, default)).ShouldBeTrue();
        return original;
    }

    private async Task<Dictionary<string, string>> Unzip(Func<ActingTransaction, OpenCase, Stream, Task> write, Actor actor)
    {
        using MemoryStream zip = new();
        await _bench.Do(async (t, c) => { await write(t, c, zip); return true; }, actor);
        zip.Position = 0;
        await BagCheck.RequireWholeAsync(zip, default);
        Encoding.Latin1.GetString(zip.ToArray()).ShouldNotContain(Canary, Shouldly.Case.Insensitive);
        using ZipArchive archive = new(zip, ZipArchiveMode.Read);
        Dictionary<string, string> files = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            entry.LastWriteTime.Year.ShouldBe(1980);
            using StreamReader reader = new(entry.Open(), Encoding.Latin1);
            files.Add(entry.FullName, await reader.ReadToEndAsync());
        }
        return files;
    }

    /// <summary>Failure class 8: the source leaks through metadata, file names, exports.</summary>
    [Test]
    public async Task Failure_class_8_no_bundle_or_record_says_anything_of_the_raiser_whoever_makes_it()
    {
        await _bench.SendQuery();
        await RaisersPicture();
        await _bench.Do(async (t, c) => await _bench.Letters.PostAsync(t, c, LetterKind.Progress, null, $"Dear {LetterBench.Raiser}", default), _bench.Intake);
        foreach (Actor actor in (Actor[])[_bench.Intake, Actor.Person(_bench.Database.EditorOfA), _administrator])
        {
            Dictionary<string, string> bundle = await Unzip((t, c, to) => Bundle.WriteAsync(t, c, to, default), actor), records = await Unzip((t, c, to) => Records.WriteAsync(t, c, _bench.Corresponding, to, default), actor);
            foreach ((string name, string content) in bundle.Concat(records))
            {
                (name + content).ShouldNotContain(Canary, Shouldly.Case.Insensitive);
                content.ShouldNotContain(_bench.RaiserId.ToString());
            }
            bundle.Keys.ShouldContain("data/evidence/e1.png");
            bundle["data/timeline.txt"].ShouldContain(CaseWords.NotAFinding);
            bundle["data/ro-crate-metadata.json"].ShouldContain("https://w3id.org/ro/crate/1.1");
            bundle.Keys.ShouldNotContain("fetch.txt");
            records["data/about.txt"].ShouldContain(LetterBench.Author);
            records.ShouldContain(f => f.Key.StartsWith("data/letters/") && f.Value.Contains("words"));
            records.Values.ShouldAllBe(v => !v.Contains("Bo Example"));
        }
        (await Should.ThrowAsync<InputException>(Unzip((t, c, to) => Records.WriteAsync(t, c, _bench.RaiserId.ToString(), to, default), _bench.Intake))).Message.ShouldContain("no such party");
    }

    [Test]
    public async Task The_same_case_gives_the_same_bundle_byte_for_byte()
    {
        async Task<byte[]> Write()
        {
            using MemoryStream zip = new();
            await _bench.Do(async (t, c) => { await Bundle.WriteAsync(t, c, zip, default); return true; });
            return zip.ToArray();
        }
        (await Write()).ShouldBe(await Write());
    }

    /// <summary>Failure class 8 on disk and in the database: what a raiser sent is in clear nowhere.</summary>
    [Test]
    public async Task Failure_class_8_neither_disk_nor_database_holds_the_raiser_in_clear()
    {
        await RaisersPicture();
        foreach (string file in Directory.EnumerateFiles(_bench.Folder.FullName, "*", SearchOption.AllDirectories))
        {
            file.ShouldNotContain(Canary, Shouldly.Case.Insensitive);
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).ShouldNotContain(Canary, Shouldly.Case.Insensitive);
        }
        string hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary));
        foreach (string table in (string[])["event", "identity", "sealed_text", "attachment", "outbox", "erasure"])
            (await _bench.Database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.{table} t WHERE t::text ~* '({Canary}|{hex})'")).ShouldBe(0, table);
    }

    [Test]
    public async Task An_administrator_makes_the_case_forget_its_raiser_without_reading_who_it_was()
    {
        Guid original = await RaisersPicture();
        await _bench.Do(async (t, c) => await _bench.Letters.PostAsync(t, c, LetterKind.Progress, null, "It goes on.", default), _bench.Intake);
        (await _bench.Do((t, _) => _bench.Vault.OpenAsync(t, _bench.RaiserId, default), _administrator)).ShouldBeNull();
        (await _bench.Do((t, c) => Erasures.RaiserAsync(t, c, ErasureGround.LawfulRequest, "", default), _administrator)).IsAllowed.ShouldBeTrue();
        (await _bench.Do((t, _) => _bench.Vault.OpenAsync(t, _bench.RaiserId, default), _bench.Intake)).ShouldBeNull();
        (await _bench.Do((t, c) => _store.FindAsync(t, c.Id, original), _bench.Intake)).ShouldBeNull();
        (await _bench.Do((t, c) => Outbox.ListAsync(t, c.Id, default), _bench.Intake)).ShouldAllBe(l => !l.HasText);
        (await _bench.Database.AskSuperuserAsync<long>("SELECT count(*) FROM palinode.sealed_text WHERE audience = 'intake'")).ShouldBe(0);
        (await _bench.Do((t, c) => _store.ListAsync(t, c.Id))).Count.ShouldBe(1, "the copy that was passed on stays");
        (await _bench.Do((_, c) => Task.FromResult(c.Current.CanReachRaiser))).ShouldBeFalse();
        // The list beside the data names what went, by ids alone, once.
        (await ErasureList.FollowAsync(_bench.Database.Migrator, _bench.Folder, default)).ShouldBeGreaterThan(3);
        (await ErasureList.FollowAsync(_bench.Database.Migrator, _bench.Folder, default)).ShouldBe(0);
        ErasureList.Read(ErasureList.PathIn(_bench.Folder)).ShouldContain(("identity", _bench.RaiserId));
    }

    [Test]
    public async Task An_author_is_forgotten_with_letters_answers_and_files()
    {
        await _bench.SendQuery();
        StoredContent file = await _store.ReceiveAsync(new MemoryStream("blot"u8.ToArray()));
        await _bench.Do(async (t, c) =>
        {
            (await _bench.Desk.DoAsync(t, c, new AttachEvidence(new ContentHash(file.Sha256.ToString()), EvidenceKind.OriginalBlot, "Original blot", _bench.Corresponding), "", default)).IsAllowed.ShouldBeTrue();
            return await _store.AddAsync(t, c.Id, c.Journal, Audience.Case, file, "x");
        });
        (await _bench.Do((t, c) => Erasures.PartyAsync(t, c, _bench.Corresponding, ErasureGround.LawfulRequest, "", default), _administrator)).IsAllowed.ShouldBeTrue();
        (await _bench.Do((t, _) => _bench.Vault.OpenAsync(t, Guid.Parse(_bench.Corresponding), default))).ShouldBeNull();
        (await _bench.Do((t, c) => _store.ListAsync(t, c.Id))).ShouldBeEmpty();
        (await _bench.Do((_, c) => Task.FromResult(c.Current.Erasures.Select(e => e.Thing).ToArray()))).ShouldBe([ErasedThing.PartyIdentity, ErasedThing.Text, ErasedThing.Evidence]);
        (await _bench.Do((t, _) => _bench.Vault.OpenAsync(t, Guid.Parse(_bench.Other), default))).ShouldNotBeNull();
        (await _bench.Do((t, c) => Erasures.PartyAsync(t, c, _bench.Corresponding, ErasureGround.LawfulRequest, "", default), _administrator)).Refusal!.Code.ShouldBe(RefusalCode.Already);
    }

    [Test]
    public async Task A_legal_hold_and_a_missing_role_stop_an_erasure()
    {
        (await _bench.Do((t, c) => Erasures.RaiserAsync(t, c, ErasureGround.LawfulRequest, "", default))).Refusal!.Code.ShouldBe(RefusalCode.Role);
        await _bench.Request(new PlaceHold(), _administrator);
        (await _bench.Do((t, c) => Erasures.RaiserAsync(t, c, ErasureGround.LawfulRequest, "", default), _administrator)).Refusal!.Code.ShouldBe(RefusalCode.Hold);
        (await _bench.Do((t, _) => _bench.Vault.OpenAsync(t, _bench.RaiserId, default), _bench.Intake)).ShouldNotBeNull();
        // Straight at the database: a person of another journal, an editor, nobody.
        foreach (Guid other in (Guid[])[_bench.Database.IntakeOfB, _bench.Database.EditorOfA, Guid.NewGuid()])
        {
            await using ActingTransaction transaction = await _bench.Database.Cases.BeginAsync(Actor.Person(other));
            (await transaction.QueryAsync("SELECT palinode.erase('identity', $1)", r => r.GetBoolean(0), default, _bench.RaiserId)).ShouldBe([false]);
            (await transaction.QueryAsync("SELECT id FROM palinode.erasable($1, 'intake')", r => r.GetGuid(0), default, _bench.Case)).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task When_the_time_of_a_closed_case_is_over_everything_confidential_goes()
    {
        await RaisersPicture();
        await _bench.Request(new TellRaiser(RaiserNews.Outcome), _bench.Intake);
        await _bench.Request(new CloseWithoutAction(NoCaseReason.Explained));
        Retention retention = new(_bench.Desk, _bench.Time);
        RetainedCase kept = (await _bench.Do((t, _) => retention.ReviewAsync(t, default))).ShouldHaveSingleItem();
        (kept.Over, kept.Set, kept.Until).ShouldBe((false, true, _bench.Today.AddYears(10)));
        await _bench.Request(new SetRetention(_bench.Today.AddDays(30)), _administrator);
        (await _bench.Do((t, c) => Erasures.CaseAsync(t, c, "", default), _administrator)).Refusal!.Code.ShouldBe(RefusalCode.First);
        _bench.Time.Now += TimeSpan.FromDays(31);
        (await _bench.Do((t, _) => retention.ReviewAsync(t, default))).Single().Over.ShouldBeTrue();
        (await _bench.Do((t, c) => Erasures.CaseAsync(t, c, "", default), _administrator)).IsAllowed.ShouldBeTrue();
        foreach (string table in (string[])["identity", "sealed_text", "attachment"]) (await _bench.Database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.{table}")).ShouldBe(0, table);
        (await _bench.Do((t, _) => retention.ReviewAsync(t, default))).Single().Over.ShouldBeFalse();
    }
}
