using System.Globalization;
using System.Text;

namespace Palinode.Server.Letters;

/// <summary>A letter as it goes into the outbox: to one person.</summary>
/// <param name="To">Their address.</param>
/// <param name="Name">Their name, or null.</param>
/// <param name="Journal">In whose name it is sent.</param>
internal sealed record OutgoingLetter(string To, string? Name, string Journal, string Subject, string Text);

/// <summary>
/// A letter as an Internet message (RFC 5322): one recipient, plain text in UTF-8, the few headers that a message must have and no others. The message's id is
/// the letter's own and names no machine: a letter that is sent a second time, because nobody knows whether it arrived, can be known as the same.
/// </summary>
internal static class LetterMessage
{
    /// <param name="from">The sender's address; null for a letter that is saved, whose sender fills it in.</param>
    /// <exception cref="InputException">The recipient's address is none.</exception>
    public static byte[] Write(Guid id, OutgoingLetter letter, string? from, DateTimeOffset at)
    {
        if (!MailSettings.IsAddress(letter.To)) throw new InputException("The recipient's address is no e-mail address.");
        StringBuilder message = new();
        if (from is not null) message.Append(CultureInfo.InvariantCulture, $"From: {Person(letter.Journal, from)}\r\n");
        message.Append(CultureInfo.InvariantCulture, $"To: {Person(letter.Name, letter.To)}\r\n");
        message.Append(CultureInfo.InvariantCulture, $"Subject: {Words(letter.Subject)}\r\n");
        message.Append(CultureInfo.InvariantCulture, $"Date: {at.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
        message.Append(CultureInfo.InvariantCulture, $"Message-ID: <{id:N}@{(from is null ? "palinode.invalid" : from[(from.LastIndexOf('@') + 1)..])}>\r\n");
        message.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        string body = Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Text.ReplaceLineEndings("\r\n")));
        for (int at76 = 0; at76 < body.Length; at76 += 76) message.Append(body.AsSpan(at76, Math.Min(76, body.Length - at76))).Append("\r\n");
        return Encoding.ASCII.GetBytes(message.ToString());
    }

    private static string Person(string? name, string address) => string.IsNullOrWhiteSpace(name) ? $"<{address}>" : $"{Words(name)} <{address}>";

    /// <summary>Always encoded words (RFC 2047): nothing in a name or subject can end a header or begin another. Characters are never cut.</summary>
    private static string Words(string text)
    {
        List<string> words = [];
        StringBuilder part = new();
        foreach (Rune rune in text.EnumerateRunes().Where(r => !Rune.IsControl(r)))
        {
            if (Encoding.UTF8.GetByteCount(part.ToString()) + rune.Utf8SequenceLength > 39) Flush();
            part.Append(rune.ToString());
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (part.Length > 0) words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part.ToString()))}?=");
            part.Clear();
        }
    }
}
