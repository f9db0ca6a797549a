using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Samples.Stress;

namespace Palinode.Benchmarks.Documents;

/// <summary>A document to be measured.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="File">Its file name.</param>
/// <param name="Draw">The file's bytes.</param>
/// <param name="Mark">Seconds it may take; null where none is set.</param>
internal sealed record MeasuredDocument(string Name, string File, Func<byte[]> Draw, double? Mark);

/// <summary>
/// <c>documents [--repeat N] [--to FILE]</c>: draws articles of 20 to 200 panels and two adverse pictures, screens each with the program itself, and
/// writes a table. Documents take turns, so that a busy minute of the machine does not fall on one of them alone.
/// </summary>
internal static class DocumentsCommand
{
    private static readonly MeasuredDocument[] Documents =
    [
        .. new[] { 20, 60, 100, 200 }.Select(n => new MeasuredDocument($"article, {n} panels", $"article-{n}.pdf", () => LongArticle.Draw(n), n switch { 60 => 8, 200 => 40, _ => null })),
        new("texture, 4,000 × 4,000", "texture.png", () => AdversePictures.Texture(4000).ToPng(), 5),
        new("page of text", "text.png", () => AdversePictures.TextPage().ToPng(), 5),
    ];

    public static int Run(IReadOnlyList<string> args)
    {
        int repeat = 3;
        string to = Path.Combine(Repository.Results, "documents.md");
        for (int i = 0; i < args.Count; i += 2)
        {
            if (i + 1 < args.Count && args[i] == "--repeat" && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0) repeat = n;
            else if (i + 1 < args.Count && args[i] == "--to") to = Path.GetFullPath(args[i + 1]);
            else
            {
                Console.Error.WriteLine("usage: documents [--repeat N] [--to FILE]");
                return 2;
            }
        }
        if (!File.Exists(Repository.App))
        {
            Console.Error.WriteLine("The program is not built for Release: run the benchmarks with -c Release.");
            return 2;
        }
        DirectoryInfo folder = Directory.CreateTempSubdirectory("palinode-bench-");
        try
        {
            string PathOf(MeasuredDocument d) => Path.Combine(folder.FullName, d.File);
            foreach (MeasuredDocument d in Documents) File.WriteAllBytes(PathOf(d), d.Draw());
            var runs = Documents.ToDictionary(d => d, _ => new List<MeasuredRun>());
            double load = Load();
            for (int round = 0; round < repeat; round++)
                foreach (MeasuredDocument d in Documents)
                {
                    MeasuredRun run = MeasuredRun.Of(PathOf(d), Path.Combine(folder.FullName, "results"));
                    runs[d].Add(run);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{d.Name}: {run.Wall:0.00} s, processor {run.Processor:0.00} s, {run.PeakMemory / 1e9:0.00} GB"));
                }
            IReadOnlyList<KeypointCost> curve = KeypointCost.Measure(PathOf(Documents[1]), [250, 500, 1000, 2000]);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, DocumentsTable.Write([.. runs.Select(r => (r.Key, (IReadOnlyList<MeasuredRun>)r.Value))], curve, Documents[1].Name, load));
            Console.WriteLine($"written: {Path.GetRelativePath(Repository.Root, to)}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Programs that wanted a processor during the last minute, on average, before anything was measured.</summary>
    private static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
