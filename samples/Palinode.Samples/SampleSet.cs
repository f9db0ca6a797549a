using Palinode.Samples.Articles;
using Palinode.Samples.Layout;

namespace Palinode.Samples;

/// <summary>The four articles with everything planted, in memory.</summary>
internal sealed class SampleSet
{
    private SampleSet(Atlas atlas, IReadOnlyList<(string Path, byte[] Content)> documents, IReadOnlyList<PlantedPair> pairs) =>
        (Atlas, Documents, Pairs) = (atlas, documents, pairs);

    public Atlas Atlas { get; }

    /// <summary>Path below the folder of the set, and the PDF.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Documents { get; }

    /// <summary>Everything that appears twice, the ordinary repetitions included.</summary>
    public IReadOnlyList<PlantedPair> Pairs { get; }

    /// <summary>Draw all pictures, plant, set the articles: in this order, as copies are taken from finished pictures.</summary>
    public static SampleSet Draw()
    {
        Atlas atlas = new();
        Article[] articles = [SuspectArticle.Draw(atlas), CorpusArticles.Paper1(atlas), CorpusArticles.Paper2(atlas), CorpusArticles.Paper3(atlas)];
        IReadOnlyList<Plant> plants = Plants.All(atlas);
        foreach (Plant plant in plants)
            if (!Plants.IsDrawnAlready(plant)) Planting.Apply(atlas, plant);
        List<(string, byte[])> documents = [.. articles.Select(a => (a.Document, Typesetter.Set(a)))];
        return new SampleSet(atlas, documents, [.. plants.SelectMany(Planting.Pairs)]);
    }
}
