using Palinode.Cli.Evaluation;

namespace Palinode.Cli.Tests.Evaluation;

internal sealed class EvaluationSetTests
{
    private Sandbox _sandbox = null!;

    [SetUp] public void Open() => _sandbox = new Sandbox();

    [TearDown] public void Close() => _sandbox.Dispose();

    private KnownPair Pair(string more)
    {
        _sandbox.Write("one/case.json", $$"""
            {"suspect": "s.pdf", "complete": true, "pairs": [{"a": {"document": "s.pdf", "page": 1, "box": [0, 0, 0.1, 0.1]}, "b": {"document": "c/o.pdf", "box": [0, 0, 0.2, 0.1]}{{more}}}]}
            """);
        return EvaluationSet.Read(_sandbox.Folder)[0].Pairs[0];
    }

    [TestCase("", "identity")]
    [TestCase(""", "transform": {"flip": "none", "rotation": 0}""", "identity")]
    [TestCase(""", "transform": {"flip": "none", "rotation": 90}""", "rot90")]
    [TestCase(""", "transform": {"rotation": 270}""", "rot90")]
    [TestCase(""", "transform": {"rotation": -180}""", "rot180")]
    [TestCase(""", "transform": {"rotation": 7}""", "free")]
    [TestCase(""", "transform": {"flip": "horizontal", "rotation": 7}""", "free")]
    [TestCase(""", "transform": {"flip": "horizontal"}""", "hflip")]
    [TestCase(""", "transform": {"flip": "vertical", "rotation": 90}""", "vflip+rot90")]
    [TestCase(""", "variant": "stretch", "transform": {"flip": "vertical"}""", "stretch")]
    public void Transforms_are_named(string json, string name) => Pair(json).Transform.ShouldBe(name);

    [Test]
    public void What_a_pair_does_not_say_has_a_stand_in()
    {
        KnownPair pair = Pair("");
        (pair.Kind, pair.Plant, pair.Level, pair.MinSide, pair.Scope).ShouldBe(("?", "-", "?", null, "across"));
    }

    [Test]
    public void The_level_may_stand_at_the_start_of_the_difficulty() => Pair(""", "difficulty": "hard: jpeg 66" """).Level.ShouldBe("hard");

    [Test]
    public void Cases_come_in_the_order_of_their_folders()
    {
        foreach (string name in (string[])["b", "a", "c"]) _sandbox.Write($"{name}/case.json", """{"suspect": "s.pdf"}""");
        _sandbox.Write("notes/readme.txt");
        EvaluationSet.Read(_sandbox.Folder).Select(c => c.Id).ShouldBe(["a", "b", "c"]);
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("nonsense")]
    [TestCase("""{"suspect": "s.pdf", "id": "../elsewhere"}""")]
    [TestCase("""{"suspect": "s.pdf", "pairs": [{"a": 1, "b": 2}]}""")]
    public void A_case_that_cannot_be_understood_is_refused(string json)
    {
        _sandbox.Write("one/case.json", json);
        Should.Throw<InputException>(() => EvaluationSet.Read(_sandbox.Folder)).Message.ShouldContain("case.json");
    }

    [Test]
    public void A_folder_without_cases_is_refused() => Should.Throw<InputException>(() => EvaluationSet.Read(_sandbox.Folder)).Message.ShouldContain("no evaluation case");
}
