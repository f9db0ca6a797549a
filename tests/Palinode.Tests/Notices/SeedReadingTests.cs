using Palinode.Notices;
using Palinode.Notices.Reading;

namespace Palinode.Tests.Notices;

/// <summary>The four seeds are read as their truth, which was written before the reader.</summary>
internal sealed class SeedReadingTests
{
    [Test]
    public void Every_fact_of_a_seed_is_read_and_no_other([Range(0, 3)] int seed) =>
        NoticeFile.Facts(NoticeReader.Read(SeedTruth.Text(seed))).ShouldBe(NoticeFile.Facts(SeedTruth.Read(seed)));

    [Test]
    public void Nothing_in_a_seed_is_left_without_an_answer([Range(0, 3)] int seed)
    {
        string text = SeedTruth.Text(seed);
        Notice read = NoticeReader.Read(text);
        read.NotUnderstood.ShouldBeEmpty();
        List<TextSpan> spans = [.. Spans(read)];
        foreach (string line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Any(char.IsLetterOrDigit) && l.Length > 12))
        {
            int start = text.IndexOf(line, StringComparison.Ordinal);
            spans.ShouldContain(s => s.Overlaps(new TextSpan(start, start + line.Length)), line);
        }
    }

    [Test]
    public void Every_claim_stands_in_the_sentence_that_the_truth_names([Range(0, 3)] int seed)
    {
        Notice read = NoticeReader.Read(SeedTruth.Text(seed)), truth = SeedTruth.Read(seed);
        for (int i = 0; i < truth.Claims.Count; i++) truth.Claims[i].Span!.Value.Contains(read.Claims[i].Span!.Value).ShouldBeTrue();
        for (int i = 0; i < truth.Authors.Count; i++) truth.Authors[i].Span!.Value.Overlaps(read.Authors[i].Span!.Value).ShouldBeTrue();
        for (int i = 0; i < truth.References.Count; i++) truth.References[i].Span!.Value.Overlaps(read.References[i].Span!.Value).ShouldBeTrue();
    }

    /// <summary>All spans that the written notice holds.</summary>
    private static IEnumerable<TextSpan> Spans(Notice notice)
    {
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(NoticeFile.ToJson(notice));
        return [.. Walk(json.RootElement)];
    }

    private static IEnumerable<TextSpan> Walk(System.Text.Json.JsonElement element)
    {
        if (element.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            foreach (System.Text.Json.JsonProperty p in element.EnumerateObject())
            {
                if (p.NameEquals("span")) yield return new TextSpan(p.Value[0].GetInt32(), p.Value[1].GetInt32());
                else foreach (TextSpan span in Walk(p.Value)) yield return span;
            }
        }
        else if (element.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            foreach (System.Text.Json.JsonElement item in element.EnumerateArray())
                foreach (TextSpan span in Walk(item)) yield return span;
        }
    }
}
