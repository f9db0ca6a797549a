using Palinode.Engine.Labels;

namespace Palinode.Engine.Tests.Labels;

internal sealed class FormulaLettersTests
{
    [TestCase("\U0001D6FD-actin", "β-actin"), TestCase("\U0001D6FC", "α"), TestCase("\U0001D43Ap\U0001D7D7", "Gp9"), TestCase("\U0001D711", "φ"), TestCase("β-actin", "β-actin"), TestCase("😀", "😀")]
    public void Letters_of_formulas_become_plain(string printed, string plain) => FormulaLetters.ToPlain(printed).ShouldBe(plain);
}
