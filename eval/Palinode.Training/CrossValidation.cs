using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>A panel of an article, judged by a model that saw nothing of that article.</summary>
/// <param name="Example">What was judged.</param>
/// <param name="Pixels">The verdict on the pixels alone.</param>
internal sealed record Judged(Example Example, KindVerdict Pixels)
{
    /// <summary>With the caption's help.</summary>
    public KindVerdict Verdict { get; } = Pixels.Given(Example.Hints);

    public PanelClass Settled => PanelClassifier.Settle(Example.RulesSay, Math.Exp(Example.Features[0]), Pixels, Verdict);
}

/// <summary>Leaves one article out at a time; drawn, open and altered panels train in every fold and are tested in none.</summary>
internal static class CrossValidation
{
    public static List<Judged> Run(IReadOnlyList<Example> examples, ForestTrainer trainer)
    {
        List<Judged> judged = [];
        foreach (string article in examples.Where(e => e.Origin == Origin.Article).Select(e => e.Group).Distinct().Order(StringComparer.Ordinal))
        {
            PanelKindModel model = PanelKindModel.Parse(trainer.Train([.. examples.Where(e => e.Group != article)]));
            judged.AddRange(examples.Where(e => e.Group == article && e.Origin == Origin.Article).Select(e => new Judged(e, model.Judge(e.Features))));
        }
        return judged;
    }
}
