using Palinode.Articles;

namespace Palinode.Tests.Articles;

internal sealed class DoiTests
{
    [TestCase("doi:10.5555/ABC.1.", "10.5555/abc.1")]
    [TestCase("(https://doi.org/10.5555/abc-1)", "10.5555/abc-1")]
    [TestCase("10.5555/s0140(99)01-2, and", "10.5555/s0140(99)01-2")]
    [TestCase("see 10.5555/a; 10.5555.7/b>", "10.5555/a 10.5555.7/b")]
    [TestCase("110.5555/a 10.55/a 10.5555/ 10.5555", "")]
    public void Identifiers_are_cut_out_of_text(string text, string dois) => string.Join(' ', Doi.FindAll(text)).ShouldBe(dois);
}
