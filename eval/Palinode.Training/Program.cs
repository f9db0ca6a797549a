using System.Globalization;
using Palinode.Engine.Verification;
using Palinode.Training;

switch (args)
{
    case ["panels", string folder, .. string[] documents] when documents.Length > 0:
        PanelDump.Write(documents, folder);
        return 0;
    case ["measure", string repository, string shared, string composed, string table]:
        List<Example> measured = LabelledPanels.Read(Path.Combine(repository, "eval", "classes", "labels.csv"), Directory.EnumerateFiles(Path.Combine(shared, "articles"), "*.pdf"));
        measured.AddRange(DrawnPanels.Draw());
        measured.AddRange(OpenPictures.Read(Path.Combine(shared, "images")));
        measured.AddRange(ComposedPanels.Read(composed));
        File.WriteAllLines(table, measured.Select(e => e.ToLine()));
        return 0;
    case ["train", string repository, string table]:
        List<Example> examples = [.. File.ReadLines(table).Select(Example.Parse)];
        ForestTrainer trainer = new(new ForestOptions());
        List<Judged> judged = CrossValidation.Run(examples, trainer);
        foreach (string error in AccuracyReport.Errors(judged)) Console.WriteLine(error);
        File.WriteAllText(Path.Combine(repository, "eval", "results", "classes.md"), AccuracyReport.Write(examples, judged));
        File.WriteAllText(Path.Combine(repository, "src", "Palinode.Engine", "Panels", "panel-kinds.txt"), trainer.Train(examples));
        return 0;
    case ["tally", string composed]:
        Console.WriteLine(ComposedPanels.Tally(composed));
        return 0;
    case ["pixels", string repository, string shared, string seeds]:
        File.WriteAllText(Path.Combine(repository, "eval", "results", "pixels.md"), ResidualTable.Write(ResidualTrials.Run(Path.Combine(shared, "images"), int.Parse(seeds, CultureInfo.InvariantCulture), new ResidualOptions())));
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: panels FOLDER DOCUMENT...                    cuts the panels of documents into FOLDER, with a list to label
                   measure REPOSITORY SHARED COMPOSED TABLE     writes the features of all training panels to TABLE
                   train REPOSITORY TABLE                       cross-validates, writes eval/results/classes.md and the model
                   pixels REPOSITORY SHARED SEEDS               grain of copies, second exposures and unrelated scenes: eval/results/pixels.md
                   tally COMPOSED                               what rules and model do to the recordings of composed cases
            """);
        return 2;
}
