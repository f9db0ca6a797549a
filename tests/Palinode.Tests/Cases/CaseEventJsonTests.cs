using System.Text.Json.Nodes;
using Palinode.Cases;
using Palinode.Testing;

namespace Palinode.Tests.Cases;

/// <summary>What is in the log stays readable: a line of the golden file is never changed, a new form is a new line.</summary>
internal sealed class CaseEventJsonTests
{
    private static readonly string Golden = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Palinode.Tests", "Cases", "golden", "events.txt");

    [Test]
    public void Every_event_of_the_golden_file_is_read_and_written_as_it_stands_there()
    {
        foreach (string[] line in Lines()) CaseEventJson.Write(CaseEventJson.Read(line[0], line[1])).ShouldBe(line[1], line[0]);
    }

    [Test]
    public void The_golden_file_has_every_event_with_all_it_can_hold()
    {
        Lines().Select(l => l[0]).Distinct().ShouldBe(CaseEventJson.All);
        foreach (Type type in typeof(CaseEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CaseEvent))))
        {
            string name = CaseEventJson.NameOf(type);
            string[] written = [.. Lines().Where(l => l[0] == name).SelectMany(l => JsonNode.Parse(l[1])!.AsObject()).Select(p => p.Key).Distinct()];
            string[] held = [.. type.GetProperties().Where(p => p.Name != "EqualityContract").Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..])];
            held.ShouldBeSubsetOf(written, name);
        }
    }

    [TestCase("concern-received/9", "{}")]
    [TestCase("poem/1", "{}")]
    [TestCase("journal-assigned/1", "{}")]
    [TestCase("journal-assigned/1", "null")]
    [TestCase("journal-assigned/1", "[]")]
    [TestCase("journal-assigned/1", """{"journal":null}""")]
    [TestCase("journal-assigned/1", """{"journal":"a","surprise":1}""")]
    [TestCase("journal-assigned/1", """{"journal":"a","journal":"b"}""")]
    [TestCase("case-closed/1", """{"outcome":"poem"}""")]
    [TestCase("case-closed/1", """{"outcome":3}""")]
    [TestCase("original-marked/1", """{"notice":"n1","content":"12"}""")]
    public void What_is_no_event_is_refused_in_one_line(string name, string json) =>
        Should.Throw<InputException>(() => CaseEventJson.Read(name, json)).Message.ShouldNotContain('\n');

    [Test]
    public void A_raiser_is_never_printed()
    {
        CaseEvent received = new ConcernReceived(ConcernChannel.Mail, false, false, new RaiserId("raiser-canary"));
        received.ToString().ShouldNotContain("canary");
        CaseEventJson.Write(received).ShouldContain("canary");
    }

    private static string[][] Lines() => [.. File.ReadAllLines(Golden).Where(l => l.Length > 0).Select(l => l.Split(' ', 2))];
}
