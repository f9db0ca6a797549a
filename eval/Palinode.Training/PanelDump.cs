using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;

namespace Palinode.Training;

/// <summary>Writes the panels of documents as pictures with a list, for a person to label. What it writes stays outside the repository.</summary>
internal static class PanelDump
{
    public static void Write(IEnumerable<string> documents, string folder)
    {
        Directory.CreateDirectory(folder);
        using StreamWriter list = new(Path.Combine(folder, "panels.csv"));
        list.WriteLine("index,document,page,x0,y0,x1,y1,figure,class,width,height");
        int index = 0;
        foreach (string path in documents)
        {
            SourceDocument document = new DocumentReader().Read(path, Path.GetFileName(path), new IngestOptions());
            foreach (Panel p in new PanelSplitter { RulesOnly = true }.Split(document))
            {
                File.WriteAllBytes(Path.Combine(folder, $"{index:0000}.png"), p.Pixels.ToPng());
                list.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index++},{document.Sha256[..16]},{p.Page ?? 0},{p.Box.X0:0.0000},{p.Box.Y0:0.0000},{p.Box.X1:0.0000},{p.Box.Y1:0.0000},{p.Figure},{p.Class},{p.Pixels.Width},{p.Pixels.Height}"));
            }
        }
    }
}
