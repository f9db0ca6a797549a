using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;
using Palinode.Testing;
using Case = Palinode.Cases.Case;

namespace Palinode.Server.Tests.Jobs;

/// <summary>A journal with cases to screen, and workers in this process whose screenings are played by a script: what it does stands in the document.</summary>
internal sealed class ScreeningScene : IAsyncDisposable
{
    /// <summary>Quick to look, to beat and to try again.</summary>
    public static readonly JobOptions Quick = new() { Look = TimeSpan.FromMilliseconds(20), Heartbeat = TimeSpan.FromMilliseconds(50), FirstPause = TimeSpan.Zero, ScreeningMemory = 1L << 30, Threads = 1 };



    private readonly Guid _journal, _intake, _editor;
    private readonly TestDatabase? _database;

    /// <summary>On a service that runs elsewhere, for a journal of it.</summary>
    /// <param name="cases">Its database.</param>
    /// <param name="folder">Its data.</param>
    /// <param name="journal">Where the cases are.</param>
    /// <param name="intake">Of that journal.</param>
    /// <param name="editor">Of that journal.</param>
    public ScreeningScene(CaseDatabase cases, ServiceFolder folder, Guid journal, Guid intake, Guid editor)
    {
        (Cases, Folder, _journal, _intake, _editor) = (cases, folder, journal, intake, editor);
        Store = new AttachmentStore(Folder, MasterKey.Of(Folder), new AttachmentOptions());
        Program = Path.Combine(Folder.FullName, "screen.sh");
        File.WriteAllBytes(Path.Combine(Folder.FullName, "findings.json"), DrawnFindings.File("e1.txt").ToJson());
        File.WriteAllText(Program, $"""
            #!/bin/sh
            # Called like palinode: screen ./e1.txt … --out result …
            case "$(cat "$2")" in
              *crash*) kill -SEGV $$ ;;
              *unreadable*) echo "palinode: $2: not a document" >&2; exit 2 ;;
              *endless*) printf 'Waiting\t1\t3\n'; echo $$ > {Pid}.new; mv {Pid}.new {Pid}; exec sleep 1000 ;;
              *linkedfolder*) mkdir -p outside result; echo secret > outside/secret.txt; cp {Folder.FullName}/findings.json result/findings.json; ln -s ../outside result/evidence; exit 0 ;;
              *link*) mkdir result; ln -s /etc/passwd result/findings.json; exit 0 ;;
              *nonsense*) mkdir result; echo '[' > result/findings.json; exit 0 ;;
            esac
            printf 'Reading\t1\t2\nReading\t2\t2\n'
            mkdir -p result/evidence
            cp {Folder.FullName}/findings.json result/findings.json
            printf '\211PNG\r\n\032\npicture' > result/evidence/F1-a.png
            """, Encoding.UTF8);
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private ScreeningScene(TestDatabase database, ServiceFolder folder) : this(database.Cases, folder, database.JournalA, database.IntakeOfA, database.EditorOfA) => _database = database;

    public CaseDatabase Cases { get; }

    /// <summary>For a scene on a database of its own.</summary>
    public TestDatabase Database => _database!;

    /// <summary>The script that plays <c>palinode</c>.</summary>
    public string Program { get; }
    public ServiceFolder Folder { get; }
    public AttachmentStore Store { get; }
    public CaseDesk Desk { get; } = new(new EventStore(TimeProvider.System), TimeProvider.System);

    /// <summary>Where an endless screening writes the number of its process.</summary>
    public string Pid => Path.Combine(Folder.FullName, "pid");

    public Actor Editor => Actor.Person(_editor);

    public static async Task<ScreeningScene> OpenAsync()
    {
        TestDatabase database = await TestDatabase.CreateAsync();
        ServiceFolder folder = new(SharedCluster.NewFolder());
        folder.Create();
        return new ScreeningScene(database, folder);
    }

    /// <summary>A triaged case of journal A whose first evidence is this text.</summary>
    public Task<Guid> CaseAsync(string document) => CaseAsync(new MemoryStream(Encoding.UTF8.GetBytes(document)));

    /// <summary>A triaged case of journal A whose first evidence is this file.</summary>
    public async Task<Guid> CaseAsync(Stream document)
    {
        StoredContent content = await Store.ReceiveAsync(document);
        await using ActingTransaction transaction = await Cases.BeginAsync(Actor.Person(_intake));
        (Guid id, Ruling opened) = await Desk.OpenAsync(transaction, _journal, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "", default);
        opened.Refusal.ShouldBeNull();
        foreach (CaseRequest request in (CaseRequest[])[new AssignJournal("invented"), new AcknowledgeConcern(), new TriageConcern(), new AttachEvidence(new ContentHash(content.Sha256.ToString()), EvidenceKind.Article, "the article")])
            (await Desk.DoAsync(transaction, (await Desk.ReadAsync(transaction, id, default))!, request, "", default)).Refusal.ShouldBeNull();
        await Store.AddAsync(transaction, id, _journal, Audience.Case, content, "article.txt");
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>Requests a screening of all of a case's evidence; its run.</summary>
    public async Task<string> RequestAsync(Guid caseId)
    {
        string run = Guid.NewGuid().ToString();
        (await DoAsync(Editor, caseId, c => new RequestScreening(run, [.. c.Evidence.Select(e => e.Content)]))).Refusal.ShouldBeNull();
        return run;
    }

    public async Task<Ruling> DoAsync(Actor actor, Guid caseId, Func<Case, CaseRequest> request)
    {
        while (true)
            try
            {
                await using ActingTransaction transaction = await Cases.BeginAsync(actor);
                OpenCase found = (await Desk.ReadAsync(transaction, caseId, default))!;
                Ruling ruling = await Desk.DoAsync(transaction, found, request(found.Current), "", default);
                await transaction.CommitAsync();
                return ruling;
            }
            catch (ConcurrentChangeException)
            {
                // Read again and try again, as a person does.
            }
    }

    public async Task<Case> ReadAsync(Guid caseId)
    {
        await using ActingTransaction transaction = await Cases.BeginAsync(Editor);
        return (await Desk.ReadAsync(transaction, caseId, default))!.Current;
    }

    public async Task<Job> JobAsync(Guid caseId, string run)
    {
        await using ActingTransaction transaction = await Cases.BeginAsync(Editor);
        return (await JobQueue.FindAsync(transaction, caseId, Guid.Parse(run), default))!;
    }

    public Task UntilAsync(Guid caseId, string run, Func<Job, bool> condition) => RunningService.EventuallyAsync(async () => condition(await JobAsync(caseId, run)));

    /// <summary>A worker at work, whose screenings the program does, or the script.</summary>
    public RunningWorker Work(JobOptions? options = null, string? program = null) => new(this, options ?? Quick, program ?? Program);

    public async ValueTask DisposeAsync()
    {
        if (_database is null) return;
        await _database.DisposeAsync();
        Directory.Delete(Folder.FullName, recursive: true);
    }

    /// <summary>A worker at work, until disposed.</summary>
    internal sealed class RunningWorker : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public RunningWorker(ScreeningScene scene, JobOptions options, string program) => _run = Task.Run(() => new Worker(
            scene.Cases, scene.Desk, scene.Store, scene.Folder, new ScreeningChild([program], options), options, TimeProvider.System, NullLogger<Worker>.Instance).RunAsync(_stop.Token));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run;
            _stop.Dispose();
        }
    }

    /// <summary>Whether the endless screening's process is there.</summary>
    public bool ChildRuns() => Directory.Exists($"/proc/{int.Parse(File.ReadAllText(Pid), CultureInfo.InvariantCulture)}");
}
