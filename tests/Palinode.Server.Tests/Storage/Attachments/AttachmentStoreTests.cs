using System.Security.Cryptography;
using System.Text;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Storage.Attachments;

internal sealed class AttachmentStoreTests
{
    private const string Canary = "zebra-canary";

    private readonly Guid _case = Guid.NewGuid(), _foreign = Guid.NewGuid();
    private TestDatabase _database = null!;
    private ServiceFolder _folder = null!;
    private AttachmentStore _store = null!;

    [SetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        _folder = new ServiceFolder(SharedCluster.NewFolder());
        _folder.Create();
        _store = new AttachmentStore(_folder, new MasterKey(RandomNumberGenerator.GetBytes(32)), new AttachmentOptions { MaxBytes = 1 << 20 });
        foreach ((Guid id, Guid journal, Guid person) in ((Guid, Guid, Guid)[])[(_case, _database.JournalA, _database.IntakeOfA), (_foreign, _database.JournalB, _database.IntakeOfB)])
        {
            await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(person));
            await new EventStore(TimeProvider.System).AppendAsync(transaction, id, journal, 0, [new("ConcernReceived", "{}", "")]);
            await transaction.CommitAsync();
        }
    }

    [TearDown]
    public async Task Close()
    {
        if (_database is null) return;
        await _database.DisposeAsync();
        Directory.Delete(_folder.FullName, recursive: true);
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private string[] Stored() => [.. Directory.EnumerateFiles(_folder.Files, "*", SearchOption.AllDirectories)];

    private async Task<Guid> Add(Audience audience, string content, string name)
    {
        StoredContent stored = await _store.ReceiveAsync(Text(content));
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
        Guid id = await _store.AddAsync(transaction, _case, _database.JournalA, audience, stored, name);
        await transaction.CommitAsync();
        return id;
    }

    private async Task<Attachment?> Find(Guid person, Guid caseId, Guid id)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(person));
        return await _store.FindAsync(transaction, caseId, id);
    }

    [Test]
    public async Task Content_and_name_come_back_and_the_name_is_on_no_disk()
    {
        Guid id = await Add(Audience.Case, "%PDF-1.4 letter", $"/home/{Canary}/Letter of {Canary}\u202E.pdf");
        Attachment found = (await Find(_database.EditorOfA, _case, id))!;
        found.Name.ShouldBe($"Letter of {Canary}.pdf");
        found.MediaType.ShouldBe("application/pdf");
        found.DownloadName.ShouldBe($"{found.Sha256.ToString()[..12]}.pdf");
        using (StreamReader reader = new(_store.Read(found))) (await reader.ReadToEndAsync()).ShouldBe("%PDF-1.4 letter");
        string file = Stored().ShouldHaveSingleItem();
        file.ShouldNotContain(found.Sha256.ToString(), Case.Insensitive, "its name says which content it is");
        (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("letter"u8).ShouldBe(-1);
        (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.attachment t WHERE t::text LIKE '%{Canary}%' OR t::text LIKE '%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary))}%'")).ShouldBe(0);
    }

    [Test]
    public async Task What_a_raiser_sent_is_for_intake_alone()
    {
        Guid id = await Add(Audience.Intake, "evidence", "x.txt");
        (await Find(_database.IntakeOfA, _case, id)).ShouldNotBeNull();
        foreach (Guid other in (Guid[])[_database.EditorOfA, _database.AuditorOfA, _database.IntakeOfB]) (await Find(other, _case, id)).ShouldBeNull();
    }

    /// <summary>Failure class 4: a foreign child id is accepted.</summary>
    [Test, Category("Failure class 4")]
    public async Task An_attachment_of_another_case_is_not_found_and_none_can_be_put_there()
    {
        Guid id = await Add(Audience.Case, "x", "x");
        (await Find(_database.IntakeOfA, _foreign, id)).ShouldBeNull();
        StoredContent stored = await _store.ReceiveAsync(Text("y"));
        foreach (Guid journal in (Guid[])[_database.JournalA, _database.JournalB])
        {
            await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
            await Should.ThrowAsync<ConcurrentChangeException>(_store.AddAsync(transaction, _foreign, journal, Audience.Case, stored, "y"));
        }
        (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.attachment WHERE case_id = '{_foreign}'")).ShouldBe(0);
    }

    [TestCase(0)]
    [TestCase(65_536)]
    [TestCase(200_001)]
    public async Task Content_of_any_length_comes_back_from_any_place_in_it(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        StoredContent stored = await _store.ReceiveAsync(new MemoryStream(content));
        await using Stream stream = _store.Read(stored.Sha256);
        stream.Length.ShouldBe(length);
        foreach (int from in (int[])[0, 1, 65_535, 65_536, 131_072, 200_000])
        {
            if (from >= length) continue;
            stream.Position = from;
            byte[] part = new byte[Math.Min(70_000, length - from)];
            await stream.ReadExactlyAsync(part);
            part.ShouldBe(content[from..(from + part.Length)]);
        }
    }

    [Test]
    public async Task A_file_that_was_changed_cut_or_given_another_name_does_not_open()
    {
        StoredContent stored = await _store.ReceiveAsync(new MemoryStream(RandomNumberGenerator.GetBytes(200_000)));
        string path = Stored().ShouldHaveSingleItem();
        byte[] whole = await File.ReadAllBytesAsync(path), flipped = [.. whole];
        flipped[100_000] ^= 1;
        foreach (byte[] wrong in (byte[][])[flipped, whole[..^1], whole[..150_000], whole[..(76 + 65_552)], []])
        {
            await File.WriteAllBytesAsync(path, wrong);
            await Should.ThrowAsync<InvalidDataException>(async () => { await using Stream s = _store.Read(stored.Sha256); await s.CopyToAsync(Stream.Null); });
        }
        StoredContent other = await _store.ReceiveAsync(Text("other"));
        await File.WriteAllBytesAsync(path, await File.ReadAllBytesAsync(Stored().Single(p => p != path)));
        Should.Throw<InvalidDataException>(() => _store.Read(stored.Sha256).Dispose());
        _store.Read(other.Sha256).Dispose();
    }

    [Test]
    public async Task Equal_content_lies_on_disk_once()
    {
        StoredContent one = await _store.ReceiveAsync(Text("same")), two = await _store.ReceiveAsync(Text("same"));
        one.ShouldBe(two);
        Stored().ShouldHaveSingleItem();
    }

    /// <summary>Failure class 12: a program is run because a file bears another's name.</summary>
    [Category("Failure class 12")]
    [TestCase("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9", "figure.png")]
    [TestCase("%!PS-Adobe-3.0 EPSF-3.0\n%PDF-1.4", "figure.pdf")]
    [TestCase("\u00c5\u00d0\u00d3\u00c6", "figure.tif")]
    [TestCase("push graphic-context\nviewbox 0 0 9 9\n", "figure.png")]
    [TestCase("push graphic-context\n%PDF-1.4", "figure.pdf")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "figure.jpg")]
    [TestCase("<?xml version=\"1.0\"?><svg><!-- %PDF-1.4 --></svg>", "figure.pdf")]
    [TestCase("<!doctype html><script>alert(1)</script>", "figure.PDF")]
    public async Task Failure_class_12_what_is_not_what_its_name_says_is_refused(string content, string name)
    {
        StoredContent stored = await _store.ReceiveAsync(new MemoryStream(Encoding.Latin1.GetBytes(content)));
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
        (await Should.ThrowAsync<InputException>(_store.AddAsync(transaction, _case, _database.JournalA, Audience.Case, stored, name))).Message.ShouldContain("none by its content");
    }

    /// <summary>Failure class 9: plain text left from an abandoned upload.</summary>
    [TestCase(10)]
    [TestCase(50)]
    [TestCase(99)]
    public async Task Failure_class_9_an_upload_that_breaks_off_leaves_nothing_on_disk(int percent)
    {
        // Looked at while it is under way as well: a service that is killed then clears nothing.
        string[] onTheWay = [];
        using BreakingStream stream = new(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Canary, 20_000))), percent, () => onTheWay = [.. Stored().Select(f => Encoding.Latin1.GetString(ReadShared(f)))]);
        await Should.ThrowAsync<IOException>(_store.ReceiveAsync(stream));
        onTheWay.ShouldHaveSingleItem().ShouldNotContain("zebra");
        Stored().ShouldBeEmpty();
    }

    [Test]
    public async Task A_file_that_is_too_large_leaves_nothing_on_disk()
    {
        (await Should.ThrowAsync<InputException>(_store.ReceiveAsync(new MemoryStream(new byte[(1 << 20) + 1])))).Message.ShouldContain("1 MiB");
        Stored().ShouldBeEmpty();
    }

    [Test]
    public async Task What_a_killed_service_left_is_cleared_at_the_next_start()
    {
        await _store.ReceiveAsync(Text("kept"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Files, "incoming", "left"), Canary);
        _store.ClearIncoming();
        Stored().ShouldHaveSingleItem();
    }

    /// <summary>Failure class 15: a crash between file and row leaves content without a row, which is swept, and never a row without content.</summary>
    [Test, Category("Failure class 15")]
    public async Task Content_without_a_row_is_swept_and_content_with_one_stays()
    {
        Guid id = await Add(Audience.Case, "kept", "kept");
        await _store.ReceiveAsync(Text("orphan"));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        (await _store.SweepAsync(_database.Migrator, TimeSpan.FromHours(24), now)).ShouldBe(0);
        (await _store.SweepAsync(_database.Migrator, TimeSpan.FromHours(24), now.AddHours(25))).ShouldBe(1);
        using StreamReader reader = new(_store.Read((await Find(_database.IntakeOfA, _case, id))!));
        (await reader.ReadToEndAsync()).ShouldBe("kept");
    }

    /// <summary>Failure classes 12 and 13: the name has no say in what a file is, and nothing is what a browser would run.</summary>
    [Category("Failure class 12"), Category("Failure class 13")]
    [TestCase("%!PS-Adobe-3.0 EPSF", "application/postscript")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>", "text/plain")]
    [TestCase("<!doctype html><script>alert(1)</script>", "text/plain")]
    [TestCase("push graphic-context\nviewbox 0 0 1 1", "text/plain")]
    [TestCase("GIF89a", "image/gif")]
    [TestCase("II*\0", "image/tiff")]
    [TestCase("\0\u0001raw gel data", "application/octet-stream")]
    [TestCase("", "application/octet-stream")]
    public void A_file_is_what_its_bytes_say(string content, string type) => SniffedType.Of(Encoding.UTF8.GetBytes(content)).ShouldBe(type);

    [Test]
    public void A_character_cut_by_the_window_is_still_text() =>
        SniffedType.Of(Encoding.UTF8.GetBytes("a" + new string('é', SniffedType.Window)).AsSpan(0, SniffedType.Window)).ShouldBe("text/plain");

    /// <summary>Gives part of its bytes, then fails as a connection does.</summary>
    private sealed class BreakingStream(byte[] bytes, int percent, Action breaking) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            long left = Length * percent / 100 - Position;
            if (left > 0) return base.ReadAsync(buffer[..(int)Math.Min(left, buffer.Length)], cancellationToken);
            breaking();
            throw new IOException("The connection broke off.");
        }
    }

    private static byte[] ReadShared(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
