using Palinode.Evidence;

namespace Palinode.Testing;

/// <summary>A small result with invented documents, for whatever reads or shows one.</summary>
internal static class DrawnFindings
{
    public static FindingsFile File(string suspect = "suspect.pdf", bool withFinding = true) => new()
    {
        Engine = new EngineStamp { Version = "0.1.0", Options = ["Matching.RatioAcross=0.9"], Seed = 1 },
        Inputs =
        [
            new InputDocument { Document = suspect, Sha256 = new string('a', 64), Jats = new string('c', 64), Pages = 4, Figures = 2, Role = "suspect" },
            new InputDocument { Document = "corpus/paper1.pdf", Sha256 = new string('b', 64), Pages = 0, Figures = 1, Role = "against" },
        ],
        Findings = withFinding
            ?
            [
                new Finding
                {
                    Id = "F1", Unit = Unit.Band, Relation = Relation.Within,
                    A = new Region { Document = suspect, Page = 2, Box = new Box(0.1, 0.2, 0.3, 0.25), Figure = "4", Panel = "C", Row = "IL-6R", Lane = "Ctrl" },
                    B = new Region { Document = suspect, Page = 3, Box = new Box(0.5, 0.6, 0.7, 0.65), Figure = "4", Panel = "E", Polygon = [0.5, 0.6, 0.7, 0.6, 0.6, 0.65] },
                    BFromA = Transform.FromPixels(new AffineMap(-0.93, 0, 10, 0, 0.93, 0), new AffineMap(-1, 0, 0.8, 0, 1, 0.4)),
                    Significance = 4.5, Confidence = Confidence.High,
                    Evidence = new EvidenceNumbers { Inliers = 12, Trials = 3456, Zncc = 0.953, Residual = 0.8, AreaFraction = 0.4, Points = [0.15, 0.22, 0.65, 0.62] },
                    Pixels = new PixelEvidence { Verdict = PixelVerdictKind.Undetermined, Reason = "resolution", Pce = 0, Correlation = 0 },
                    Context = ["may be a loading control shown twice"], ContextKinds = [ContextKind.LoadingControl],
                    Images = ["evidence/figure-01.jpg", "evidence/F1-a.png"],
                },
            ]
            : [],
        Coverage =
        [
            new CoverageEntry { Document = suspect, Page = 2, Figure = "4", Panel = "C", Box = new Box(0.1, 0.2, 0.3, 0.25), Class = PanelClass.Blot, PixelWidth = 300, PixelHeight = 40, Examined = true, Why = "", Limits = "too small for pixel evidence" },
            new CoverageEntry { Document = suspect, Page = 2, Box = new Box(0.5, 0.2, 0.8, 0.4), Class = PanelClass.Plot, PixelWidth = 200, PixelHeight = 150, Examined = false, Why = "plot or line drawing" },
        ],
        Remarks = ["corpus/paper1.pdf: Figure 2 has a caption but no picture."],
    };

    /// <summary>A group of three places, with a conflict and a hostile name; its findings are named, not drawn.</summary>
    public static FindingGroup Group(string suspect = "suspect.pdf") => new()
    {
        Id = "G1", Findings = ["F1", "F2"],
        Regions =
        [
            new Region { Document = suspect, Page = 2, Box = new Box(0.1, 0.2, 0.3, 0.25), Figure = "3", Panel = "B" },
            new Region { Document = suspect, Page = 3, Box = new Box(0.5, 0.6, 0.7, 0.65), Figure = "8", Panel = "B" },
            new Region { Document = "corpus/paper1.pdf", Page = 1, Box = new Box(0.5, 0.6, 0.7, 0.65), Figure = "3", Panel = "C" },
        ],
        Conflicts = ["F2 does not agree with F1: the composed transform is off by 30 % of the region's side."],
    };

    /// <summary><see cref="File"/> with <see cref="Group"/>.</summary>
    public static FindingsFile Grouped(string suspect = "suspect.pdf")
    {
        FindingsFile file = File(suspect);
        return new FindingsFile { Engine = file.Engine, Inputs = file.Inputs, Findings = file.Findings, Groups = [Group(suspect)], Coverage = file.Coverage, Remarks = file.Remarks };
    }

    /// <summary>Pictures for <see cref="File"/>; the bytes are those of a PNG of one pixel.</summary>
    public static EvidenceIndex Evidence => new()
    {
        Pictures =
        [
            Picture("evidence/figure-01.jpg", PictureRole.ContextA), Picture("evidence/figure-01.jpg", PictureRole.ContextB),
            Picture("evidence/F1-a.png", PictureRole.AlignedA), Picture("evidence/F1-b.png", PictureRole.AlignedB), Picture("evidence/F1-difference.png", PictureRole.Difference),
        ],
    };

    public static byte[] Pixel { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static EvidencePicture Picture(string path, PictureRole role) =>
        new() { Path = path, Finding = "F1", Role = role, Frame = new Box(0.05, 0.1, 0.9, 0.7), PixelWidth = 400, PixelHeight = 200 };
}
