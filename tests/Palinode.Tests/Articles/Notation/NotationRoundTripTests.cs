using FsCheck;
using FsCheck.Fluent;
using Palinode.Articles.Notation;

namespace Palinode.Tests.Articles.Notation;

internal sealed class NotationRoundTripTests
{
    private static readonly string[] Figures = ["1", "3", "12", "S4", "S11", "ED2", "B1", "1-S2", "3.2", "3-1", "IV", "X", "I", "S1-S3", "3.2-S1", "ED10-S2"];
    private static readonly string[] Suffixes = ["", "", "", "(ii)", "(2)", "′", "′′(iv)", "(xx)", "(99)"];

    /// <summary>Names as blots carry them, and ones that lie in wait for the reader.</summary>
    private static readonly string[] Names =
    [
        "IL-6R", "Ctrl", "β-actin", "Total Akt", "IB:β1", "IL-6+S", "sh-1", "siRNA", "2,4-D", "NRS (J0)", "inhibitor", "B", "B and D", "panel B", "panels", "lane 3", "lanes 2–5", "8C", "24 h", "upper right",
        "left", "top panel", "Akt strip", "the Akt strip", "strip", "a, b", "x; y", "“quoted”", "”", "“", "and", "and Akt", "of the Akt strip", "(A)", "(left)", "Figure 3", "–C", "- D", "/ E", "to F", ".", ",", ", ,",
        "lane", "lane x", "first lane", "middle", "GAPDH and Akt bands", "3", "(ii)", "′", "figure supplement 2", "—figure supplement 2", "°", "a”b", "a””", "x,", "x ,y", ",x", "I", "IV", "panel 2", "part (ii)",
        "b", "A–C", "a-c", "5–6", "S3", "S3A", "bands 3–8", "one", "[2]", "of [2]",
    ];

    private static readonly Gen<string?> Name = Gen.Frequency<string?>(
        (2, Gen.Constant<string?>(null)),
        (4, Gen.Elements(Names).Select(n => (string?)n)),
        (2, Gen.Two(Gen.Elements(Names)).Select(p => (string?)$"{p.Item1} {p.Item2}")),
        (2, Gen.NonEmptyListOf(Gen.Elements([.. "Aa1β ,;.:“”()-–/&′3BC[]"])).Select(l => new string([.. l])).Select(s => s.Trim().Length == 0 ? (string?)null : s)));

    private static readonly Gen<Placement?> Position =
        from height in Gen.Elements<Height?>(null, Height.Upper, Height.Middle, Height.Lower)
        from side in Gen.Elements<Side?>(null, Side.Left, Side.Centre, Side.Right)
        select height is null && side is null ? (Placement?)null : new Placement(height, side);

    private static readonly Gen<LaneRun?> Lanes =
        from first in Gen.Choose(1, 40)
        from more in Gen.Choose(0, 20)
        from none in Gen.Elements(true, true, false)
        select none ? (LaneRun?)null : new LaneRun(first, first + more);

    private static readonly Gen<EvidenceAddress> Addresses =
        from figure in Gen.Elements(Figures)
        from letter in Gen.Elements([.. "ABCDHIVXZ"])
        from suffix in Gen.Elements(Suffixes)
        from whole in Gen.Elements(true, false, false)
        from position in Position
        from row in Name
        from lane in Name
        from lanes in Lanes
        select new EvidenceAddress(figure, whole ? null : letter + suffix, position, row, lanes is null ? lane : null, lanes);

    private static readonly Gen<EvidenceAddress> PlainAddresses =
        from figure in Gen.Elements(Figures)
        from letter in Gen.Elements([.. "ABCDHIVXZ"])
        from suffix in Gen.Elements(Suffixes)
        from whole in Gen.Elements(true, false, false, false)
        select new EvidenceAddress(figure, whole ? null : letter + suffix);

    [Test]
    public void What_is_printed_is_read_back() =>
        Prop.ForAll(Addresses.ToArbitrary(), a => (FigureNotation.ParseAddress(FigureNotation.Print(a)) == a).Label(FigureNotation.Print(a)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Test]
    public void A_list_that_is_printed_is_read_back() =>
        Prop.ForAll(Gen.NonEmptyListOf(Gen.OneOf(Addresses, PlainAddresses, PlainAddresses)).ToArbitrary(), list => FigureNotation.ParseList(FigureNotation.Print(list)).SequenceEqual(list.Distinct()).Label(FigureNotation.Print(list)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Test]
    public void In_running_text_figure_panel_and_lanes_are_read_back() =>
        Prop.ForAll(PlainAddresses.ToArbitrary(), a => FigureNotation.Read($"It seems that {FigureNotation.Print(a)} was printed twice.").SelectMany(m => m.Addresses).SequenceEqual([a]).Label(FigureNotation.Print(a)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Test]
    public void Any_text_is_read_without_harm() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("Figure", "Figs.", "3", "A", "a", "–", "(", ")", "ii", ",", "and", "panels", "lanes", "of the", "strip", "“", "”", "supplement", "upper", " ", " ", "\n", "S1", "IV", ".", "[2]", "IL-6R", "to", "′", "Extended Data")).ToArbitrary(), parts =>
        {
            string text = string.Concat(parts);
            int end = 0;
            foreach (FigureMention m in FigureNotation.Read(text))
            {
                if (m.Start < end || m.Length <= 0 || m.Start + m.Length > text.Length || m.Addresses.IsEmpty) return false;
                end = m.Start + m.Length;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
