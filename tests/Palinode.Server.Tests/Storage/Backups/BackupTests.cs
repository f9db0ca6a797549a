using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Keeping;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Backups;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Storage.Backups;

internal sealed class BackupTests
{
    private const string Canary = "Zebedee Quagga-Okapi";

    [Test]
    public async Task A_service_comes_back_from_its_backup_with_everything_in_it()
    {
        SharedCluster.Require();
        string from = SharedCluster.NewFolder(), to = SharedCluster.NewFolder(), file = SharedCluster.NewFolder() + ".backup";
        Guid journal = Guid.NewGuid(), intake = Guid.NewGuid(), caseId = Guid.NewGuid(), attachment;
        SealedIdentity raiser;
        try
        {
            Digest head;
            await using (ServiceStorage storage = await ServiceStorage.OpenForServiceAsync(new(from), CancellationToken.None))
            {
                await Execute(storage, "INSERT INTO palinode.journal (id, title) VALUES ($1, 'Journal of Examples')", journal);
                await Execute(storage, "INSERT INTO palinode.person (id) VALUES ($1)", intake);
                await Execute(storage, "INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, 'intake')", intake, journal);
                (raiser, attachment) = await Fill(storage, journal, intake, caseId);
                head = (await ChainVerifier.VerifyAsync(storage.Migrator, null, CancellationToken.None)).Head;
                await Backup.WriteAsync(storage, file, CancellationToken.None);
                await Should.ThrowAsync<InputException>(Backup.WriteAsync(storage, file, CancellationToken.None));
            }
            byte[] bytes = await File.ReadAllBytesAsync(file);
            foreach (string clear in (string[])["Quagga", "ConcernReceived", "PGDMP", "letter of"]) bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(clear)).ShouldBe(-1, clear);
            string key = Path.Combine(from, "secrets", "recovery.key");

            ChainReport report = await Restore.ReadAsync(new(to), file, key, CancellationToken.None);
            (report.Holds, report.Events, report.Head).ShouldBe((true, 1, head));
            await using (ServiceStorage restored = await ServiceStorage.OpenForServiceAsync(new(to), CancellationToken.None))
            {
                await using ActingTransaction transaction = await restored.Cases.BeginAsync(Actor.Person(intake));
                (await EventStore.ReadAsync(transaction, caseId)).ShouldHaveSingleItem().Type.ShouldBe("ConcernReceived");
                (await new IdentityVault(MasterKey.Of(restored.Folder)).OpenAsync(transaction, raiser.Id))!.Fields["name"].ShouldBe(Canary);
                AttachmentStore attachments = new(restored.Folder, MasterKey.Of(restored.Folder), new AttachmentOptions());
                Attachment found = (await attachments.FindAsync(transaction, caseId, attachment))!;
                found.Name.ShouldBe("letter.txt");
                using StreamReader reader = new(attachments.Read(found));
                (await reader.ReadToEndAsync()).ShouldBe($"letter of {Canary}");
            }
            // Row-level security, rights and triggers came back as well.
            await using (ServiceStorage restored = await ServiceStorage.OpenForServiceAsync(new(to), CancellationToken.None))
            {
                await using ActingTransaction foreign = await restored.Cases.BeginAsync(Actor.Person(Guid.NewGuid()));
                (await EventStore.ReadAsync(foreign, caseId)).ShouldBeEmpty();
                await using ActingTransaction transaction = await restored.Cases.BeginAsync(Actor.Person(intake));
                await Should.ThrowAsync<PostgresException>(transaction.ExecuteAsync("DELETE FROM palinode.event", default));
            }
            (await Should.ThrowAsync<InputException>(Restore.ReadAsync(new(to), file, key, CancellationToken.None))).Message.ShouldContain("something in this folder already");
        }
        finally
        {
            foreach (string folder in (string[])[from, to]) if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(file);
        }
    }

    /// <summary>A backup knows people again who were erased since; the list beside the data makes it forget them.</summary>
    [Test]
    public async Task Who_was_erased_after_the_backup_is_erased_again_when_it_is_restored()
    {
        SharedCluster.Require();
        string from = SharedCluster.NewFolder(), to = SharedCluster.NewFolder(), file = SharedCluster.NewFolder() + ".backup";
        Guid journal = Guid.NewGuid(), person = Guid.NewGuid(), caseId;
        SealedIdentity raiser;
        try
        {
            await using (ServiceStorage storage = await ServiceStorage.OpenForServiceAsync(new(from), CancellationToken.None))
            {
                await Execute(storage, "INSERT INTO palinode.journal (id, title) VALUES ($1, 'Journal of Examples')", journal);
                await Execute(storage, "INSERT INTO palinode.person (id) VALUES ($1)", person);
                await Execute(storage, "INSERT INTO palinode.membership (person_id, journal_id, role) SELECT $1, $2, unnest(ARRAY['intake', 'administrator'])", person, journal);
                CaseDesk desk = new(new EventStore(TimeProvider.System), TimeProvider.System);
                TextVault texts = new(MasterKey.Of(storage.Folder));
                caseId = Guid.NewGuid();
                await using (ActingTransaction transaction = await storage.Cases.BeginAsync(Actor.Person(person)))
                {
                    raiser = await new IdentityVault(MasterKey.Of(storage.Folder)).SealAsync(transaction, journal, IdentityKind.Raiser, new Dictionary<string, string> { ["name"] = Canary });
                    SealedText words = await texts.SealAsync(transaction, caseId, journal, TextAudience.Intake, "words", default);
                    (await desk.OpenAsync(transaction, caseId, journal, new ReceiveConcern(ConcernChannel.Mail, Raiser: new RaiserId(raiser.Id.ToString()), Text: words), "", default)).Ruling.IsAllowed.ShouldBeTrue();
                    await transaction.CommitAsync();
                }
                await Backup.WriteAsync(storage, file, CancellationToken.None);
                await using (ActingTransaction transaction = await storage.Cases.BeginAsync(Actor.Person(person)))
                {
                    Erasures erasures = new(desk, new AttachmentStore(storage.Folder, MasterKey.Of(storage.Folder), new AttachmentOptions()), storage);
                    (await erasures.DoAsync(transaction, (await desk.ReadAsync(transaction, caseId, default))!, new RecordErasure(ErasedThing.RaiserIdentity, ErasureGround.LawfulRequest), "", default)).IsAllowed.ShouldBeTrue();
                    await transaction.CommitAsync();
                    await erasures.FollowAsync();
                }
            }
            string list = Path.Combine(from, "erased.txt");
            (await File.ReadAllTextAsync(list)).ShouldNotContain("Quagga");
            (await Restore.ReadAsync(new(to), file, Path.Combine(from, "secrets", "recovery.key"), CancellationToken.None, list)).Holds.ShouldBeTrue();
            await using ServiceStorage restored = await ServiceStorage.OpenForServiceAsync(new(to), CancellationToken.None);
            await using ActingTransaction reading = await restored.Cases.BeginAsync(Actor.Person(person));
            (await new IdentityVault(MasterKey.Of(restored.Folder)).OpenAsync(reading, raiser.Id)).ShouldBeNull();
            (await reading.QueryAsync("SELECT id FROM palinode.sealed_text", r => r.GetGuid(0), default)).ShouldBeEmpty();
            OpenCase found = (await new CaseDesk(new EventStore(TimeProvider.System), TimeProvider.System).ReadAsync(reading, caseId, default))!;
            found.Current.CanReachRaiser.ShouldBeFalse();
            found.Current.Erasures.ShouldHaveSingleItem().Thing.ShouldBe(ErasedThing.RaiserIdentity);
            ErasureList.Read(ErasureList.PathIn(restored.Folder)).ShouldContain(("identity", raiser.Id));
            Should.Throw<InputException>(() => ErasureList.Read(file)).Message.ShouldNotContain("\n");
        }
        finally
        {
            foreach (string folder in (string[])[from, to]) if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(file);
        }
    }

    [Test, Category("Failure class 7")]
    public async Task Failure_class_7_what_went_out_and_a_journals_letters_come_back_and_no_token_or_link_does()
    {
        SharedCluster.Require();
        string from = SharedCluster.NewFolder(), to = SharedCluster.NewFolder(), file = SharedCluster.NewFolder() + ".backup";
        (string Name, string Content)[] own = [("published/10.5555_x/notice.xml", "<notice/>"), ("letters/author-query.txt", "Dear author"), ("wording/de.json", "{}"), ("settings.json", "{}")];
        try
        {
            await using (ServiceStorage storage = await ServiceStorage.OpenForServiceAsync(new(from), CancellationToken.None))
            {
                foreach ((string name, string content) in own)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(from, name))!);
                    await File.WriteAllTextAsync(Path.Combine(from, name), content);
                }
                Guid person = Guid.NewGuid();
                await Execute(storage, "INSERT INTO palinode.person (id) VALUES ($1)", person);
                await Execute(storage, "INSERT INTO palinode.invitation (token_hash, purpose, expires_at) VALUES (sha256('x'), 'first-administrator', now() + interval '1 day')");
                await Execute(storage, "INSERT INTO palinode.api_token (id, token_hash, person_id, name_box, scopes, created_at, expires_at) VALUES ($1, sha256('y'), $1, '\\x00', '{screen}', now(), now() + interval '1 day')", person);
                await Backup.WriteAsync(storage, file, CancellationToken.None);
            }
            await Restore.ReadAsync(new(to), file, Path.Combine(from, "secrets", "recovery.key"), CancellationToken.None);
            foreach ((string name, string content) in own) (await File.ReadAllTextAsync(Path.Combine(to, name))).ShouldBe(content);
            await using ServiceStorage restored = await ServiceStorage.OpenForServiceAsync(new(to), CancellationToken.None);
            await using ActingTransaction door = await restored.Cases.BeginAsync(Actor.Door);
            foreach (string table in (string[])["api_token", "invitation", "session"]) (await door.QueryAsync($"SELECT count(*) FROM palinode.{table}", r => r.GetInt64(0), default)).ShouldBe([0], table);
        }
        finally
        {
            foreach (string folder in (string[])[from, to]) if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(file);
        }
    }

    [TestCase("published/10.5555_x/notice.xml", true)]
    [TestCase("settings.json", true)]
    [TestCase("published/../secrets/master.key", false)]
    [TestCase("published//etc", false)]
    [TestCase("letters/./x", false)]
    [TestCase("/etc/passwd", false)]
    public void Failure_class_14_names_in_a_backup_stay_in_the_data_folder(string name, bool taken) => Backup.IsOwnFile(name).ShouldBe(taken);

    private static async Task<(SealedIdentity, Guid)> Fill(ServiceStorage storage, Guid journal, Guid intake, Guid caseId)
    {
        AttachmentStore attachments = new(storage.Folder, MasterKey.Of(storage.Folder), new AttachmentOptions());
        StoredContent content = await attachments.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes($"letter of {Canary}")));
        await using ActingTransaction transaction = await storage.Cases.BeginAsync(Actor.Person(intake));
        SealedIdentity raiser = await new IdentityVault(MasterKey.Of(storage.Folder)).SealAsync(transaction, journal, IdentityKind.Raiser, new Dictionary<string, string> { ["name"] = Canary });
        await new EventStore(TimeProvider.System).AppendAsync(transaction, caseId, journal, 0, [new("ConcernReceived", $"{{\"raiser\":\"{raiser.Id}\"}}", "")]);
        Guid attachment = await attachments.AddAsync(transaction, caseId, journal, Audience.Intake, content, "letter.txt");
        await transaction.CommitAsync();
        return (raiser, attachment);
    }

    private static async Task Execute(ServiceStorage storage, string sql, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(65_536)]
    [TestCase(200_000)]
    public void What_was_encrypted_comes_back(int length)
    {
        byte[] key = RandomNumberGenerator.GetBytes(32), content = RandomNumberGenerator.GetBytes(length), read = new byte[length];
        using MemoryStream file = new(Encrypted(key, content));
        using EncryptedStream.Reader reader = new(file, key, "x");
        reader.ReadExactly(read);
        read.ShouldBe(content);
    }

    [Test]
    public void A_damaged_cut_or_reordered_file_does_not_open()
    {
        byte[] key = RandomNumberGenerator.GetBytes(32), whole = Encrypted(key, new byte[200_000]);
        const int head = 18 + 32, piece = 4 + 65_536 + 16;
        byte[] flipped = [.. whole], swapped = [.. whole[..head], .. whole[(head + piece)..(head + 2 * piece)], .. whole[head..(head + piece)], .. whole[(head + 2 * piece)..]];
        flipped[70_000] ^= 1;
        foreach (byte[] wrong in (byte[][])[flipped, swapped, whole[..(head + 3 * piece)], whole[..^1]]) Should.Throw<InputException>(() => Read(key, wrong)).Message.ShouldContain("damaged or incomplete");
        Should.Throw<InputException>(() => Read(RandomNumberGenerator.GetBytes(32), whole)).Message.ShouldContain("recovery key");
        Should.Throw<InputException>(() => Read(key, "not a backup, but long enough to be looked at as if it were one"u8.ToArray())).Message.ShouldContain("not a backup");
    }

    [Test]
    public async Task A_restore_that_fails_leaves_nothing_behind()
    {
        SharedCluster.Require();
        string folder = SharedCluster.NewFolder(), file = SharedCluster.NewFolder() + ".backup", keyFile = file + ".key";
        byte[] key = RandomNumberGenerator.GetBytes(32);
        try
        {
            await File.WriteAllBytesAsync(keyFile, key);
            using (MemoryStream bytes = new())
            {
                using (EncryptedStream.Writer writer = new(bytes, key))
                {
                    await BackupEntries.WriteAsync(writer, Backup.DatabaseEntry, new MemoryStream("no dump"u8.ToArray()), CancellationToken.None);
                    BackupEntries.End(writer);
                }
                await File.WriteAllBytesAsync(file, bytes.ToArray());
            }
            (await Should.ThrowAsync<InputException>(Restore.ReadAsync(new(folder), file, keyFile, CancellationToken.None))).Message.ShouldNotContain("\n");
            Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        }
        finally
        {
            foreach (string path in (string[])[file, keyFile]) File.Delete(path);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Encrypted(byte[] key, byte[] content)
    {
        using MemoryStream file = new();
        using EncryptedStream.Writer writer = new(file, key);
        writer.Write(content);
        writer.End();
        return file.ToArray();
    }

    private static void Read(byte[] key, byte[] file)
    {
        using MemoryStream stream = new(file);
        using EncryptedStream.Reader reader = new(stream, key, "x");
        reader.ReadExactly(new byte[200_000]);
    }
}
