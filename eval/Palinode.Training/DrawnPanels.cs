using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Samples.Drawing;
using Palinode.Samples.Pdf;

namespace Palinode.Training;

/// <summary>Training panels from the painters of the samples and from <see cref="LineArt"/>; their kind is known because they were made to be it.</summary>
internal static class DrawnPanels
{
    public static List<Example> Draw()
    {
        List<Example> examples = [];
        Make(PanelKind.BlotOrGel, "strip", 150, Strip);
        Make(PanelKind.BlotOrGel, "membrane", 60, Membrane);
        Make(PanelKind.Fluorescence, "cells", 150, Fluorescence);
        Make(PanelKind.Histology, "section", 90, d => TissuePainter.Section(d, Side(d), Side(d), new TissueStyle { Immunostain = d.Chance(0.5), Brown = d.Between(0, 0.8), Nuclei = d.Between(9, 26), Glands = d.Between(0, 8), NucleusRadius = d.Between(3, 8) }));
        Make(PanelKind.Histology, "invaded", 40, d => MembranePainter.Invaded(d, Side(d), Side(d), 10 + d.Below(90)));
        Make(PanelKind.PhaseContrast, "culture", 90, d => CulturePainter.Cells(d, Side(d), Side(d), 20 + d.Below(180), d.Between(1, 5)));
        Make(PanelKind.PhaseContrast, "wound", 50, d => CulturePainter.Wound(d, Side(d), Side(d), d.Between(0.1, 0.6)));
        Make(PanelKind.ElectronMicrograph, "organelles", 120, ElectronMicrograph.Draw);
        Make(PanelKind.FlowCytometry, "dots", 80, Dots);
        Make(PanelKind.FlowCytometry, "histogram", 60, LineArt.Histogram);
        Make(PanelKind.Plot, "chart", 150, LineArt.Chart);
        Make(PanelKind.Drawing, "scheme", 110, LineArt.Scheme);
        Make(PanelKind.Drawing, "formula", 50, LineArt.Formula);
        Make(PanelKind.Table, "table", 80, LineArt.Table);
        Make(PanelKind.Other, "words", 160, LineArt.Words);
        Make(PanelKind.Other, "key", 60, LineArt.Key);
        return examples;

        void Make(PanelKind kind, string name, int count, Func<Dice, Raster> draw)
        {
            for (int i = 0; i < count; i++)
            {
                Dice dice = Dice.For($"{kind} {name} {i}", 31);
                Raster panel = draw(dice);
                if (dice.Chance(0.7)) panel = new Wear { Contrast = dice.Between(0.75, 1.15), Gamma = dice.Between(0.7, 1.4), Grain = dice.Chance(0.3) ? dice.Between(0, 5) : 0, Jpeg = 40 + dice.Below(58) }.Apply(panel, dice);
                examples.Add(Example.OfDrawing($"drawn {name}", kind, PanelFeatures.Measure(panel)));
            }
        }
    }

    private static int Side(Dice dice) => (int)dice.Between(90, 300);

    private static Raster Strip(Dice dice)
    {
        int lanes = 2 + dice.Below(9), laneWidth = (int)dice.Between(24, 60), height = (int)dice.Between(22, 80);
        double[] levels = [.. Enumerable.Range(0, lanes).Select(_ => dice.Chance(0.15) ? 0 : dice.Between(0.1, 1.3))];
        Raster strip = BlotPainter.Strip(dice, lanes * laneWidth, height, levels, new BlotStyle
        {
            Membrane = dice.Between(0.55, 0.98), Thickness = dice.Between(0.14, 0.4), Smile = dice.Between(0, 0.15), Doublet = dice.Chance(0.2) ? dice.Between(0.2, 0.9) : 0,
            Exposure = dice.Between(0.7, 2.2), Grain = dice.Between(0.003, 0.03),
        });
        // Stained DNA glows in a dark gel.
        return dice.Chance(0.25) ? Inverted(strip) : strip;
    }

    /// <summary>A larger piece of membrane: several rows of bands without gaps.</summary>
    private static Raster Membrane(Dice dice)
    {
        int lanes = 2 + dice.Below(6), width = lanes * (int)dice.Between(24, 50), rows = 2 + dice.Below(4), height = (int)dice.Between(26, 60);
        BlotStyle style = new() { Membrane = dice.Between(0.6, 0.95), Thickness = dice.Between(0.14, 0.3), Exposure = dice.Between(0.7, 2), Grain = dice.Between(0.003, 0.02) };
        List<byte> pixels = [];
        for (int r = 0; r < rows; r++)
            pixels.AddRange(BlotPainter.Strip(dice, width, height, [.. Enumerable.Range(0, lanes).Select(_ => dice.Chance(0.3) ? 0 : dice.Between(0.05, 1.2))], style).ToGray().Pixels);
        Raster whole = new Raster(width, rows * height, 1, [.. pixels]).Blur(0.7);
        return dice.Chance(0.25) ? Inverted(whole) : whole;
    }

    private static Raster Inverted(Raster r) => new(r.Width, r.Height, r.Channels, Array.ConvertAll(r.Pixels, v => (byte)(255 - v)));

    private static Raster Fluorescence(Dice dice)
    {
        FluorescencePainter cells = new(dice, Side(dice), Side(dice), 8 + dice.Below(70), dice.Between(5, 16), dice.Pick([Marker.Cytoplasm, Marker.Membrane, Marker.SomeNuclei]), dice.Between(0.1, 1));
        (double, double, double) color = dice.Pick([(0.1, 1.0, 0.15), (1.0, 0.12, 0.1), (1.0, 0.2, 0.9), (0.1, 0.9, 0.9), (1.0, 0.8, 0.1)]);
        return dice.Below(5) switch { 0 => cells.Nuclei(), 1 => cells.Gray(), 2 => cells.Merge(color), _ => cells.Stain(color) };
    }

    private static Raster Dots(Dice dice)
    {
        int side = Side(dice);
        Raster dots = FlowPainter.DotPlot(dice, side, side, dice.Between(0.02, 0.6));
        if (dice.Chance(0.3)) return dots;
        // With its axes, gates and numbers, as the splitter often leaves them on.
        RasterSurface surface = new(new FontSet(), side + 40, side + 40, 1);
        surface.Picture(dots, new Frame(30, 8, side, side), 0);
        surface.Outline(new Frame(30, 8, side, side), 1, Ink.Black);
        double x = 30 + side * dice.Between(0.3, 0.6), y = 8 + side * dice.Between(0.4, 0.7);
        surface.Line(x, 8, x, side + 8, 1, Ink.Black);
        surface.Line(30, y, side + 30, y, 1, Ink.Black);
        for (int i = 0; i < 5; i++) surface.Text(dice.Pick(["10", "100", "1K", "0"]), 30 + side * i / 4.0, side + 20, 9, Face.Sans, Ink.Black, Anchor.Middle);
        surface.Text(dice.Pick(["2.31", "14.6", "0.87", "61.2%"]), side + 5, 20, 10, Face.Sans, Ink.Black, Anchor.Right);
        return surface.ToRaster();
    }
}
