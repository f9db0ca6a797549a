using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Notices;
using Palinode.Testing;

namespace Palinode.Tests.Notices;

internal sealed class NoticeFileTests
{
    private static readonly Notice Example = new()
    {
        Kind = NoticeKind.Retraction,
        Title = new NoticeTitle("Retraction: A study", TitleStyle.Prefix, "A study", new TextSpan(0, 19)),
        Doi = new Stated<string>("10.5555/notice.1", new TextSpan(20, 36)),
        Byline = [new NoticeAuthor { Name = "Example Office", Corporate = true, Affiliations = ["1"] }],
        Claims =
        [
            new NoticeClaim
            {
                Targets = [new ClaimTarget { Figure = "4", Panel = "C", Row = "ACTB", Lane = "PBS" }],
                Sources = [new ClaimSource { Figure = "2", Panel = "A", Reference = "1", OtherWork = true }],
                Relation = ClaimRelation.Duplicate, Unit = ClaimUnit.Band, Certainty = Certainty.Apparent, Direction = ClaimDirection.FromSource,
                Transform = new ClaimTransform { Flip = ClaimFlip.Horizontal, Rotation = 180 },
            },
        ],
        Authors = [new AuthorsResponse { Act = AuthorsAct.CouldNotExplain }],
        References = [new NoticeReference { Id = "1", Numbered = true, Work = new ArticleCitation { Authors = ["Nobody A"], Year = 2020, Doi = "10.5555/one" } }],
    };

    [Test]
    public void An_answer_without_an_author_is_all_authors() =>
        NoticeFile.FromJson("""{"schema":"palinode/notice/1","kind":"retraction","authors":[{"act":"responded"}]}"""u8).Authors[0].Who.ShouldBe(new Actor(Role.Authors));

    [Test]
    public void What_is_written_is_read_back_as_the_same_value()
    {
        byte[] json = NoticeFile.ToJson(Example);
        NoticeFile.FromJson(json).ShouldBe(Example);
        NoticeFile.ToJson(NoticeFile.FromJson(json)).ShouldBe(json);
    }

    [Test]
    public void Notices_with_the_same_facts_in_other_places_have_equal_facts()
    {
        Notice moved = Example with { Title = Example.Title! with { Span = new TextSpan(5, 24) }, NotUnderstood = [new Passage("?", new TextSpan(0, 1))] };
        moved.ShouldNotBe(Example);
        NoticeFile.Facts(moved).ShouldBe(NoticeFile.Facts(Example));
        NoticeFile.Facts(Example with { Kind = NoticeKind.Correction }).ShouldNotBe(NoticeFile.Facts(Example));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"schema":"palinode/notice/9","kind":"retraction"}""")]
    [TestCase("""{"schema":"palinode/notice/1","kind":"poem"}""")]
    [TestCase("""{"schema":"palinode/notice/1","kind":"retraction","claims":[null]}""")]
    [TestCase("""{"schema":"palinode/notice/1","kind":"retraction","surprise":1}""")]
    public void Anything_else_is_refused(string json) => Should.Throw<JsonException>(() => NoticeFile.FromJson(System.Text.Encoding.UTF8.GetBytes(json)));

    [Test]
    public void The_published_schema_names_every_property_and_no_other()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "notice.schema.json")))!;
        foreach (Type type in typeof(Notice).Assembly.GetTypes().Where(t => t.Namespace == typeof(Notice).Namespace && t.IsPublic && t.IsClass && !t.IsGenericType && !(t.IsAbstract && t.IsSealed)))
        {
            JsonNode definition = type == typeof(Notice) ? schema : schema["$defs"]?[Camel(type.Name)] ?? throw new AssertionException($"{type.Name} is not in the schema");
            string[] expected = [.. type.GetProperties().Where(p => p.Name != "EqualityContract").Select(p => Camel(p.Name)).Order(StringComparer.Ordinal)];
            definition["properties"]!.AsObject().Select(p => p.Key).Where(k => k != "schema").Order(StringComparer.Ordinal).ShouldBe(expected);
        }
        foreach (Type type in typeof(Notice).Assembly.GetTypes().Where(t => t.Namespace == typeof(Notice).Namespace && t.IsEnum))
            schema["$defs"]![Camel(type.Name)]!["enum"]!.AsArray().Select(v => v!.GetValue<string>()).ShouldBe(Enum.GetNames(type).Select(Camel));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
