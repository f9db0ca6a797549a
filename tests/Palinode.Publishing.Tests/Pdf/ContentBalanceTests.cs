using System.Text;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Tests.Pdf;

internal sealed class ContentBalanceTests
{
    [TestCase("", 0, 0)]
    [TestCase("q Q", 0, 0)]
    [TestCase("q\nq 1 0 0 1 0 0 cm", 0, 2)]
    [TestCase("Q Q q", 2, 1)]
    [TestCase("q Q Q q q", 1, 2)]
    [TestCase("(q \\) q (q) q) Tj q", 0, 1)]
    [TestCase("% q q q\nq", 0, 1)]
    [TestCase("<71 71> Tj /q gs /Q Do <</q 1>> BDC", 0, 0)]
    [TestCase("BI /W 2 /H 2 ID q q Q Q EI Q", 1, 0)]
    [TestCase("[(q) 2 (Q)]TJ q[1]0 d Q", 0, 0)]
    [TestCase("(never closed q", 0, 0)]
    public void Saved_and_restored_states_are_counted(string content, int missing, int open) =>
        ContentBalance.Of(Encoding.Latin1.GetBytes(content)).ShouldBe(new ContentBalance(missing, open));
}
