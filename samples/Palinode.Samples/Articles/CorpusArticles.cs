using Palinode.Samples.Drawing;
using Palinode.Samples.Layout;
using Palinode.Samples.Pdf;
using static Palinode.Samples.Articles.Materials;

namespace Palinode.Samples.Articles;

/// <summary>The three articles that the suspect is compared with.</summary>
internal static class CorpusArticles
{
    /// <summary>Separate pictures, lower-case letters, a logo and a licence badge on the first page.</summary>
    public static Article Paper1(Atlas atlas)
    {
        Figure New(int number, double height, string caption) =>
            new(atlas, "paper1", "corpus/paper1.pdf", number, 490, height, FigureForm.SeparatePictures) { Caption = caption, LowerCase = true, PixelsPerPoint = 2.7, Quality = 88 };

        Figure one = New(1, 150, "HMGQ1 in cell lines. a, Relative mRNA in five lines. b, Growth of cells with low and high expression.");
        one.Letter("A", 0, 0);
        one.Draw(s => ChartPainter.Bars(s, new Frame(12, 8, 220, 132), "Relative mRNA", ["TPC-n", "BKR-1", "SWQ-3", "HTX-9", "LVO-2"], ["HMGQ1"], Dice.For("paper1 1a")));
        one.Letter("B", 250, 0);
        one.Draw(s => ChartPainter.Curves(s, new Frame(262, 8, 220, 132), "OD 450", ["0 h", "24 h", "48 h", "72 h", "96 h"], ["low", "high"], Dice.For("paper1 1b")));

        Figure two = New(2, 176, "Sections of thyroid tissue. a, Haematoxylin and eosin. b, The area in the box of (a), enlarged. c, Section of another donor. Scale bars, 100 µm (a, c) and 40 µm (b).");
        two.Letter("A", 0, 0);
        two.Micrograph("A", null, new Frame(14, 6, 160, 160), Haematoxylin(7), 24, Ink.Black);
        two.Draw(s => s.Outline(new Frame(14 + 160 * 0.5, 6 + 160 * 0.2, 64, 64), 1, Ink.Black));
        two.Letter("B", 178, 0);
        two.Micrograph("B", null, new Frame(192, 6, 140, 140), Haematoxylin(7), 24, Ink.Black);
        two.Letter("C", 338, 0);
        two.Micrograph("C", null, new Frame(352, 6, 138, 140), Haematoxylin(4), 24, Ink.Black);

        Figure three = New(3, 160, "Cells that passed a coated membrane, crystal violet. a, Untreated cells. b, Cells with siRNA. c, Cells with HMGQ1. Scale bar, 50 µm.");
        foreach ((string letter, double x, int cells) in ((string, double, int)[])[("A", 0, 95), ("B", 164, 45), ("C", 328, 85)])
        {
            three.Letter(letter, x, 0);
            three.Micrograph(letter, null, new Frame(x + 14, 6, 146, 146), Invaded(cells), 20, Ink.Black);
        }

        Figure four = New(4, 140, "HMGQ1 and cleaved PARP. a, Western blot of HTX-9 cells treated for 0 to 48 h. b, Densities relative to GAPDH.");
        four.Letter("A", 0, 0);
        four.Blot("A", 62, 8, 36, 22, ["0 h", "6 h", "12 h", "24 h", "48 h"], new BlotRow("HMGQ1", "18 kDa", 0.9, 0.85, 0.6, 0.4, 0.2), new BlotRow("cl. PARP", "89 kDa", 0.05, 0.15, 0.4, 0.7, 0.95) { Style = new() { Doublet = 0.35, Thickness = 0.2 } },
            new BlotRow("GAPDH", "36 kDa", 1, 1.05, 0.95, 1, 1) { Style = new() { Thickness = 0.32, Exposure = 1.4 } });
        four.Letter("B", 300, 0);
        four.Draw(s => ChartPainter.Bars(s, new Frame(310, 6, 176, 126), "Relative density", ["0", "6", "12", "24", "48"], ["HMGQ1"], Dice.For("paper1 4b")));

        Figure five = New(5, 220, "Smad3 in cells with siRNA. a, Western blot of Smad3 and tubulin. b, Immunofluorescence of ZO-1 (left) and nuclei (right) in different fields. c, Relative mRNA of Smad3.");
        five.Letter("A", 0, 0);
        five.Blot("A", 62, 8, 40, 22, ["NC", "si-1", "si-2", "resc."], new BlotRow("Smad3", "52 kDa", 0.9, 0.5, 0.6, 0.85), new BlotRow("Tubulin", "50 kDa", 1, 0.95, 1, 1) { Style = new() { Membrane = 0.8, Smile = -0.07 } });
        five.Letter("C", 300, 0);
        five.Draw(s => ChartPainter.Bars(s, new Frame(310, 4, 176, 90), "Relative Smad3 mRNA", ["NC", "si-1", "si-2"], ["HTX-9", "LVO-2"], Dice.For("paper1 5c")));
        five.Letter("B", 0, 98);
        five.Micrograph("B", "ZO-1", new Frame(14, 106, 148, 108), (d, w, h) => new FluorescencePainter(d, w, h, 60, 13, Marker.Membrane, 0.9).Gray(), 20, Ink.White);
        five.Micrograph("B", "nuclei", new Frame(170, 106, 148, 108), (d, w, h) => new FluorescencePainter(d, w, h, 60, 13, Marker.SomeNuclei, 0.5).Nuclei(), 20, Ink.White);

        return new Article
        {
            Key = "paper1", Document = "corpus/paper1.pdf", Style = Journals.LettersInTissueMedicine,
            Title = "Lower expression of HMGQ1 changes the sensitivity of thyroid cells to two antineoplastic drugs",
            Authors = "Dorin Ashgrove, Pella Mussgrave, Roan Castelvary, Tyra Fuscolind", Institution = "Institute of Imaginary Endocrinology, Castelvary",
            Volume = "2014; 14:851", Doi = "10.5555/ltm.2014.851", Dates = "Received 3 March 2014, accepted 9 October 2014, published 19 November 2014",
            Vocabulary = new Vocabulary("thyroid carcinoma", "HMGQ1", ["Smad3", "PARP", "cyclin A", "ZO-1"], ["HTX-9", "LVO-2", "TPC-n"]),
            Figures = [one, two, three, four, five],
        };
    }

