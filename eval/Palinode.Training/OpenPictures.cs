using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Samples.Drawing;

namespace Palinode.Training;

/// <summary>Crops of pictures with open licences (../shared/images), by words of the file name that tell what they are. For training only.</summary>
internal static class OpenPictures
{
    private const int Crops = 24;

    private static readonly (string Word, PanelKind Kind, bool MayTint)[] Known =
    [
        ("Colocalization", PanelKind.Fluorescence, true), ("ExampleHuman", PanelKind.Fluorescence, true), ("DrosophilaEmbryo", PanelKind.Fluorescence, true),
        ("WormsBrightField", PanelKind.PhaseContrast, false), ("WoundHealing", PanelKind.PhaseContrast, false), ("YeastColonies", PanelKind.Photograph, false),
        ("chibidragon-wb", PanelKind.BlotOrGel, false), ("csitron-wb", PanelKind.BlotOrGel, false), ("-ihc", PanelKind.Histology, false),
    ];

    public static List<Example> Read(string folder)
    {
        List<Example> examples = [];
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            int known = Array.FindIndex(Known, k => name.Contains(k.Word, StringComparison.Ordinal));
            if (known < 0) continue;
            Raster whole = new DocumentReader().Read(path, name, new IngestOptions()).Figures[0].Graphics[0].Pixels;
            for (int i = 0; i < Crops; i++)
            {
                Dice dice = Dice.For($"{name} {i}", 37);
                Raster crop = Reduced(whole.Crop(Part(whole, dice)), dice);
                if (Known[known].MayTint && dice.Chance(0.6)) crop = Tinted(crop, dice.Pick([(0, 1, 0), (1, 0, 0), (0.1, 0.2, 1), (1, 0, 1)]));
                crop = new Wear { Contrast = dice.Between(0.8, 1.15), Gamma = dice.Between(0.6, 1.2), Jpeg = 50 + dice.Below(45) }.Apply(crop, dice);
                examples.Add(Example.OfDrawing($"open {Known[known].Word}", Known[known].Kind, PanelFeatures.Measure(crop)));
            }
        }
        return examples;
    }

    private static PixelRect Part(Raster whole, Dice dice)
    {
        double share = dice.Between(0.35, 1);
        int w = (int)(whole.Width * share), h = (int)(whole.Height * share * dice.Between(0.75, 1)), x = dice.Below(whole.Width - w + 1), y = dice.Below(whole.Height - h + 1);
        return new PixelRect(x, y, x + w, y + h);
    }

    private static Raster Reduced(Raster r, Dice dice)
    {
        double scale = Math.Min(1, dice.Between(110, 400) / Math.Max(r.Width, r.Height));
        return r.Resize(Math.Max(8, (int)(r.Width * scale)), Math.Max(8, (int)(r.Height * scale)));
    }

    private static Raster Tinted(Raster r, (double R, double G, double B) color)
    {
        byte[] g = r.ToGray().Pixels, pixels = new byte[3 * g.Length];
        for (int i = 0; i < g.Length; i++) (pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) = ((byte)(color.R * g[i]), (byte)(color.G * g[i]), (byte)(color.B * g[i]));
        return new Raster(r.Width, r.Height, 3, pixels);
    }
}
