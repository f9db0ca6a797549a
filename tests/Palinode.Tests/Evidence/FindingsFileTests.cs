using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Tests.Evidence;

internal sealed class FindingsFileTests
{
    [Test]
    public void What_is_written_is_read_back_to_the_same_bytes()
    {
        byte[] json = DrawnFindings.File().ToJson();
        FindingsFile.FromJson(json).ToJson().ShouldBe(json);
        byte[] index = DrawnFindings.Evidence.ToJson();
        EvidenceIndex.FromJson(index).ToJson().ShouldBe(index);
    }

    [Test]
    public void A_result_without_groups_or_kinds_of_context_is_read_as_having_none()
    {
        FindingsFile whole = DrawnFindings.Grouped();
        JsonObject old = JsonNode.Parse(whole.ToJson())!.AsObject();
        old.Remove("groups");
        old["findings"]![0]!.AsObject().Remove("contextKinds");
        FindingsFile read = FindingsFile.FromJson(Encoding.UTF8.GetBytes(old.ToJsonString()));
        read.Groups.ShouldBeEmpty();
        read.Findings[0].ContextKinds.ShouldBeEmpty();
        FindingsFile.FromJson(whole.ToJson()).Groups[0].Conflicts.ShouldBe(whole.Groups[0].Conflicts);
    }

    [Test]
    public void Another_schema_is_refused()
    {
        string json = Encoding.UTF8.GetString(DrawnFindings.File().ToJson()).Replace("palinode/findings/1", "palinode/findings/99", StringComparison.Ordinal);
        Should.Throw<JsonException>(() => FindingsFile.FromJson(Encoding.UTF8.GetBytes(json))).Message.ShouldContain("palinode/findings/99");
    }

    [TestCase("[0.1, 0.2, 0.3]")]
    [TestCase("[0.1, 0.2, 0.3, 0.4, 0.5]")]
    [TestCase("[0.9, 0.2, 0.3, 0.4]")]
    [TestCase("\"whole\"")]
    public void A_box_that_is_none_is_refused(string box) => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Box>(box));

    [TestCase("findings.schema.json")]
    [TestCase("evidence-index.schema.json")]
    public void A_result_follows_the_published_schema(string name)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "docs", name)));
        byte[][] results = name.StartsWith("find", StringComparison.Ordinal) ? [DrawnFindings.File().ToJson(), DrawnFindings.Grouped().ToJson(), DrawnFindings.File(withFinding: false).ToJson()] : [DrawnFindings.Evidence.ToJson()];
        foreach (byte[] result in results)
        {
            using JsonDocument json = JsonDocument.Parse(result);
            new SchemaCheck(schema.RootElement).Faults(json.RootElement).ShouldBeEmpty();
        }
    }

    [Test]
    public void The_schema_finds_what_is_missing_and_what_is_unknown()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "findings.schema.json")));
        string json = Encoding.UTF8.GetString(DrawnFindings.File().ToJson());
        using JsonDocument without = JsonDocument.Parse(json.Replace("\"significance\"", "\"importance\"", StringComparison.Ordinal));
        List<string> faults = new SchemaCheck(schema.RootElement).Faults(without.RootElement);
        faults.ShouldContain(f => f.Contains("significance is missing", StringComparison.Ordinal));
        faults.ShouldContain(f => f.Contains("importance is unknown", StringComparison.Ordinal));
    }
}
