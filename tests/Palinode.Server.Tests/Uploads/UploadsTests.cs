using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Uploads;

internal sealed class UploadsTests
{
    private const string Canary = "quagga-canary", Password = "correct horse battery 1";

    private RunningService _service = null!;
    private HttpClient _browser = null!;
    private ServiceStorage _storage = null!;
    private Guid _journal, _person, _case;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _browser = _service.Client();
        using FormUrlEncodedContent sign = new([new("login", "ada@example.org"), new("name", "Ada Example"), new("password", Password)]);
        (await _browser.PostAsync(_service.SignUp, sign)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using FormUrlEncodedContent door = new([new("login", "ada@example.org"), new("password", Password)]);
        await _browser.PostAsync("/sign-in", door);
        _storage = await ServiceStorage.OpenBesideAsync(new(_service.Folder), CancellationToken.None);
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        _journal = Guid.NewGuid();
        await using (NpgsqlCommand find = new("SELECT person_id FROM palinode.account", connection)) _person = (Guid)(await find.ExecuteScalarAsync())!;
        await using NpgsqlCommand command = new("INSERT INTO palinode.journal (id, title) VALUES ($1, 'Journal of Examples')", connection) { Parameters = { new() { Value = _journal } } };
        await command.ExecuteNonQueryAsync();
        await using NpgsqlCommand member = new("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, 'intake')", connection) { Parameters = { new() { Value = _person }, new() { Value = _journal } } };
        await member.ExecuteNonQueryAsync();
        await using ActingTransaction transaction = await _storage.Cases.BeginAsync(Actor.Person(_person));
        (_case, Ruling ruling) = await new CaseDesk(new EventStore(TimeProvider.System), TimeProvider.System).OpenAsync(transaction, _journal, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "", CancellationToken.None);
        ruling.IsAllowed.ShouldBeTrue();
        await transaction.CommitAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_service is null) return;
        _browser.Dispose();
        await _storage.DisposeAsync();
        await _service.DisposeAsync();
    }

    private AttachmentStore Store => new(_storage.Folder, MasterKey.Of(_storage.Folder), new AttachmentOptions());

    private async Task<HttpResponseMessage> Attach(byte[] content, string name, string label, HttpClient? browser = null)
    {
        using MultipartFormDataContent form = new() { { new StringContent("yes"), "do" }, { new StringContent("Picture"), "kind" }, { new StringContent(label), "label" }, { new ByteArrayContent(content), "content.file", name } };
        return await (browser ?? _browser).PostAsync($"/cases/{_case}/do/attach-evidence", form);
    }

    private async Task<List<Attachment>> Attachments()
    {
        await using ActingTransaction transaction = await _storage.Cases.BeginAsync(Actor.Person(_person));
        return await Store.ListAsync(transaction, _case);
    }

    /// <summary>Failure class 13: active content in the viewer.</summary>
    [TestCase("<!doctype html><script>alert(1)</script>", "page.html", "html")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "drawing.svg", "svg")]
    [TestCase("%PDF-1.7\n1 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj", "paper.pdf", "pdf")]
    [TestCase("PNG? no: <script>alert(1)</script>", "notes", "words")]
    public async Task Failure_class_13_what_a_browser_could_run_leaves_as_a_file_to_save(string content, string name, string label)
    {
        using HttpResponseMessage attached = await Attach(Encoding.UTF8.GetBytes(content), name, $"a file, {label}");
        attached.StatusCode.ShouldBe(HttpStatusCode.Redirect, await attached.Content.ReadAsStringAsync());
        Attachment found = (await Attachments())[^1];
        using HttpResponseMessage response = await _browser.GetAsync($"/cases/{_case}/attachments/{found.Id}");
        (await response.Content.ReadAsStringAsync()).ShouldBe(content);
        response.Content.Headers.ContentType!.MediaType.ShouldBeOneOf("application/octet-stream", "application/pdf");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName!.ShouldNotContain(Path.GetFileNameWithoutExtension(name));
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Test, Category("Failure class 12")]
    public async Task Failure_class_12_a_file_that_is_not_what_its_name_says_is_refused_and_the_case_stays_as_it_was()
    {
        int before = (await Attachments()).Count;
        using HttpResponseMessage refused = await Attach("%!PS-Adobe-3.0"u8.ToArray(), "figure.png", "a figure");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Attachments()).Count.ShouldBe(before);
    }

    [Test]
    public async Task A_stranger_gets_no_file_and_leaves_none()
    {
        using HttpClient stranger = _service.Client();
        (await Attach([1], "x", "x", stranger)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync($"/cases/{_case}/attachments/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _browser.GetAsync($"/cases/{Guid.NewGuid()}/attachments/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Failure class 9: plain text left from an abandoned upload, over a real connection.</summary>
    [TestCase(10)]
    [TestCase(50)]
    [TestCase(99)]
    public async Task Failure_class_9_a_connection_that_breaks_off_leaves_nothing_in_clear(int percent)
    {
        string words = string.Concat(Enumerable.Repeat($"{Canary} ", 60_000));
        byte[] body = Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"content.file\"; filename=\"{Canary}.txt\"\r\n\r\n{words}\r\n--b--\r\n");
        string incoming = Path.Combine(_service.Folder, "files", "incoming");
        using (TcpClient connection = new())
        {
            await connection.ConnectAsync(IPAddress.Loopback, _service.Address.Port);
            await using NetworkStream stream = connection.GetStream();
            string cookie = await Cookie();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /cases/{_case}/do/attach-evidence HTTP/1.1\r\nHost: {_service.Address.Authority}\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {body.Length}\r\n\r\n"));
            await stream.WriteAsync(body.AsMemory(0, body.Length * percent / 100));
            await RunningService.EventuallyAsync(() => Task.FromResult(Directory.Exists(incoming) && Directory.GetFiles(incoming).Any(f => new FileInfo(f).Length > 0)));
            OnDisk().ShouldBeEmpty();
            connection.Client.LingerState = new LingerOption(true, 0);
        }
        await RunningService.EventuallyAsync(() => Task.FromResult(Directory.GetFiles(incoming).Length == 0));
        OnDisk().ShouldBeEmpty();
        (await Attachments()).ShouldAllBe(a => !a.Name.Contains(Canary));
        _service.Error.ToString().ShouldNotContain(Canary);
    }

    /// <summary>Files of the data folder, the temporary folder's and the database's own among them, that hold the canary.</summary>
    private IEnumerable<string> OnDisk()
    {
        byte[] wanted = Encoding.UTF8.GetBytes(Canary);
        IEnumerable<string> files = Directory.EnumerateFiles(_service.Folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/socket/", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*")).Concat(Directory.EnumerateFiles("/dev/shm"));
        foreach (string file in files)
        {
            byte[] content;
            try
            {
                using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using MemoryStream all = new();
                stream.CopyTo(all);
                content = all.ToArray();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;  // gone meanwhile, or the database's lock
            }
            if (content.AsSpan().IndexOf(wanted) >= 0) yield return file;
        }
    }

    private async Task<string> Cookie()
    {
        using HttpClient browser = _service.Client();
        using FormUrlEncodedContent door = new([new("login", "ada@example.org"), new("password", Password)]);
        using HttpResponseMessage response = await browser.PostAsync("/sign-in", door);
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
