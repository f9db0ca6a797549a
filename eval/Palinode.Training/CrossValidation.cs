using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>A panel of an article, judged by a model that saw nothing of that article.</summary>
internal sealed record Judged(Example Example, KindVerdict Verdict)
{
    public PanelClass Settled => PanelClassifier.Settle(Example.RulesSay, Math.Exp(Example.Features[0]), Verdict);
}

/// <summary>Leaves one article out at a time; drawn, open and altered panels train in every fold and are tested in none.</summary>
internal static class CrossValidation
{
    public static List<Judged> Run(IReadOnlyList<Example> examples, ForestTrainer trainer)
    {
        List<Judged> judged = [];
        foreach (string article in examples.Where(e => !e.Drawn).Select(e => e.Group).Distinct().Order(StringComparer.Ordinal))
        {
            PanelKindModel model = PanelKindModel.Parse(trainer.Train([.. examples.Where(e => e.Group != article)]));
            judged.AddRange(examples.Where(e => e.Group == article && !e.Altered).Select(e => new Judged(e, model.Judge(e.Features))));
        }
        return judged;
    }
}
