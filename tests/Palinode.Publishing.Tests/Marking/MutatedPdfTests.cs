using System.Diagnostics;

namespace Palinode.Publishing.Tests.Marking;

/// <summary>Damage of any kind ends with a marked file or with one line, never with a crash, a long wait or half a file.</summary>
internal sealed class MutatedPdfTests
{
    private const string Content = "q 1 0 0 1 20 20 cm\nBT /F 12 Tf 72 400 Td (some words) Tj ET\nQ\n";

    [Test]
    public void Forty_damaged_files_end_well() => Run(seed: 1, count: 40);

    /// <summary>Some minutes; run by name.</summary>
    [Test, Explicit]
    public void A_thousand_damaged_files_end_well() => Run(seed: 2, count: 1000);

    private static void Run(int seed, int count)
    {
        byte[] plain = DrawnPages.Write(
            [DrawnPages.A4(Content), new DrawnPage([0, 0, 400, 300]) { Rotate = 90, CropBox = [10, 10, 380, 280], Content = Content, Entries = "/Annots [<</Type /Annot /Subtype /Link /Rect [1 1 9 9]>>]" }],
            "/Outlines 100 0 R", information: "/Title (A title)", more: ["<</Type /Outlines /Count 0>>"]);
        using var bench = new MarkBench();
        string drawn = bench.Write("drawn.pdf", plain);
        bench.Tool("qpdf", "--object-streams=generate", drawn, bench.At("packed.pdf"));
        bench.Mark(drawn, output: "marked.pdf");
        byte[][] originals = [plain, File.ReadAllBytes(bench.At("packed.pdf")), File.ReadAllBytes(bench.At("marked.pdf"))];
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            string input = bench.Write("in.pdf", Damaged(originals[i % originals.Length], random)), output = bench.At("out.pdf");
            File.Delete(output);
            var watch = Stopwatch.StartNew();
            try
            {
                bench.Mark(input).Pages.ShouldBePositive();
                File.Exists(output).ShouldBeTrue();
            }
            catch (InputException e)
            {
                e.Message.ShouldNotContain("\n");
                File.Exists(output).ShouldBeFalse();
            }
            watch.Elapsed.TotalSeconds.ShouldBeLessThan(5, $"file {i}");
        }
    }

    private static byte[] Damaged(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        int times = random.Next(1, 6);
        for (int i = 0; i < times; i++)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                // Digits stay digits: offsets, references and boxes that are wrong and can still be read.
                case 3: for (int j = at; j < at + length; j++) if (char.IsAsciiDigit((char)bytes[j])) bytes[j] = (byte)('0' + random.Next(10)); break;
                default: if (random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
            }
            if (bytes.Count < 2) break;
        }
        return [.. bytes];
    }
}