    /// <summary>Every figure is one JPEG; captions begin with FIGURE.</summary>
    public static Article Paper2(Atlas atlas)
    {
        Figure New(int number, double height, string caption) =>
            new(atlas, "paper2", "corpus/paper2.pdf", number, 499, height, FigureForm.CompoundJpeg) { Caption = caption };

        Figure one = New(1, 150, "Levels of STAT1n in oesophageal tissue. (A) Relative mRNA by stage. (B) Survival by level.");
        one.Letter("A", 0, 0);
        one.Draw(s => ChartPainter.Bars(s, new Frame(12, 8, 230, 134), "Relative STAT1n", ["I", "II", "III", "IV"], ["adjacent", "tumour"], Dice.For("paper2 1A")));
        one.Letter("B", 254, 0);
        one.Draw(s => ChartPainter.Survival(s, new Frame(268, 8, 224, 134), ["low", "high"], Dice.For("paper2 1B")));

        Figure two = New(2, 216, "Immunostaining of STAT1n in oesophageal tissue. (A) Overview. (B) Share of stained cells in three regions. Scale bar, 50 µm.");
        two.Letter("A", 0, 0);
        two.Micrograph("A", null, new Frame(16, 4, 272, 204), Immunostain(0.4), 26, Ink.Black);
        two.Letter("B", 300, 0);
        two.Draw(s => ChartPainter.Bars(s, new Frame(312, 8, 180, 200), "Stained cells", ["margin", "centre", "node"], ["share"], Dice.For("paper2 2B")));

        Figure three = New(3, 190, "Gap closure in layers of EWQ-11 cells. (A) Layers at 0 and 24 h, phase contrast. (B) Closed fraction.");
        three.Letter("A", 0, 0);
        three.Pictures("A", 16, 14, 156, 160, 8, ["0 h", "24 h"], [Scratch(0.36), Scratch(0.2)], scaleBar: 20);
        three.Letter("B", 346, 0);
        three.Draw(s => ChartPainter.Curves(s, new Frame(352, 8, 144, 168), "Closed fraction", ["6 h", "12 h", "24 h"], ["vec", "STAT1n"], Dice.For("paper2 3B")));

        Figure four = New(4, 262, "STAT1n and the proteins of adhesion. (A) Immunofluorescence of β-catenin (red), nuclei (blue) and both. (B) Western blot of EWQ-11 cells. (C) Densities relative to GAPDH.");
        four.Letter("A", 0, 0);
        FluorescencePainter scene = new(Dice.For("paper2 4A"), 400, 292, 50, 17, Marker.Membrane, 0.9);
        foreach ((string name, double x, int channel) in ((string, double, int)[])[("β-catenin", 16, 0), ("DAPI", 178, 1), ("Merge", 340, 2)])
        {
            four.Draw(s => s.Text(name, x + 76, 10, 7.5, Face.Sans, Ink.Black, Anchor.Middle));
            four.Micrograph("A", name, new Frame(x, 14, 152, 111), (_, _, _) => channel switch { 0 => scene.Stain((1, 0.15, 0.1)), 1 => scene.Nuclei(), _ => scene.Merge((1, 0.15, 0.1)) }, 20, Ink.White);
        }
        four.Letter("B", 0, 134);
        four.Blot("B", 66, 142, 40, 22, ["vec", "STAT1n", "si-NC", "si-1"], new BlotRow("STAT1n", "91 kDa", 0.4, 0.95, 0.5, 0.15), new BlotRow("Cx43", "43 kDa", 0.8, 0.55, 0.75, 0.9) { Style = new() { Doublet = 0.35 } },
            new BlotRow("p120", "120 kDa", 0.9, 0.5, 0.85, 0.7) { Style = new() { Membrane = 0.8 } }, new BlotRow("GAPDH", "36 kDa", 1, 1, 1.05, 0.95) { Style = new() { Thickness = 0.34, Exposure = 1.9 } });
        four.Letter("C", 292, 134);
        four.Draw(s => ChartPainter.Bars(s, new Frame(304, 142, 190, 112), "Relative density", ["Cx43", "p120"], ["vec", "STAT1n"], Dice.For("paper2 4C")));

        return new Article
        {
            Key = "paper2", Document = "corpus/paper2.pdf", Style = Journals.AnnalsOfImaginaryOncology,
            Title = "STAT1n in squamous cells of the oesophagus: a descriptive study",
            Authors = "Yorick Zhennai, Oline Molavard, Sunniva Mingrath", Institution = "Faculty of Fictional Surgery, Port Ellery",
            Volume = "2014; 14:791", Doi = "10.5555/aio.2014.791", Dates = "Received 10 April 2014, accepted 2 October 2014, published 29 October 2014",
            Vocabulary = new Vocabulary("oesophageal carcinoma", "STAT1n", ["Cx43", "p120", "β-catenin", "cyclin D1"], ["EWQ-11", "KTE-20", "OEV-3"]),
            Figures = [one, two, three, four],
        };
    }

