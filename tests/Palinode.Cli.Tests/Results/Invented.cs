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
