using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Palinode.Server.Demo;

/// <summary>
/// Articles of the sample as PDF. The one that is screened is that of the repository where the program runs in one; everything else is typeset here, with
/// drawn pictures: two pages of invented words, two figures of two panels, and one panel of the second figure is a mirrored one of the first.
/// </summary>
internal static class SampleArticle
{
    private const int PanelWidth = 300, PanelHeight = 220, Gutter = 24, Blobs = 38;

    /// <summary>The sample article of the repository, or null where the program was installed without it.</summary>
    public static byte[]? OfRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Palinode.slnx")) && Path.Combine(folder.FullName, "samples", "suspect.pdf") is var path && File.Exists(path)) return File.ReadAllBytes(path);
        return null;
    }

    /// <param name="citation">"Journal of Cell Pathways (invented) 2020; 13:877–888"</param>
    /// <param name="seed">Of the pictures.</param>
    public static byte[] Typeset(string title, string authors, string citation, string doi, int seed)
    {
        Random dice = new(seed);
        byte[][] panels = [.. Enumerable.Range(0, 3).Select(_ => Panel(dice))];
        byte[] first = Figure(panels[0], panels[1]), second = Figure(panels[2], Mirrored(panels[0]));
        string[] words =
        [
            "Abstract. Everything in this article is invented: its people, its numbers and its pictures. It stands here so that a case can be",
            "worked on from the first concern to the last letter without touching anybody's work. Drawn cells were looked at twice, and once",
            "more on another day. The means of three groups are listed beside the figures, together with the number of fields that were seen.",
            "",
            "Methods. Fields of drawn blobs were made by a program with a fixed seed. Nothing was stained, washed or exposed. Each picture",
            "was made once; where two panels look alike, the program was told to make it so.",
            "",
            "Results. The fields differ from each other in the number and the place of their blobs (Figure 1). On the second day the drawn",
            "cells looked much as they did on the first (Figure 2). No conclusion is drawn from that.",
        ];
        StringBuilder front = new();
        Line(front, 9, 780, citation);
        Line(front, 15, 745, title);
        Line(front, 10, 725, authors);
        Line(front, 9, 709, $"https://doi.org/{doi}");
        for (int i = 0; i < words.Length; i++) Line(front, 9, 676 - 13 * i, words[i]);
        StringBuilder figures = new();
        Place(figures, "F1", 500);
        Line(figures, 9, 486, "Figure 1. Drawn cells on the first day. (A) Control. (B) With the invented factor.");
        Place(figures, "F2", 200);
        Line(figures, 9, 186, "Figure 2. Drawn cells on the second day. (A) Control. (B) With the invented factor.");
        return Pdf(title, front.ToString(), figures.ToString(), first, second);
    }

    private static void Line(StringBuilder page, int size, int y, string text) =>
        page.Append(CultureInfo.InvariantCulture, $"BT /T {size} Tf 50 {y} Td ({text.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)").Replace("–", "\\226")}) Tj ET\n");

    private static void Place(StringBuilder page, string figure, int y) =>
        page.Append(CultureInfo.InvariantCulture, $"q 495 0 0 {495 * PanelHeight / (2 * PanelWidth + Gutter)} 50 {y} cm /{figure} Do Q\nBT /B 12 Tf 52 {y + 178} Td (A) Tj ET\nBT /B 12 Tf {52 + 495 * (PanelWidth + Gutter) / (2 * PanelWidth + Gutter)} {y + 178} Td (B) Tj ET\n");

    /// <summary>Bright blobs on a dark ground, with grain.</summary>
    private static byte[] Panel(Random dice)
    {
        double[] light = new double[PanelWidth * PanelHeight];
        for (int blob = 0; blob < Blobs; blob++)
        {
            double x = dice.NextDouble() * PanelWidth, y = dice.NextDouble() * PanelHeight, wide = 4 + 9 * dice.NextDouble(), high = 4 + 9 * dice.NextDouble(), bright = 70 + 130 * dice.NextDouble();
            for (int row = 0; row < PanelHeight; row++)
                for (int column = 0; column < PanelWidth; column++)
                    light[row * PanelWidth + column] += bright * Math.Exp(-(Square((column - x) / wide) + Square((row - y) / high)) / 2);
        }
        return [.. light.Select(l => (byte)Math.Clamp(l + 14 + 22 * dice.NextDouble(), 0, 255))];

        static double Square(double value) => value * value;
    }

    private static byte[] Mirrored(byte[] panel)
    {
        byte[] mirrored = [.. panel];
        for (int row = 0; row < PanelHeight; row++) mirrored.AsSpan(row * PanelWidth, PanelWidth).Reverse();
        return mirrored;
    }

    private static byte[] Figure(byte[] left, byte[] right)
    {
        int wide = 2 * PanelWidth + Gutter;
        byte[] figure = new byte[wide * PanelHeight];
        figure.AsSpan().Fill(255);
        for (int row = 0; row < PanelHeight; row++)
        {
            left.AsSpan(row * PanelWidth, PanelWidth).CopyTo(figure.AsSpan(row * wide));
            right.AsSpan(row * PanelWidth, PanelWidth).CopyTo(figure.AsSpan(row * wide + PanelWidth + Gutter));
        }
        return figure;
    }

    /// <summary>A page of words and a page of figures.</summary>
    private static byte[] Pdf(string title, string words, string figures, params byte[][] pictures)
    {
        using MemoryStream pdf = new();
        List<long> offsets = [];
        Write("%PDF-1.5\n");
        Thing("<< /Type /Catalog /Pages 2 0 R >>");
        Thing("<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>");
        const string Fonts = "/Font << /T 7 0 R /B 8 0 R >>";
        Thing($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << {Fonts} >> >>");
        Thing($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << {Fonts} /XObject << /F1 9 0 R /F2 10 0 R >> >> >>");
        Stream("", Encoding.Latin1.GetBytes(words));
        Stream("", Encoding.Latin1.GetBytes(figures));
        Thing("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
        Thing("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        foreach (byte[] picture in pictures) Stream($"/Type /XObject /Subtype /Image /Width {2 * PanelWidth + Gutter} /Height {PanelHeight} /ColorSpace /DeviceGray /BitsPerComponent 8 ", picture);
        Thing($"<< /Title ({title.Replace("(", "\\(").Replace(")", "\\)")}) /Producer (Palinode) >>");
        long table = pdf.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets) Write($"{offset:0000000000} 00000 n \n");
        Write($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R /Info {offsets.Count} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();

        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));

        void Thing(string body)
        {
            offsets.Add(pdf.Position);
            Write($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        void Stream(string about, byte[] content)
        {
            using MemoryStream packed = new();
            using (ZLibStream packing = new(packed, CompressionLevel.Optimal, leaveOpen: true)) packing.Write(content);
            offsets.Add(pdf.Position);
            Write($"{offsets.Count} 0 obj\n<< {about}/Filter /FlateDecode /Length {packed.Length} >>\nstream\n");
            pdf.Write(packed.GetBuffer(), 0, (int)packed.Length);
            Write("\nendstream\nendobj\n");
        }
    }
}
