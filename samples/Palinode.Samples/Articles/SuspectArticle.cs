using Palinode.Samples.Drawing;
using Palinode.Samples.Layout;
using Palinode.Samples.Pdf;
using static Palinode.Samples.Articles.Materials;

namespace Palinode.Samples.Articles;

/// <summary>The article to screen: eight figures. What is planted in it stands in <see cref="Plants"/>.</summary>
internal static class SuspectArticle
{
    private static readonly (double R, double G, double B) Green = (0.1, 1.0, 0.2);

    public static Article Draw(Atlas atlas)
    {
        Figure New(int number, double height, string caption, FigureForm form = FigureForm.SeparatePictures, double scale = 2.6, int quality = 86) =>
            new(atlas, "suspect", "suspect.pdf", number, 495, height, form) { Caption = caption, PixelsPerPoint = scale, Quality = quality };
        return new Article
        {
            Key = "suspect", Document = "suspect.pdf", Style = Journals.CellPathways,
            Title = "MicroRNA-6104x restrains migration and invasion by lowering IL-6R and Smad3 in hepatic carcinoma cells",
            Authors = "Ilse Varnholt, Tobin Achterdal, Mirelle Osgrave, Pavo Lindqvarn",
            Institution = "Department of Invented Medicine, University Hospital of Northmere, Northmere",
            Volume = "2019; 10:1201–1211", Doi = "10.5555/jcp.2019.1201", Dates = "Received 4 February 2019, accepted 20 June 2019, published 2 July 2019",
            Vocabulary = new Vocabulary("hepatic carcinoma", "miR-6104x", ["IL-6R", "Smad3", "p-STAT3", "VEGF", "E-cadherin"], ["NML-2", "HXR-7", "KRV-14"]),
            Figures = [Figure1(New), Figure2(New), Figure3(New), Figure4(New), Figure5(New), Figure6(New), Figure7(New), Figure8(New)],
        };
    }

    private delegate Figure NewFigure(int number, double height, string caption, FigureForm form = FigureForm.SeparatePictures, double scale = 2.6, int quality = 86);

