using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Palinode.Server.Letters;

/// <summary>What a server made of a letter. Later means that it may be taken another time.</summary>
internal enum Delivery { Taken, Later, Refused }

/// <summary>
/// Hands one letter to one server (RFC 5321). The framework's own client greets with this machine's name, which servers write into the message; here the
/// sender's domain stands. Nothing that is said is logged.
/// </summary>
internal sealed class SmtpConversation(MailSettings settings)
{
    private const int LongestLine = 4096, MostLines = 100;

    /// <param name="message">As <see cref="LetterMessage"/> writes it: lines that end in CRLF and are never longer than allowed.</param>
    public async Task<Delivery> SendAsync(string to, byte[] message, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            using TcpClient client = new();
            Rearm(late);
            await client.ConnectAsync(settings.Host, settings.Port, late.Token);
            Stream stream = client.GetStream();
            if (settings.Security == MailSecurity.Tls) stream = await SecureAsync(stream, late.Token);
            try
            {
                return await TalkAsync(stream, secured => stream = secured, to, message, late);
            }
            finally
            {
                await stream.DisposeAsync();
            }
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException || e is OperationCanceledException && !stop.IsCancellationRequested)
        {
            return Delivery.Later;
        }
    }

    private async Task<Delivery> TalkAsync(Stream stream, Action<Stream> secured, string to, byte[] message, CancellationTokenSource late)
    {
        if (Judge(await ReplyAsync(stream, late), 2) is { } greeting) return greeting;
        if (Judge(await AskAsync(stream, $"EHLO {settings.Domain}", late), 2) is { } hello) return hello;
        if (settings.Security == MailSecurity.StartTls)
        {
            // A server without it, or somebody in between who takes it away: the letter waits rather than leaves in clear.
            if (Judge(await AskAsync(stream, "STARTTLS", late), 2) is not null) return Delivery.Later;
            stream = await SecureAsync(stream, late.Token);
            secured(stream);
            if (Judge(await AskAsync(stream, $"EHLO {settings.Domain}", late), 2) is { } again) return again;
        }
        if (settings.Username is { } user)
        {
            string plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{settings.Password}"));
            // Wrong credentials are ours to mend, and no fault of the letter.
            if (Judge(await AskAsync(stream, $"AUTH PLAIN {plain}", late), 2) is not null) return Delivery.Later;
        }
        if (Judge(await AskAsync(stream, $"MAIL FROM:<{settings.From}>", late), 2) is { } sender) return sender;
        if (Judge(await AskAsync(stream, $"RCPT TO:<{to}>", late), 2) is { } recipient) return recipient;
        if (Judge(await AskAsync(stream, "DATA", late), 3) is { } data) return data;
        Rearm(late);
        await stream.WriteAsync(Stuffed(message), late.Token);
        if (Judge(await AskAsync(stream, ".", late), 2) is { } end) return end;
        try
        {
            await AskAsync(stream, "QUIT", late);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The letter was taken; how the server says goodbye does not matter.
        }
        return Delivery.Taken;
    }

    /// <summary>Null when the reply is of the class that was hoped for.</summary>
    private static Delivery? Judge(int code, int hoped) => code / 100 == hoped ? null : code / 100 == 5 ? Delivery.Refused : Delivery.Later;

    private async Task<int> AskAsync(Stream stream, string command, CancellationTokenSource late)
    {
        Rearm(late);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), late.Token);
        return await ReplyAsync(stream, late);
    }

    /// <summary>The code of a reply; its lines but the last have a hyphen behind it.</summary>
    private async Task<int> ReplyAsync(Stream stream, CancellationTokenSource late)
    {
        Rearm(late);
        byte[] one = new byte[1];
        for (int lines = 0; lines < MostLines; lines++)
        {
            StringBuilder line = new();
            while (true)
            {
                if (await stream.ReadAsync(one, late.Token) == 0 || line.Length == LongestLine) throw new IOException("The server broke off.");
                if (one[0] == '\n') break;
                line.Append((char)one[0]);
            }
            if (line.Length >= 3 && int.TryParse(line.ToString(0, 3), out int code) && (line.Length == 3 || line[3] != '-')) return code;
        }
        throw new IOException("The server does not stop talking.");
    }

    /// <summary>A line that begins with a point gets another, so that none ends the message.</summary>
    private static byte[] Stuffed(byte[] message)
    {
        using MemoryStream stuffed = new(message.Length + 16);
        for (int i = 0; i < message.Length; i++)
        {
            if (message[i] == '.' && (i == 0 || message[i - 1] == '\n')) stuffed.WriteByte((byte)'.');
            stuffed.WriteByte(message[i]);
        }
        return stuffed.ToArray();
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken stop)
    {
        SslStream secure = new(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host }, stop);
        return secure;
    }

    private void Rearm(CancellationTokenSource late) => late.CancelAfter(TimeSpan.FromSeconds(settings.Seconds));
}