    /// <summary>From the suspect's journal and month; separate pictures.</summary>
    public static Article Paper3(Atlas atlas)
    {
        Figure New(int number, double height, string caption) =>
            new(atlas, "paper3", "corpus/paper3.pdf", number, 495, height, FigureForm.SeparatePictures) { Caption = caption, PixelsPerPoint = 2.8, Quality = 90 };

        Figure one = New(1, 156, "miR-2290y in melanocytic lines. (A) Relative expression. (B) Apoptosis by flow cytometry without and with the mimic.");
        one.Letter("A", 0, 0);
        one.Draw(s => ChartPainter.Bars(s, new Frame(12, 8, 196, 138), "Relative miR-2290y", ["MLN-1", "SKV-4", "ATQ-8", "WMR-2"], ["level"], Dice.For("paper3 1A")));
        one.Letter("B", 214, 0);
        one.Pictures("B", 232, 16, 126, 126, 8, ["NC", "mimic"], [(d, w, h) => FlowPainter.DotPlot(d, w, h, 0.08), (d, w, h) => FlowPainter.DotPlot(d, w, h, 0.3)]);

        Figure two = New(2, 150, "SKV-4 cells in culture. (A) Untreated. (B) With the mimic. (C) With the inhibitor. Phase contrast; scale bar, 50 µm.");
        foreach ((string letter, double x, double longer) in ((string, double, double)[])[("A", 0, 2.6), ("B", 166, 1.4), ("C", 332, 3)])
        {
            two.Letter(letter, x, 0);
            two.Micrograph(letter, null, new Frame(x + 14, 8, 146, 130), Culture(135, longer), 20, Ink.Black);
        }

        Figure three = New(3, 170, "Grafts in skin. (A) Haematoxylin and eosin, control. (B) Mimic. (C) Volume over time. Scale bar, 100 µm.");
        three.Letter("A", 0, 0);
        three.Micrograph("A", null, new Frame(14, 6, 156, 150), Haematoxylin(1.5), 22, Ink.Black);
        three.Letter("B", 176, 0);
        three.Micrograph("B", null, new Frame(190, 6, 156, 150), Haematoxylin(3), 22, Ink.Black);
        three.Letter("C", 352, 0);
        three.Draw(s => ChartPainter.Curves(s, new Frame(358, 8, 136, 150), "Volume (cm³)", ["7 d", "14 d", "21 d", "28 d"], ["NC", "mimic"], Dice.For("paper3 3C")));

        Figure four = New(4, 304, "LRPx6 as a target of miR-2290y. (A) Reporter activity. (B) Nuclei of SKV-4 cells. (C) Relative mRNA. (D) Cells that passed a coated membrane. (E) Western blot of ATQ-8 cells.");
        four.Letter("A", 0, 0);
        four.Draw(s => ChartPainter.Bars(s, new Frame(10, 8, 150, 120), "Luciferase activity", ["wild type", "altered"], ["NC", "mimic"], Dice.For("paper3 4A")));
        four.Letter("B", 168, 0);
        four.Micrograph("B", null, new Frame(182, 8, 150, 120), (d, w, h) => new FluorescencePainter(d, w, h, 48, 15, Marker.SomeNuclei, 0.4).Nuclei(), 20, Ink.White);
        four.Letter("C", 340, 0);
        four.Draw(s => ChartPainter.Curves(s, new Frame(346, 8, 148, 120), "Relative LRPx6 mRNA", ["0 h", "24 h", "48 h"], ["NC", "mimic"], Dice.For("paper3 4C")));
        four.Letter("D", 0, 140);
        four.Micrograph("D", null, new Frame(14, 148, 180, 140), Invaded(100), 22, Ink.Black);
        four.Letter("E", 206, 140);
        four.Blot("E", 276, 148, 42, 21, ["Ctrl", "NC", "mimic", "inh."], new BlotRow("LRPx6", "180 kDa", 0.8, 0.75, 0.3, 0.95), new BlotRow("Axin2", "94 kDa", 0.7, 0.75, 0.4, 0.85) { Style = new() { Doublet = 0.3, Thickness = 0.22 } },
            new BlotRow("c-Myc", "62 kDa", 0.85, 0.8, 0.35, 0.9) { Style = new() { Membrane = 0.78 } }, new BlotRow("p21", "21 kDa", 0.3, 0.35, 0.9, 0.25) { Style = new() { Smile = -0.08 } },
            new BlotRow("GAPDH", "36 kDa", 1, 0.95, 1, 1.05) { Style = new() { Thickness = 0.34, Exposure = 2 } });

        return new Article
        {
            Key = "paper3", Document = "corpus/paper3.pdf", Style = Journals.CellPathways,
            Title = "MicroRNA-2290y slows the growth of melanocytic cells by lowering LRPx6",
            Authors = "Gisla Zhandorf, Aurel Brenholt, Xanthe Yangmere", Institution = "School of Made-up Dermatology, University of Eastreach",
            Volume = "2019; 10:1212–1219", Doi = "10.5555/jcp.2019.1212", Dates = "Received 11 February 2019, accepted 18 June 2019, published 2 July 2019",
            Vocabulary = new Vocabulary("melanocytic tumours", "miR-2290y", ["LRPx6", "Axin2", "c-Myc", "p21"], ["SKV-4", "ATQ-8", "MLN-1"]),
            Figures = [one, two, three, four],
        };
    }
}
