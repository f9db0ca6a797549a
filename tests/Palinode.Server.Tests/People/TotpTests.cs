using System.Text;
using Palinode.Server.People;

namespace Palinode.Server.Tests.People;

internal sealed class TotpTests
{
    /// <summary>The key of the examples in RFC 6238, appendix B; the codes there have eight digits, ours are their last six.</summary>
    private static readonly string Key = Totp.Base32(Encoding.ASCII.GetBytes("12345678901234567890"));

    [TestCase(59L, "287082")]
    [TestCase(1111111109L, "081804")]
    [TestCase(1111111111L, "050471")]
    [TestCase(1234567890L, "005924")]
    [TestCase(2000000000L, "279037")]
    [TestCase(20000000000L, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) => Totp.Code(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(code);

    [Test]
    public void A_code_is_right_one_step_early_or_late_and_says_which_step_it_is_of()
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(59);
        Totp.StepOf(Key, "287082", at).ShouldBe(1);
        Totp.StepOf(Key, " 287 082", at.AddSeconds(30)).ShouldBe(1);
        Totp.StepOf(Key, "287082", at.AddSeconds(-30)).ShouldBe(1);
        Totp.StepOf(Key, "287082", at.AddSeconds(61)).ShouldBeNull();
        foreach (string wrong in (string[])["", "287083", "28708", "2870822", "abcdef"]) Totp.StepOf(Key, wrong, at).ShouldBeNull(wrong);
    }

    [Test]
    public void Keys_are_written_as_authenticators_read_them()
    {
        Key.ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        Totp.NewKey().ShouldMatch("^[A-Z2-7]{32}$");
        Totp.Address(Key, "a b@example.org").ShouldBe($"otpauth://totp/Palinode:a%20b%40example.org?secret={Key}&issuer=Palinode&algorithm=SHA1&digits=6&period=30");
    }
}
