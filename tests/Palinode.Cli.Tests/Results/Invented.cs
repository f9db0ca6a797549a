using Palinode.Engine;
using Palinode.Evidence;

namespace Palinode.Cli.Tests.Results;

/// <summary>A small result that no engine made.</summary>
internal static class Invented
{
    public static Region Place(string document, int? page, Box box, string? figure = null, string? panel = null, string? row = null, string? lane = null) =>
        new() { Document = document, Page = page, Box = box, Figure = figure, Panel = panel, Row = row, Lane = lane };

    public static Finding Finding(string id = "F1", Confidence confidence = Confidence.High, double significance = 12.3, Region? a = null, Region? b = null) => new()
    {
        Id = id,
        Unit = Unit.Band,
        Relation = Relation.Within,
        A = a ?? Place("suspect.pdf", 3, new Box(.1, .2, .3, .3), "4", "C", "IL-6R", "Ctrl"),
        B = b ?? Place("suspect.pdf", 4, new Box(.5, .2, .7, .3), "4", "E", "VEGF", "PBS"),
        BFromA = new Transform(AffineMap.Identity, Flip.Horizontal, 0, 1, 1),
        Significance = significance,
        Confidence = confidence,
        Evidence = new EvidenceNumbers { Inliers = 31, Trials = 1000, Zncc = .98, Residual = .4, AreaFraction = .9 },
        Images = ["evidence/F1-a.png"],
    };

    public static FigureReadingResult Figures(string document) => new()
    {
        Figures = new FiguresFile
        {
            Engine = new EngineStamp { Version = "0.1.0", Options = [], Seed = 1 },
            Input = new InputDocument { Document = document, Sha256 = new string('0', 64), Pages = 5, Figures = 1, Role = "suspect" },
            Figures =
            [
                new ReadFigure
                {
                    Number = "4", Page = 3, Box = new Box(.1, .1, .9, .5), Overlay = "figure-01.png",
                    Parts = [new ReadPart { Letter = "C", Box = new Box(.1, .2, .5, .5), Printed = Printed("C") }],
                    Panels =
                    [
                        new ReadPanel
                        {
                            Box = new Box(.2, .2, .4, .25), Class = PanelClass.Blot, Letter = "C", Row = Printed("IL-6R"), PixelWidth = 300, PixelHeight = 40, Examined = true, Why = "",
                            Lanes = [new ReadLane { Box = new Box(.2, .2, .3, .25), Name = Printed("Ctrl") }, new ReadLane { Box = new Box(.3, .2, .4, .25) }],
                        },
                        new ReadPanel { Box = new Box(.6, .2, .8, .4), Class = PanelClass.Plot, Position = "row 1, column 2", PixelWidth = 200, PixelHeight = 160, Examined = false, Why = "plot or line drawing" },
                    ],
                },
            ],
            Remarks = [],
        },
        Files = new Dictionary<string, byte[]> { ["figure-01.png"] = [1, 2, 3] },
        Timings = [],
    };

    private static ReadLabel Printed(string text) => new() { Text = text, Box = new Box(.1, .1, .2, .2), Confidence = .9, Origin = "pixels" };

    public static ScreeningResult Result(params Finding[] findings) => new()
    {
        Findings = new FindingsFile
        {
            Engine = new EngineStamp { Version = "0.1.0", Options = [], Seed = 1 },
            Inputs = [new InputDocument { Document = "suspect.pdf", Sha256 = new string('0', 64), Pages = 5, Figures = 4, Role = "suspect" }],
            Findings = [.. findings],
            Coverage = [Covered(true, ""), Covered(false, "plot")],
            Remarks = [],
        },
        Evidence = new EvidenceIndex { Pictures = [] },
        Files = new Dictionary<string, byte[]> { ["evidence/F1-a.png"] = [1, 2, 3] },
        Timings = [("Reading", .5), ("Comparing panels", 1.25)],
    };

    public static CoverageEntry Covered(bool examined, string why) => new()
    {
        Document = "suspect.pdf",
        Page = 1,
        Box = Box.Whole,
        Class = PanelClass.Picture,
        PixelWidth = 100,
        PixelHeight = 80,
        Examined = examined,
        Why = why,
    };
}
