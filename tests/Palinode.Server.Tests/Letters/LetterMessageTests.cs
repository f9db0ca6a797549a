using System.Text;
using Palinode.Server.Cases;
using Palinode.Server.Letters;

namespace Palinode.Server.Tests.Letters;

internal sealed class LetterMessageTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(2));

    private static string Write(OutgoingLetter letter, string? from = "office@journal.example") => Encoding.ASCII.GetString(LetterMessage.Write(Guid.Parse("11111111-2222-4333-8444-555555555555"), letter, from, Day));

    private static string Decode(string words) => string.Concat(words.Split("=?utf-8?B?").Skip(1).Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(w[..w.IndexOf("?=", StringComparison.Ordinal)]))));

    [Test]
    public void A_message_has_one_recipient_and_the_headers_it_needs_and_no_others()
    {
        string message = Write(new("ada@author.example", "Ada Müller", "Journal of Examples", "Reference PN-0000-0000", "Dear Ada,\n.\nwords\n"));
        string[] head = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        head.Select(h => h.Split(':')[0]).ShouldBe(["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
        head[4].ShouldBe("Message-ID: <11111111222243338444555555555555@journal.example>");
        head[3].ShouldBe("Date: Mon, 02 Mar 2026 07:05:00 +0000");
        head[1].ShouldEndWith(" <ada@author.example>");
        Decode(head[1]).ShouldBe("Ada Müller");
        Decode(head[2]).ShouldBe("Reference PN-0000-0000");
        head[4].ShouldNotContain($"@{Environment.MachineName}");
        message.Split("\r\n").ShouldAllBe(line => line.Length <= 78 && !line.Contains('\n'));
        Encoding.UTF8.GetString(Convert.FromBase64String(message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])).ShouldBe("Dear Ada,\r\n.\r\nwords\r\n");
    }

    [TestCase("Ada\r\nBcc: eve@other.example")]
    [TestCase("Ada\nX-Case: secret")]
    [TestCase("Ada\" <eve@other.example>, \"")]
    [TestCase("=?utf-8?Q?=0D=0ABcc:_x?=")]
    public void A_name_or_subject_adds_no_header_and_no_recipient(string words)
    {
        string message = Write(new("ada@author.example", words, words, words, "x"));
        string head = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Length.ShouldBe(8);
        head.ShouldNotContain("eve@");
        head.ShouldNotContain("Bcc");
    }

    [TestCase("ada@author.example\r\nRCPT TO:<eve@other.example>")]
    [TestCase("ada@author.example>, <eve@other.example")]
    [TestCase("ada@author.example,eve@other.example")]
    [TestCase("Ada <ada@author.example>")]
    [TestCase("ada")]
    [TestCase("@x")]
    [TestCase("ad a@author.example")]
    [TestCase("")]
    public void What_is_not_one_address_is_refused(string to) => Should.Throw<InputException>(() => Write(new(to, null, "J", "S", "x")));

    [Test]
    public void A_long_name_of_many_letters_is_never_cut_within_one()
    {
        string name = string.Concat(Enumerable.Repeat("Łódź 𝒳 ", 20));
        string message = Write(new("ada@author.example", name, "J", "S", "x"));
        Decode(message.Split("\r\nSubject", 2)[0].Split("To: ", 2)[1]).ShouldBe(name);
    }

    [Test]
    public void A_case_number_says_nothing_and_is_always_the_same()
    {
        Guid id = Guid.NewGuid();
        CaseNumber.Of(id).ShouldBe(CaseNumber.Of(id));
        CaseNumber.Of(id).ShouldMatch("^PN-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$");
        CaseNumber.Of(id).ShouldNotBe(CaseNumber.Of(Guid.NewGuid()));
    }
}
