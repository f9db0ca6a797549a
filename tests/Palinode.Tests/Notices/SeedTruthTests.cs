using Palinode.Notices;

namespace Palinode.Tests.Notices;

internal sealed class SeedTruthTests
{
    [Test]
    public void The_truth_of_every_seed_fits_the_model([Range(0, 3)] int seed)
    {
        Notice truth = SeedTruth.Read(seed);
        truth.Kind.ShouldBe(NoticeKind.Retraction);
        NoticeFile.FromJson(NoticeFile.ToJson(truth)).ShouldBe(truth);
    }

    /// <summary>Facts only: neither a sentence of a seed nor the name of anybody stands in the truth.</summary>
    [Test]
    public void The_truth_holds_no_sentence_of_a_seed([Range(0, 3)] int seed)
    {
        string text = SeedTruth.Text(seed);
        string file = File.ReadAllText(Path.Combine(Palinode.Testing.SharedMaterial.RepositoryRoot, "tests", "Palinode.Tests", "Notices", "truth", $"{seed:D3}.json"));
        foreach (string line in text.Split('\n', '.', ',').Select(s => s.Trim()).Where(s => s.Contains(' ', StringComparison.Ordinal)))
            file.ShouldNotContain(line);
    }
}
