using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Palinode.Notices.Checking;
using Palinode.Notices.Reading;
using Palinode.Publishing.Notices;
using Palinode.Publishing.Notices.Validation;
using Palinode.Testing;

namespace Palinode.Publishing.Tests.Notices;

/// <summary>Whatever is given as a notice is read, checked and written again, or refused with one line: no crash, no long wait, no flood of memory.</summary>
internal sealed class MutatedNoticeTests
{
    private const double MostSeconds = 5;

    /// <summary>Bytes on the heap while a notice is worked on; the longest text that is read has 0.8 MB.</summary>
    private const long MostHeap = 1L << 30;

    private static readonly NoticeForm[] Forms = [NoticeForm.Html, NoticeForm.Text, NoticeForm.Jats, NoticeForm.Crossref, NoticeForm.PubMed, NoticeForm.Json];
    private static readonly string[] Styles = [.. NoticeStyles.Names];

    [Test]
    public void Five_hundred_mutated_notices_end_well() => Run(seed: 1, count: 500);

    /// <summary>Some minutes; run by name.</summary>
    [Test, Explicit]
    public void Ten_thousand_mutated_notices_end_well() => Run(seed: 2, count: 10_000);

    [TestCase("<article article-type=\"retraction\"><front>", "<p>", "</p>", "</front></article>")]
    [TestCase("<article article-type=\"retraction\"><front><article-meta/></front><body>", "<sec>", "</sec>", "</body></article>")]
    [TestCase("<html><body>Retraction. ", "<div>", "</div>", "</body></html>")]
    [TestCase("<doi_batch>", "<a>", "</a>", "</doi_batch>")]
    public void A_million_elements_within_each_other_end_well(string before, string open, string close, string after)
    {
        const int times = 1_000_000;
        byte[] bytes = Encoding.UTF8.GetBytes($"{before}{new StringBuilder().Insert(0, open, times)}words{new StringBuilder().Insert(0, close, times)}{after}");
        long start = Stopwatch.GetTimestamp();
        ReadCheckWrite(bytes, Sample("numbered").Publication!, "plain");
        Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(MostSeconds);
    }

    [TestCase("Figure 1A and 1B are the same as ")]
    [TestCase("1. Smith J, Meyer K. A title. J Ex. 2020;1:1-9. ")]
    [TestCase("(Figure 1A, lane 2 of the GAPDH strip, overlaps Figure 3B.) ")]
    [TestCase("[1] Figure 2A–F. ")]
    [TestCase("Smith J, ")]
    [TestCase("((((")]
    [TestCase("Figure 99999999999")]
    [TestCase("A")]
    [TestCase("A. ")]
    [TestCase(". ")]
    [TestCase("10.5555/((a")]
    [TestCase("rotated by 180° and flipped, ")]
    public void The_longest_texts_that_are_read_take_no_long_time(string piece)
    {
        const int width = 5_900;
        string line = new StringBuilder().Insert(0, piece, width / piece.Length).ToString();
        StringBuilder text = new("Retraction: A title\n\n");
        while (text.Length + line.Length + 2 < NoticeReader.MostCharacters) text.Append(line).Append("\n\n");
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        long start = Stopwatch.GetTimestamp();
        OneLine(() => NoticeDocument.Read(bytes));
        Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(MostSeconds);
    }

    private static void Run(int seed, int count)
    {
        string[] originals = [.. Originals()];
        var mutated = new MutatedText(seed);
        Publication publication = Sample("numbered").Publication!;
        List<string> failures = [];
        int read = 0;
        double slowest = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = mutated.Of(originals[i % originals.Length]);
            long start = Stopwatch.GetTimestamp();
            try
            {
                if (ReadCheckWrite(bytes, publication, Styles[i % Styles.Length])) read++;
            }
            catch (Exception e) when (e is not InputException)
            {
                failures.Add($"file {i} of seed {seed}, kept as {Keep(bytes)}: {e}");
            }
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            slowest = Math.Max(slowest, seconds);
            if (seconds >= MostSeconds) failures.Add($"file {i} of seed {seed} took {seconds:0.0} s, kept as {Keep(bytes)}");
            long heap = GC.GetTotalMemory(forceFullCollection: false);
            if (heap > MostHeap) failures.Add($"file {i} of seed {seed} left {heap >> 20} MB on the heap, kept as {Keep(bytes)}");
            if (failures.Count == 10) break;
        }
        failures.ShouldBeEmpty();
        TestContext.Out.WriteLine($"{count} files, {read} read, the others refused; slowest {slowest:0.00} s; {Environment.WorkingSet >> 20} MB");
        // Otherwise the mutations would test nothing but the refusals.
        read.ShouldBeGreaterThan(count / 2);
    }

    private static bool ReadCheckWrite(byte[] bytes, Publication publication, string style)
    {
        NoticeDocument? document = OneLine(() => NoticeDocument.Read(bytes));
        OneLine(() => NoticeValidator.Validate(bytes, new ValidationOptions()));
        if (document is null) return false;
        NoticeChecker.Check(document.Notice, document.Text).Required.ShouldBePositive();
        var noticeCase = new NoticeCase { Notice = document.Notice, Publication = publication };
        foreach (NoticeForm form in Forms)
        {
            if (OneLine(() => NoticeWriter.Write(noticeCase, new WriteOptions { Style = style, Forms = [form] }, CancellationToken.None)) is not { } written) continue;
            written.Files.Values.ShouldAllBe(f => f.Length > 0);
            if (form == NoticeForm.Json) NoticeCase.FromJson(written.Files["notice.json"]).Digest.ShouldBe(noticeCase.Digest);
            else if (form == NoticeForm.Jats) NoticeValidator.Validate(written.Files["notice.jats.xml"], new ValidationOptions()).Findings.ShouldNotContain(f => f.Rule == "xml/well-formed");
        }
        return true;
    }

    /// <summary>Null where the input is refused.</summary>
    private static T? OneLine<T>(Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (InputException e)
        {
            if (e.Message.Length is 0 or > 1000) throw new AssertionException($"a refusal of {e.Message.Length} characters: {e.Message[..Math.Min(300, e.Message.Length)]}");
            return null;
        }
    }

    /// <summary>The drawn samples in every style as text, page and JATS; where it is here, also the material beside the repository.</summary>
    private static IEnumerable<string> Originals()
    {
        foreach (string name in (string[])["numbered", "bulleted", "brief", "office"])
            foreach (string style in Styles)
                foreach (byte[] file in NoticeWriter.Write(Sample(name), new WriteOptions { Style = style, Forms = [NoticeForm.Text, NoticeForm.Html, NoticeForm.Jats] }, CancellationToken.None).Files.Values)
                    yield return Encoding.UTF8.GetString(file);
        string shared = Path.Combine(SharedMaterial.RepositoryRoot, "..", "shared");
        if (!Directory.Exists(shared)) yield break;
        foreach (string file in Directory.GetFiles(Path.Combine(shared, "seeds"), "*.txt").Concat(Directory.GetFiles(Path.Combine(shared, "notices", "jats"), "*.xml")).Order(StringComparer.Ordinal)) yield return File.ReadAllText(file);
        foreach (string line in File.ReadLines(Path.Combine(shared, "notices", "notices.jsonl")))
            if (JsonDocument.Parse(line).RootElement.GetProperty("text").GetString() is { Length: > 0 } text) yield return text;
    }

    private static NoticeCase Sample(string name) => NoticeCase.FromJson(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json")));

    private static string Keep(byte[] bytes)
    {
        string path = Path.Combine(Path.GetTempPath(), $"palinode-mutated-{Guid.NewGuid():N}.txt");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
