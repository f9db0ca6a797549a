using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Palinode.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Letters;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Letters;

internal sealed class PostmanTests
{
    private FakeServer _server = null!;
    private LetterBench _bench = null!;
    private StringWriter _log = null!;
    private ILoggerFactory _logs = null!;

    [SetUp]
    public async Task Open()
    {
        _server = new FakeServer();
        _bench = await LetterBench.OpenAsync(Settings);
        _log = new StringWriter();
        _logs = LoggerFactory.Create(b => b.AddProvider(new LineLog(_log)));
    }

    [TearDown]
    public async Task Close()
    {
        if (_bench is null) return;
        foreach (string canary in (string[])["Okapi", "example.org", "@author", "Ada", "words"]) _log.ToString().ShouldNotContain(canary, Shouldly.Case.Insensitive);
        await _bench.DisposeAsync();
        _server.Dispose();
        _logs.Dispose();
    }

    private MailSettings Settings => new() { Host = "127.0.0.1", Port = _server.Port, Security = MailSecurity.None, From = "office@journal.example", Seconds = 20, Username = "office", Password = "secret" };

    private Postman Postman(MailSettings? mail = null) => new(_bench.Database.Cases, _bench.Outbox, mail ?? Settings, new PostmanOptions { Tries = 3 }, _bench.Time, _logs.CreateLogger<Postman>());

