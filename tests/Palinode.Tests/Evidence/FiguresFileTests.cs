using System.Text.Json;
using Palinode.Articles;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Tests.Evidence;

internal sealed class FiguresFileTests
{
    [Test]
    public void Reading_what_was_written_gives_the_same_bytes()
    {
        byte[] json = Everything().ToJson();
        FiguresFile.FromJson(json).ToJson().ShouldBe(json);
    }

    [Test]
    public void It_follows_the_published_schema()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "figures.schema.json")));
        using JsonDocument json = JsonDocument.Parse(Everything().ToJson());
        new SchemaCheck(schema.RootElement).Faults(json.RootElement).ShouldBeEmpty();
    }

    /// <summary>A file in which every field has a value.</summary>
    private static FiguresFile Everything() => new()
    {
        Engine = new EngineStamp { Version = "0.1.0", Options = [], Seed = 1 },
        Input = new InputDocument { Document = "paper.pdf", Sha256 = new string('0', 64), Pages = 5, Figures = 1, Role = "suspect" },
        Article = new ArticleMetadata
        {
            Title = Of("Of strips and lanes"), Journal = Of("Journal of Drawn Blots"), Issn = Of("1234-5678"), Volume = Of("3"), Issue = Of("2"), Pages = Of("11–19"), ArticleNumber = Of("e7"), Doi = Of("10.5555/drawn.7"), Licence = Of("https://example.org/licence"),
            Authors = [Of(new ArticleAuthor { Name = "Ann B. Example", Surname = "Example", GivenNames = "Ann B.", Orcid = "0000-0002-1825-0097", Affiliations = ["Institute of Drawing"] })],
            Dates = [Of(new ArticleDate(ArticleEvent.Received, 2020, 2, 3)), Of(new ArticleDate(ArticleEvent.Issued, 2021))],
            References = [Of(new ArticleReference("1", "On gels", 2019, "10.5555/gel.1"))],
        },
        Figures =
        [
            new ReadFigure
            {
                Number = "4", Page = 3, Box = new Box(.1, .1, .9, .5), Caption = "Figure 4. Strips. (C) Of two.", Title = "Strips.", Overlay = "figure-01.png",
                Parts = [new ReadPart { Letter = "C", Box = new Box(.1, .2, .5, .5), Printed = Printed("C"), Caption = "Of two." }],
                Panels =
                [
                    new ReadPanel
                    {
                        Box = new Box(.2, .2, .4, .25), Class = PanelClass.Blot, Kind = PanelKind.BlotOrGel, Letter = "C", Row = Printed("IL-6R"), Position = "row 1", PixelWidth = 300, PixelHeight = 40, Examined = true, Why = "",
                        Lanes = [new ReadLane { Box = new Box(.2, .2, .3, .25), Name = Printed("Ctrl") }, new ReadLane { Box = new Box(.3, .2, .4, .25) }],
                    },
                ],
            },
        ],
        Remarks = ["One picture could not be placed."],
    };

    private static Fact<T> Of<T>(T value) => new(value, FactOrigin.Jats);

    private static ReadLabel Printed(string text) => new() { Text = text, Box = new Box(.1, .1, .2, .2), Confidence = .9, Origin = "pixels" };
}
