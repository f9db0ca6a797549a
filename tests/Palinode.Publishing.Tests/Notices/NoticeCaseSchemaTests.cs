using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Publishing.Notices;
using Palinode.Testing;

namespace Palinode.Publishing.Tests.Notices;

/// <summary>The published schema of a case says yes to what the program takes and writes, and no to what it refuses.</summary>
internal sealed class NoticeCaseSchemaTests
{
    private static readonly string[] Samples = ["numbered", "bulleted", "brief", "office"];

    private static string Path(string folder, string name) => System.IO.Path.Combine(SharedMaterial.RepositoryRoot, folder, name);

    private static List<string> Faults(JsonNode root)
    {
        using JsonDocument caseSchema = JsonDocument.Parse(File.ReadAllBytes(Path("docs", "notice-case.schema.json"))), noticeSchema = JsonDocument.Parse(File.ReadAllBytes(Path("docs", "notice.schema.json")));
        using JsonDocument json = JsonDocument.Parse(root.ToJsonString());
        List<string> faults = new SchemaCheck(caseSchema.RootElement).Faults(json.RootElement);
        if (root is not JsonObject { } o || o["notice"] is not JsonObject notice) return faults;
        JsonNode alone = notice.DeepClone();
        alone["schema"] = "palinode/notice/1";
        // Lists that are empty may be left away in a case.
        foreach (JsonElement required in noticeSchema.RootElement.TryGetProperty("required", out JsonElement all) ? all.EnumerateArray() : default)
            if (alone[required.GetString()!] is null && required.GetString() != "kind") alone[required.GetString()!] = new JsonArray();
        using JsonDocument whole = JsonDocument.Parse(alone.ToJsonString());
        return [.. faults, .. new SchemaCheck(noticeSchema.RootElement).Faults(whole.RootElement)];
    }

    private static JsonObject Sample(string name) => JsonNode.Parse(File.ReadAllBytes(Path("samples", System.IO.Path.Combine("notices", $"{name}.json"))))!.AsObject();

    [TestCaseSource(nameof(Samples))]
    public void Samples_and_what_is_written_from_them_follow_the_schema(string name)
    {
        Faults(Sample(name)).ShouldBeEmpty();
        NoticeCase c = NoticeCase.FromJson(File.ReadAllBytes(Path("samples", System.IO.Path.Combine("notices", $"{name}.json"))));
        foreach (NoticeCase written in (NoticeCase[])[c, c with { Approval = new CaseApproval("2026-0001", "Nora Muster", "Editor in Chief", new DateOnly(2026, 3, 1), c.Digest) }])
            Faults(JsonNode.Parse(NoticeWriter.Write(written, new WriteOptions { Forms = [NoticeForm.Json] }, CancellationToken.None).Files["notice.json"])!).ShouldBeEmpty();
    }

    public static IEnumerable<TestCaseData> Changes()
    {
        yield return Change("another schema", o => o["schema"] = "palinode/notice-case/2");
        yield return Change("no notice", o => o.Remove("notice"));
        yield return Change("a notice that is a text", o => o["notice"] = "retracted");
        yield return Change("no kind", o => o["notice"]!.AsObject().Remove("kind"));
        yield return Change("a kind that is none", o => o["notice"]!["kind"] = "poem");
        yield return Change("an unknown entry", o => o["opinion"] = "bad");
        yield return Change("an unknown entry of the notice", o => o["notice"]!["opinion"] = "bad");
        yield return Change("no ISSN", o => o["publication"]!.AsObject().Remove("issn"));
        yield return Change("an ISSN that is none", o => o["publication"]!["issn"] = "12345", programTakesIt: true);
        yield return Change("a volume that is a number", o => o["publication"]!["volume"] = 12);
        yield return Change("an approval without a name", o => o["approval"] = new JsonObject { ["case"] = "1", ["role"] = "Editor", ["date"] = "2026-03-01", ["digest"] = new string('a', 64) });
        yield return Change("an approval on no day", o => o["approval"] = new JsonObject { ["case"] = "1", ["by"] = "A", ["role"] = "Editor", ["date"] = "2026-02-30", ["digest"] = new string('a', 64) });
        yield return Change("a digest that is none", o => o["approval"] = new JsonObject { ["case"] = "1", ["by"] = "A", ["role"] = "Editor", ["date"] = "2026-03-01", ["digest"] = "abc" }, programTakesIt: true);
        yield return Change("claims that are no list", o => o["notice"]!["claims"] = "many");
        yield return Change("a claim with an unknown relation", o => o["notice"]!["claims"]![0]!["relation"] = "stolen");
    }

    private static TestCaseData Change(string name, Action<JsonObject> change, bool programTakesIt = false) => new TestCaseData(change, programTakesIt).SetName($"The_schema_refuses({name})");

    /// <param name="change">To a good case.</param>
    /// <param name="programTakesIt">A draft may hold it; the schema asks for more than a draft.</param>
    [TestCaseSource(nameof(Changes))]
    public void The_schema_refuses(Action<JsonObject> change, bool programTakesIt)
    {
        JsonObject root = Sample("bulleted");
        change(root);
        Faults(root).ShouldNotBeEmpty();
        if (!programTakesIt) Should.Throw<JsonException>(() => NoticeCase.FromJson(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString())));
    }
}