    private Task<PostedLetter?> Post(string text = "words\n.\nmore") => _bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.AuthorQuery, _bench.Corresponding, text, default));

    private async Task<OutboxEntry> Entry(Guid id) => (await _bench.Do((t, c) => Outbox.ListAsync(t, c.Id, default), _bench.Intake)).Single(l => l.Id == id);

    [Test]
    public async Task A_letter_leaves_once_and_its_words_are_gone_from_the_outbox()
    {
        PostedLetter posted = (await Post())!;
        posted.Way.ShouldBe(LetterWay.Sent);
        (await Postman().RoundAsync(default)).ShouldBe(1);
        (await Postman().RoundAsync(default)).ShouldBe(0);
        FakeServer.Mail mail = _server.Taken.ShouldHaveSingleItem();
        mail.Hello.ShouldBe("EHLO journal.example");
        mail.Login.ShouldBe(Convert.ToBase64String("\0office\0secret"u8));
        mail.From.ShouldBe("MAIL FROM:<office@journal.example>");
        mail.To.ShouldBe(["RCPT TO:<ada@author.example>"]);
        mail.Body.ShouldEndWith("words\r\n.\r\nmore");
        (await Entry(posted.Id)).ShouldSatisfyAllConditions(e => e.State.ShouldBe(LetterState.Sent), e => e.HasText.ShouldBeFalse(), e => e.SentAt.ShouldBe(_bench.Time.Now));
    }

    [Test]
    public async Task A_letter_that_cannot_be_opened_is_for_somebody_to_look_at_and_keeps_no_other_waiting()
    {
        PostedLetter broken = (await Post())!;
        await _bench.Database.AsSuperuserAsync("UPDATE palinode.outbox SET box = '\\x00', due_at = due_at - interval '1 hour'");
        PostedLetter whole = (await Post())!;
        (await Postman().RoundAsync(default)).ShouldBe(1);
        (await Entry(broken.Id)).State.ShouldBe(LetterState.Failed);
        (await Entry(whole.Id)).State.ShouldBe(LetterState.Sent);
    }

    [Test]
    public async Task A_letter_whose_transaction_is_undone_was_never_there()
    {
        await using (ActingTransaction transaction = await _bench.Database.Cases.BeginAsync(Actor.Person(_bench.Database.EditorOfA)))
            await _bench.Letters.PostAsync(transaction, (await _bench.Desk.ReadAsync(transaction, _bench.Case, default))!, LetterKind.AuthorQuery, _bench.Corresponding, "words", default);
        (await Postman().RoundAsync(default)).ShouldBe(0);
    }

    [Test]
    public async Task A_letter_to_the_raiser_goes_to_them_alone()
    {
        await _bench.Do((t, c) => _bench.Letters.PostAsync(t, c, LetterKind.Progress, null, "It goes on.", default), _bench.Intake);
        (await Postman().RoundAsync(default)).ShouldBe(1);
        FakeServer.Mail mail = _server.Taken.Single();
        mail.To.ShouldBe([$"RCPT TO:<{LetterBench.RaiserAddress}>"]);
        mail.Head.Split("\r\n").Count(h => h.StartsWith("To:", StringComparison.Ordinal)).ShouldBe(1);
        mail.Head.ShouldNotContain("Cc:", Shouldly.Case.Insensitive);
        mail.Head.ShouldNotContain("X-", Shouldly.Case.Sensitive);
        mail.Head.ShouldNotContain("Example proteins");
    }

    [Test]
    public async Task A_busy_server_is_asked_again_later_and_with_the_same_message_id()
    {
        PostedLetter posted = (await Post())!;
        _server.Answers["DATA"] = "451 busy";
        (await Postman().RoundAsync(default)).ShouldBe(0);
        (await Entry(posted.Id)).State.ShouldBe(LetterState.Waiting);
        (await Postman().RoundAsync(default)).ShouldBe(0);
        (await Entry(posted.Id)).Attempts.ShouldBe(1, "it is not tried before its time");
        _bench.Time.Now += TimeSpan.FromMinutes(2);
        _server.Answers.Clear();
        (await Postman().RoundAsync(default)).ShouldBe(1);
        _server.Taken.Single().Head.ShouldContain($"Message-ID: <{posted.Id:N}@journal.example>");
    }

    [Test]
    public async Task A_letter_that_is_refused_or_tried_too_often_waits_for_a_person()
    {
        PostedLetter posted = (await Post())!;
        _server.Answers["RCPT"] = "550 no such person";
        await Postman().RoundAsync(default);
        (await Entry(posted.Id)).ShouldSatisfyAllConditions(e => e.State.ShouldBe(LetterState.Failed), e => e.Fault.ShouldBe("refused"), e => e.HasText.ShouldBeTrue());
        (await _bench.Do((t, c) => _bench.Outbox.RetryAsync(t, c.Id, posted.Id, default))).ShouldBeTrue();
        _server.Answers["RCPT"] = "450 later";
        for (int i = 0; i < 5; i++, _bench.Time.Now += TimeSpan.FromDays(1)) await Postman().RoundAsync(default);
        (await Entry(posted.Id)).ShouldSatisfyAllConditions(e => e.Attempts.ShouldBe(3), e => e.State.ShouldBe(LetterState.Failed), e => e.Fault.ShouldBe("unreachable"));
    }

    [Test]
    public async Task A_letter_whose_carrier_died_is_sent_again_after_its_lease_as_the_same_message()
    {
        PostedLetter posted = (await Post())!;
        await using (ActingTransaction post = await _bench.Database.Cases.BeginAsync(Actor.Post))
        {
            (await _bench.Outbox.TakeAsync(post, TimeSpan.FromMinutes(15), default)).ShouldNotBeNull();
            await post.CommitAsync();
        }
        (await Postman().RoundAsync(default)).ShouldBe(0);
        _bench.Time.Now += TimeSpan.FromMinutes(16);
        (await Postman().RoundAsync(default)).ShouldBe(1);
        _server.Taken.Single().Head.ShouldContain(posted.Id.ToString("N"));
    }

    [Test]
    public async Task Many_carriers_send_each_letter_once()
    {
        for (int i = 0; i < 12; i++) await Post();
        int[] sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Postman().RoundAsync(default)));
        sent.Sum().ShouldBe(12);
        _server.Taken.Count.ShouldBe(12);
        _server.Taken.Select(m => m.Head.Split("Message-ID: ")[1].Split('\r')[0]).Distinct().Count().ShouldBe(12);
    }

    [Test]
    public async Task Without_the_tls_that_was_asked_for_nothing_leaves()
    {
        PostedLetter posted = (await Post())!;
        (await Postman(Settings with { Security = MailSecurity.StartTls }).RoundAsync(default)).ShouldBe(0);
        _server.Taken.ShouldBeEmpty();
        (await Entry(posted.Id)).State.ShouldBe(LetterState.Waiting);
    }

    [Test]
    public async Task A_server_that_is_not_there_is_no_error()
    {
        PostedLetter posted = (await Post())!;
        _server.Dispose();
        (await Postman().RoundAsync(default)).ShouldBe(0);
        (await Entry(posted.Id)).Fault.ShouldBe("unreachable");
    }

    /// <summary>As much of a mail server as a letter needs.</summary>
    private sealed class FakeServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public FakeServer()
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = Task.Run(ListenAsync);
        }

        public sealed record Mail(string Hello, string Login, string From, string[] To, string Head, string Body);

        public int Port { get; }
        public Dictionary<string, string> Answers { get; } = [];
        public System.Collections.Concurrent.ConcurrentQueue<Mail> Taken { get; } = new();

        private async Task ListenAsync()
        {
            try
            {
                while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
        }

        private async Task TalkAsync(TcpClient client)
        {
            using (client)
            {
                using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
                await using StreamWriter writer = new(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 mail.test");
                string hello = "", login = "", from = "";
                List<string> to = [];
                while (await reader.ReadLineAsync() is { } line)
                {
                    string verb = line.Split(' ')[0];
                    if (Answers.TryGetValue(verb, out string? answer))
                    {
                        await writer.WriteLineAsync(answer);
                        continue;
                    }
                    switch (verb)
                    {
                        case "EHLO": hello = line; await writer.WriteLineAsync("250-mail.test\r\n250 AUTH PLAIN"); break;
                        case "AUTH": login = line.Split(' ')[2]; await writer.WriteLineAsync("235 yes"); break;
                        case "MAIL": from = line; await writer.WriteLineAsync("250 yes"); break;
                        case "RCPT": to.Add(line); await writer.WriteLineAsync("250 yes"); break;
                        case "DATA":
                            await writer.WriteLineAsync("354 go on");
                            StringBuilder message = new();
                            while (await reader.ReadLineAsync() is { } part && part != ".") message.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
                            string[] parts = message.ToString().Split("\r\n\r\n", 2);
                            Taken.Enqueue(new Mail(hello, login, from, [.. to], parts[0], Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]))));
                            await writer.WriteLineAsync("250 taken");
                            break;
                        case "QUIT": await writer.WriteLineAsync("221 bye"); return;
                        default: await writer.WriteLineAsync("502 unknown"); break;
                    }
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
