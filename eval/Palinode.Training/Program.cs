using Palinode.Training;

switch (args)
{
    case ["panels", string folder, .. string[] documents] when documents.Length > 0:
        PanelDump.Write(documents, folder);
        return 0;
    case ["train", string repository, string shared, .. string[] composed] when composed.Length <= 1:
        string[] articles = [.. Directory.EnumerateFiles(Path.Combine(shared, "articles"), "*.pdf")];
        List<Example> examples = LabelledPanels.Read(Path.Combine(repository, "eval", "classes", "labels.csv"), articles);
        examples.AddRange(DrawnPanels.Draw());
        examples.AddRange(OpenPictures.Read(Path.Combine(shared, "images")));
        examples.AddRange(ComposedPanels.Read(composed.FirstOrDefault()));
        Console.WriteLine($"{examples.Count} examples");
        ForestTrainer trainer = new(new ForestOptions());
        List<Judged> judged = CrossValidation.Run(examples, trainer);
        foreach (string error in AccuracyReport.Errors(judged)) Console.WriteLine(error);
        File.WriteAllText(Path.Combine(repository, "eval", "results", "classes.md"), AccuracyReport.Write(examples, judged));
        File.WriteAllText(Path.Combine(repository, "src", "Palinode.Engine", "Panels", "panel-kinds.txt"), trainer.Train(examples));
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: panels FOLDER DOCUMENT...             cuts the panels of documents into FOLDER, with a list to label
                   train REPOSITORY SHARED [COMPOSED]    cross-validates, writes eval/results/classes.md and the model
            """);
        return 2;
}