    private static Figure Figure1(NewFigure make)
    {
        Figure f = make(1, 268, "Expression of miR-6104x in tissue and cell lines. (A) Relative expression in six cell lines. (B) Overall survival of donors with low and high expression. (C) Immunostaining of IL-6R in adjacent and tumour tissue. Scale bar, 50 µm. (D) Expression over four days of culture. *P < 0.05, **P < 0.01.");
        f.Letter("A", 0, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(12, 6, 240, 122), "Relative miR-6104x", ["L-02n", "NML-2", "HXR-7", "KRV-14", "PLQ-5", "DST-9"], ["level"], Dice.For("suspect 1A")));
        f.Letter("B", 262, 0);
        f.Draw(s => ChartPainter.Survival(s, new Frame(276, 6, 210, 122), ["low", "high"], Dice.For("suspect 1B")));
        f.Letter("C", 0, 138);
        f.Pictures("C", 16, 152, 140, 105, 12, ["Adjacent", "Tumour"], [Immunostain(0.0), Immunostain(0.55)], scaleBar: 18);
        f.Letter("D", 318, 138);
        f.Draw(s => ChartPainter.Curves(s, new Frame(326, 144, 168, 118), "Relative level", ["1 d", "2 d", "3 d", "4 d"], ["NC", "mimic"], Dice.For("suspect 1D")));
        return f;
    }

    private static Figure Figure2(NewFigure make)
    {
        Figure f = make(2, 282, "miR-6104x lowers IL-6R. (A) Immunofluorescence of IL-6R (green) in NML-2 cells; nuclei in blue; the right column shows both channels. (B) Mean fluorescence of IL-6R. (C) Western blot of IL-6R and Smad3. (D) Western blot of MMP-9 on the same membrane; the GAPDH strip is the one of (C), shown again for reference.");
        f.Letter("A", 0, 0);
        foreach ((string name, double top, double strength) in ((string, double, double)[])[("Ctrl", 14, 0.85), ("mimic", 106, 0.4)])
        {
            FluorescencePainter scene = new(Dice.For("suspect 2A " + name), 296, 222, 42, 15, Marker.Cytoplasm, strength);
            f.Draw(s => s.Text(name, 12, top + 44, 7.5, Face.Sans, Ink.Black, Anchor.Middle, 90));
            f.Micrograph("A", name + " DAPI", new Frame(18, top, 114, 85.5), (_, _, _) => scene.Nuclei());
            f.Micrograph("A", name + " IL-6R", new Frame(138, top, 114, 85.5), (_, _, _) => scene.Stain(Green));
            f.Micrograph("A", name + " Merge", new Frame(258, top, 114, 85.5), (_, _, _) => scene.Merge(Green), 16, Ink.White);
        }
        f.Draw(s =>
        {
            foreach ((string label, double x) in ((string, double)[])[("DAPI", 75), ("IL-6R", 195), ("Merge", 315)]) s.Text(label, x, 10, 7.5, Face.Sans, Ink.Black, Anchor.Middle);
        });
        f.Letter("B", 380, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(384, 20, 110, 150), "IL-6R intensity", ["Ctrl", "mimic"], ["IL-6R"], Dice.For("suspect 2B")));
        f.Letter("C", 0, 200);
        f.Blot("C", 62, 206, 36, 17, ["Ctrl", "NC", "mimic", "inh."], new BlotRow("IL-6R", "80 kDa", 0.85, 0.8, 0.3, 0.95), new BlotRow("Smad3", "52 kDa", 0.7, 0.75, 0.35, 0.8) { Style = new() { Doublet = 0.3 } }, new BlotRow("GAPDH", "36 kDa", 1, 0.95, 1, 1.05) { Style = new() { Thickness = 0.34, Exposure = 2 } });
        f.Letter("D", 256, 200);
        f.Blot("D", 316, 206, 36, 17, ["Ctrl", "NC", "mimic", "inh."], new BlotRow("MMP-9", "92 kDa", 0.7, 0.65, 0.2, 0.8) { Style = new() { Membrane = 0.7, Smile = -0.06 } }, new BlotRow("GAPDH", "36 kDa", 1, 0.95, 1, 1.05));
        return f;
    }

    private static Figure Figure3(NewFigure make)
    {
        Figure f = make(3, 296, "miR-6104x and the invasion of NML-2 cells. (A) Immunostaining of E-cadherin in tissue. (B) Cells that passed the coated membrane after transfection with the mimic. (C) Cells after 48 h, phase contrast. (D) Cells that passed the coated membrane after transfection with the inhibitor. (E) Number of invaded cells. Scale bar, 50 µm.", FigureForm.CompoundJpeg);
        f.Letter("A", 0, 0);
        f.Micrograph("A", null, new Frame(14, 4, 150, 128), Immunostain(0.4), 18, Ink.Black);
        f.Letter("B", 172, 0);
        f.Micrograph("B", null, new Frame(186, 4, 150, 128), Invaded(70), 18, Ink.Black);
        f.Letter("C", 344, 0);
        f.Micrograph("C", null, new Frame(358, 4, 136, 128), Culture(150, 2.2), 18, Ink.Black);
        f.Letter("D", 0, 142);
        f.Micrograph("D", null, new Frame(14, 146, 150, 128), Invaded(125), 18, Ink.Black);
        f.Letter("E", 172, 142);
        f.Draw(s => ChartPainter.Bars(s, new Frame(186, 148, 300, 140), "Invaded cells (relative)", ["NML-2", "HXR-7", "KRV-14"], ["NC", "mimic", "inh."], Dice.For("suspect 3E")));
        return f;
    }

    private static Figure Figure4(NewFigure make)
    {
        Figure f = make(4, 262, "IL-6R signalling after treatment with miR-6104x. (A) Relative IL-6R mRNA. (B) IL-6 in the medium over time. (C) Western blot of IL-6R, p-STAT3, STAT3 and GAPDH in HXR-7 cells; Sor, sorafenib. (D) Ratio of p-STAT3 to STAT3. (E) Western blot of VEGF, MMP-9 and β-actin in HXR-7 cells kept in PBS or IL-6.", quality: 90, scale: 3);
        f.Letter("A", 0, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(10, 8, 150, 120), "Relative IL-6R mRNA", ["Ctrl", "NC", "mimic"], ["NML-2", "HXR-7"], Dice.For("suspect 4A")));
        f.Letter("B", 168, 0);
        f.Draw(s => ChartPainter.Curves(s, new Frame(178, 8, 150, 120), "IL-6 (ng/ml)", ["0 h", "12 h", "24 h", "48 h"], ["NC", "mimic"], Dice.For("suspect 4B")));
        f.Letter("D", 336, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(346, 8, 148, 120), "p-STAT3 / STAT3", ["Ctrl", "Sor", "NC", "mimic"], ["ratio"], Dice.For("suspect 4D")));
        f.Letter("C", 0, 144);
        f.Blot("C", 60, 154, 38, 20, ["Ctrl", "Sor", "NC", "mimic"],
            new BlotRow("IL-6R", "80 kDa", 0.8, 0.9, 0.75, 0.3), new BlotRow("p-STAT3", "88 kDa", 0.6, 0.85, 0.55, 0.18) { Style = new() { Doublet = 0.4, Thickness = 0.2 } },
            new BlotRow("STAT3", "88 kDa", 0.9, 0.85, 0.9, 0.88) { Style = new() { Exposure = 1.7 } }, new BlotRow("GAPDH", "36 kDa", 1, 1, 0.95, 1.05) { Style = new() { Thickness = 0.36, Exposure = 2 } });
        f.Letter("E", 256, 144);
        f.Blot("E", 312, 154, 38, 20, ["PBS", "IL-6", "IL-6+NC", "IL-6+mimic"],
            new BlotRow("VEGF", "42 kDa", 0.75, 0.9, 0.85, 0.35), new BlotRow("MMP-9", "92 kDa", 0.35, 0.8, 0.85, 0.4) { Style = new() { Membrane = 0.74 } },
            new BlotRow("β-actin", "43 kDa", 1, 1.05, 0.95, 1) { Style = new() { Thickness = 0.32, Exposure = 1.9, Smile = 0.12 } });
        return f;
    }

    private static Figure Figure5(NewFigure make)
    {
        Figure f = make(5, 370, "Gap closure and tissue staining. (A) Scratches in layers of NML-2 cells at 0 and 24 h. (B) Closed fraction of the gap. (C) NML-2 cells three days after transfection, phase contrast. (D) Growth over four days. (E) Immunostaining of Smad3 in sections of three donors. Scale bars, 100 µm (A, C) and 50 µm (E).");
        f.Letter("A", 0, 0);
        f.Pictures("A", 20, 12, 104, 78, 6, ["NC 0 h", "NC 24 h", "mimic 0 h", "mimic 24 h"], [Scratch(0.42), Scratch(0.13), Scratch(0.4), Scratch(0.29)], scaleBar: 14, columns: 2);
        f.Letter("B", 246, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(252, 10, 110, 164), "Closed fraction", ["NC", "mimic"], ["24 h"], Dice.For("suspect 5B")));
        f.Letter("D", 372, 0);
        f.Draw(s => ChartPainter.Curves(s, new Frame(378, 10, 116, 164), "OD 450", ["1 d", "2 d", "3 d", "4 d"], ["NC", "mimic"], Dice.For("suspect 5D")));
        f.Letter("C", 0, 206);
        f.Pictures("C", 20, 216, 112, 150, 8, ["NC"], [Culture(150, 3.2)], scaleBar: 16);
        f.Letter("E", 142, 206);
        f.Pictures("E", 158, 216, 107, 107, 7, ["Donor 1", "Donor 2", "Donor 3"], [Immunostain(0.3), Immunostain(0.3), Immunostain(0.4)], scaleBar: 16);
        return f;
    }

    private static Figure Figure6(NewFigure make)
    {
        Figure f = make(6, 292, "Smad3 as a target of miR-6104x. (A) Reporter activity with the wild-type and the altered binding site. (B) Western blot of Smad3, p-Smad3 and GAPDH in HXR-7 cells with and without TGF-β. (C) Apoptosis by flow cytometry. (D) Fraction of apoptotic cells.", FigureForm.CompoundJpeg);
        f.Letter("A", 0, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(12, 8, 200, 124), "Luciferase activity", ["wild type", "altered"], ["NC", "mimic"], Dice.For("suspect 6A")));
        f.Letter("B", 226, 0);
        f.Blot("B", 292, 8, 40, 24, ["NC", "mimic", "NC+TGF-β", "mimic+TGF-β"],
            new BlotRow("Smad3", "52 kDa", 0.85, 0.4, 0.9, 0.55), new BlotRow("p-Smad3", "52 kDa", 0.25, 0.12, 0.85, 0.4) { Style = new() { Thickness = 0.2, Membrane = 0.78 } },
            new BlotRow("GAPDH", "36 kDa", 1, 0.95, 1, 1) { Style = new() { Thickness = 0.34, Exposure = 1.8 } });
        f.Letter("C", 0, 146);
        f.Pictures("C", 30, 158, 118, 118, 18, ["NC", "mimic"], [(d, w, h) => FlowPainter.DotPlot(d, w, h, 0.12), (d, w, h) => FlowPainter.DotPlot(d, w, h, 0.4)]);
        f.Draw(s =>
        {
            s.Text("Annexin V", 157, 286, 7, Face.Sans, Ink.Black, Anchor.Middle);
            s.Text("PI", 22, 217, 7, Face.Sans, Ink.Black, Anchor.Middle, 90);
        });
        f.Letter("D", 306, 146);
        f.Draw(s => ChartPainter.Bars(s, new Frame(320, 154, 164, 130), "Apoptotic cells (relative)", ["NC", "mimic"], ["NML-2", "HXR-7"], Dice.For("suspect 6D")));
        return f;
    }

    private static Figure Figure7(NewFigure make)
    {
        Figure f = make(7, 330, "Markers of transition after treatment. (A) Western blot of E-cadherin, N-cadherin and β-actin. (B) Densities relative to β-actin. (C) Western blot of vimentin and GAPDH in KRV-14 cells. (D) Nuclei of KRV-14 cells after 48 h. (E) KRV-14 cells, phase contrast. (F) Relative mRNA of three markers. Scale bars, 50 µm.", scale: 2.4);
        f.Letter("A", 0, 0);
        f.Blot("A", 62, 6, 33, 23, ["Ctrl", "NC", "mimic", "inh."], new BlotRow("E-cadherin", "120 kDa", 0.4, 0.45, 0.9, 0.3), new BlotRow("N-cadherin", "130 kDa", 0.8, 0.8, 0.3, 0.9), new BlotRow("β-actin", "43 kDa", 1, 1, 1, 0.95) { Style = new() { Thickness = 0.3, Exposure = 2 } });
        f.Letter("B", 262, 0);
        f.Draw(s => ChartPainter.Bars(s, new Frame(272, 4, 220, 100), "Relative density", ["E-cadherin", "N-cadherin"], ["Ctrl", "NC", "mimic", "inh."], Dice.For("suspect 7B")));
        f.Letter("C", 0, 104);
        f.Blot("C", 62, 110, 40, 19, ["Ctrl", "NC", "mimic", "inh."], new BlotRow("Vimentin", "57 kDa", 0.8, 0.75, 0.35, 0.9), new BlotRow("GAPDH", "36 kDa", 1, 1.05, 0.95, 1) { Style = new() { Thickness = 0.34, Membrane = 0.8 } });
        f.Letter("F", 262, 110);
        f.Draw(s => ChartPainter.Bars(s, new Frame(272, 114, 220, 80), "Relative mRNA", ["CDH1", "CDH2", "VIM"], ["NC", "mimic"], Dice.For("suspect 7F")));
        f.Letter("D", 0, 196);
        f.Micrograph("D", null, new Frame(16, 204, 160, 120), (d, w, h) => new FluorescencePainter(d, w, h, 55, 13, Marker.SomeNuclei, 0.3).Nuclei(), 20, Ink.White);
        f.Letter("E", 192, 196);
        f.Micrograph("E", null, new Frame(208, 204, 90, 120), Culture(120, 2.8), 20, Ink.Black);
        return f;
    }

    private static Figure Figure8(NewFigure make)
    {
        Figure f = make(8, 322, "Smad3 restores migration of cells with miR-6104x. (A) Western blot of Smad3 after transfection. (B) Cells that passed the membrane after joint transfection. (C) Western blot of fibronectin. (D) Cells that passed the membrane after transfection with the inhibitor and siRNA. (E) Western blot of Snail. (F) Western blot of cyclin D1. Scale bar, 50 µm.", scale: 2.5, quality: 82);
        string[] lanes = ["vec", "Smad3", "mimic", "both"];
        f.Letter("A", 0, 0);
        f.Blot("A", 62, 6, 38, 19, lanes, new BlotRow("Smad3", "52 kDa", 0.5, 0.95, 0.3, 0.7), new BlotRow("Tubulin", "50 kDa", 1, 0.95, 1, 1) { Style = new() { Thickness = 0.3, Exposure = 1.6 } });
        f.Letter("C", 252, 0);
        f.Blot("C", 316, 6, 38, 19, lanes, new BlotRow("Fibronectin", "220 kDa", 0.5, 0.9, 0.3, 0.6), new BlotRow("Lamin B1", "66 kDa", 0.9, 0.95, 0.9, 1) { Style = new() { Smile = -0.08, Exposure = 1.7 } });
        f.Letter("B", 0, 76);
        f.Micrograph("B", null, new Frame(16, 84, 214, 160), Invaded(80), 24, Ink.Black);
        f.Letter("D", 252, 76);
        f.Micrograph("D", null, new Frame(268, 84, 214, 160), Invaded(80), 24, Ink.Black);
        f.Letter("E", 0, 256);
        f.Blot("E", 62, 262, 38, 19, lanes, new BlotRow("Snail", "29 kDa", 0.6, 0.9, 0.3, 0.7), new BlotRow("HSP90", "90 kDa", 1, 1, 0.95, 0.95) { Style = new() { Thickness = 0.2, Membrane = 0.76 } });
        f.Letter("F", 252, 256);
        f.Blot("F", 316, 262, 38, 19, lanes, new BlotRow("Cyclin D1", "34 kDa", 0.6, 0.85, 0.35, 0.6), new BlotRow("Vinculin", "117 kDa", 0.95, 1, 0.9, 1) { Style = new() { Thickness = 0.24, Smile = 0.14 } });
        return f;
    }
}
