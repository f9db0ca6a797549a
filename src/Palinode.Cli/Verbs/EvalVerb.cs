using System.CommandLine;
using System.Text;
using Palinode.Cli.Evaluation;
using Palinode.Cli.Results;
using Palinode.Engine;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode eval SET [--out DIR]</c>: screens every case of an evaluation set and writes how well it went.</summary>
internal static class EvalVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> set = new("SET") { Description = "Folder of evaluation cases; the format is described in eval/README.md." };
        Option<string?> result = new("--out") { Description = "Folder for the tables and each case's result; results of the same cases in it are replaced.", HelpName = "DIR" };
        Option<string[]> only = new("--only") { Description = "Only these cases.", HelpName = "CASE", AllowMultipleArgumentsPerToken = true };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Worker threads for each case; cases run one after the other.");
        Option<bool> figures = new("--figures") { Description = "SET is a folder of PDFs with their JATS XML beside them: compares the figures read with those named." };
        Option<bool> addresses = new("--addresses") { Description = "Compares the panels, letters, rows and lanes read with each case's layout.json; nothing is screened." };
        Option<string?> truth = new("--truth") { Description = "With --addresses: folder of truth files for figures of the PDFs in SET, which are found by their hash.", HelpName = "DIR" };
        Option<bool> calibrate = new("--calibrate") { Description = "SET holds collections of unrelated documents (eval/clean_collections.py), or PDFs that are unrelated: counts accidental matches against the stated chance." };
        Option<bool> notices = new("--notices") { Description = "SET is a file of notices with expected claims (JSON lines): scores the references and claims that are read." };
        Command command = new("eval", "Runs an evaluation set: recall, false findings, seconds and memory.") { set, result, only, threads, figures, addresses, truth, calibrate, notices };
        command.SetAction(line => line.GetValue(notices) ? RunNotices(line.GetValue(set)!, line.GetValue(result), host) : line.GetValue(calibrate) ? RunCalibration(line.GetValue(set)!, line.GetValue(result), line.GetValue(threads), host) : line.GetValue(addresses) ? RunAddresses(line.GetValue(set)!, line.GetValue(truth), line.GetValue(result), line.GetValue(threads), host) : line.GetValue(figures) ? RunFigures(line.GetValue(set)!, line.GetValue(result), host) : Run(new EvalRequest(line.GetValue(set)!, line.GetValue(result), line.GetValue(only) ?? [],
            new CaseRunnerOptions { Threads = line.GetValue(threads) }), host));
        return command;
    }

    internal static int Run(EvalRequest request, CliHost host)
    {
        string set = Path.TrimEndingDirectorySeparator(host.FullPath(request.Set)), name = Path.GetFileName(set);
        IReadOnlyList<EvaluationCase> cases = Choose(EvaluationSet.Read(set), request.Only);
        string folder = host.FullPath(request.Out ?? Path.Combine("palinode-results", $"eval-{name}"));
        if (File.Exists(folder)) throw new InputException($"{folder}: the results need a folder, and there is a file of this name (choose another with --out)");

        CaseRunner runner = new(request.Runner);
        List<CaseRun> runs = [];
        List<ScoredCase> scored = [];
        foreach (EvaluationCase c in cases)
        {
            host.Stop.ThrowIfCancellationRequested();
            string result = Path.Combine(folder, c.Id);
            CaseRun run = runner.Run(c, result, host.Stop);
            runs.Add(run);
            scored.Add(new ScoredCase(c, FindingReader.Read(Path.Combine(result, ResultFolder.Mark))));
            CaseScore score = Scorer.Evaluate([scored[^1]]).Cases[0];
            host.Out.WriteLine($"{runs.Count,4}/{cases.Count}  {c.Name,-28} {score.Hit,3} of {score.Pairs,-3} found {score.False,3} false {run.Seconds,6:0.0} s{(run.Failure is null ? "" : $"  failed: {run.Failure}")}");
        }

        EvaluationReport report = EvaluationReport.Of(name, MachineOf(cases, folder), request.Runner.Threads, scored, runs);
        Directory.CreateDirectory(folder);
        Replace(Path.Combine(folder, "results.json"), report.ToJson());
        Replace(Path.Combine(folder, "results.md"), Encoding.UTF8.GetBytes(EvaluationTable.Markdown(report)));
        host.Out.WriteLine();
        host.Out.WriteLine($"high confidence: {report.High.PairsHit} of {report.High.Pairs} pairs found, {report.High.FalsePerCompleteCase:0.00} false findings per complete case");
        host.Out.WriteLine($"all findings:    {report.All.PairsHit} of {report.All.Pairs} pairs found, {report.All.FalsePerCompleteCase:0.00} false findings per complete case");
        host.Out.WriteLine($"tables: {Path.Combine(folder, "results.md")}");
        return ExitCode.Done;
    }

    /// <summary>Reads every PDF that has its XML beside it; nothing is screened.</summary>
    private static int RunFigures(string set, string? result, CliHost host)
    {
        string folder = host.FullPath(set), target = host.FullPath(result ?? Path.Combine("palinode-results", "figures"));
        if (!Directory.Exists(folder)) throw new InputException($"{set}: there is no such folder");
        string[] pdfs = [.. Directory.EnumerateFiles(folder, "*.pdf").Where(p => File.Exists(Path.ChangeExtension(p, ".xml"))).Order(StringComparer.Ordinal)];
        if (pdfs.Length == 0) throw new InputException($"{set}: no PDF in it has its JATS XML beside it under the same name");
        List<ArticleFigures> articles = [];
        foreach (string pdf in pdfs)
        {
            articles.Add(FigureAgreement.Compare(pdf, Path.ChangeExtension(pdf, ".xml"), new IngestOptions(), host.Time, host.Stop));
            host.Out.WriteLine($"{articles[^1].Article,-20} {articles[^1].Found,3} of {articles[^1].Named,-3} found {articles[^1].Captions,3} captions {articles[^1].Spurious,3} spurious {articles[^1].Seconds,5:0.0} s");
        }
        Directory.CreateDirectory(target);
        MachineRecord machine = MachineRecord.Read();
        Replace(Path.Combine(target, "figures.md"), Encoding.UTF8.GetBytes(FigureAgreement.Markdown(articles, $"{machine.Processor}, {machine.Cores} cores", ProgramVersion.Text)));
        host.Out.WriteLine($"table: {Path.Combine(target, "figures.md")}");
        return ExitCode.Done;
    }

    /// <summary>Reads every notice of a file and compares its claims with the labels.</summary>
    private static int RunNotices(string set, string? result, CliHost host)
    {
        string target = host.FullPath(result ?? Path.Combine("palinode-results", "notices"));
        IReadOnlyList<LabelledNotice> notices = NoticeLabels.Read(host.FullPath(set), set);
        List<string> misses = [];
        List<(string, NoticeScore)> splits = [.. notices.GroupBy(n => n.Split).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Select(n => NoticeAgreement.Score(n, misses)).Aggregate((a, b) => a + b)))];
        MachineRecord machine = MachineRecord.Read();
        string table = NoticeAgreement.Markdown(Path.GetFileName(set), splits, $"{machine.Processor}, {machine.Cores} cores", ProgramVersion.Text);
        Directory.CreateDirectory(target);
        Replace(Path.Combine(target, "notices.md"), Encoding.UTF8.GetBytes(table));
        Replace(Path.Combine(target, "misses.txt"), Encoding.UTF8.GetBytes(string.Concat(misses.Select(m => m + "\n"))));
        host.Out.WriteLine(table);
        return ExitCode.Done;
    }

    /// <summary>Compares documents that share nothing; whatever is found is an accident.</summary>
    private static int RunCalibration(string set, string? result, int threads, CliHost host)
    {
        string folder = Path.TrimEndingDirectorySeparator(host.FullPath(set)), target = host.FullPath(result ?? Path.Combine("palinode-results", "calibration"));
        if (!Directory.Exists(folder)) throw new InputException($"{set}: there is no such folder");
        string[] pdfs = [.. Directory.EnumerateFiles(folder, "*.pdf").Order(StringComparer.Ordinal)];
        List<(string Name, string[] Documents, bool Within)> collections = pdfs.Length > 0
            ? [(Path.GetFileName(folder), pdfs, false)]
            : [.. EvaluationSet.Read(folder).Select(c => (c.Name, (string[])[.. c.Corpus.Prepend(c.Suspect).Select(d => Path.Combine(c.Folder, d))], true))];
        Directory.CreateDirectory(target);
        ScreeningOptions options = new() { Threads = threads };
        List<CalibrationPair> runs = [];
        using (StreamWriter lines = new(Path.Combine(target, "runs.jsonl")))
        {
            foreach ((string name, string[] documents, bool within) in collections)
            {
                ScreeningInput[] inputs = [.. documents.Select(d => new ScreeningInput(d, $"{name}/{Path.GetFileName(d)}", InputRole.Suspect))];
                foreach (CalibrationPair run in Calibration.Run(inputs, options, within, host.Stop))
                {
                    lines.WriteLine(Reliability.Line(run));
                    runs.Add(run with { BandScores = [] });
                }
                host.Out.WriteLine($"{name}: {runs.Count} runs, {runs.Sum(r => r.Accidents.Count(a => a.Significance >= 1))} accidents at a stated 0.1");
            }
        }
        MachineRecord machine = MachineRecord.Read();
        string table = Reliability.Markdown(Path.GetFileName(folder), runs, $"{machine.Processor}, {machine.Cores} cores", ProgramVersion.Text);
        Replace(Path.Combine(target, "calibration.md"), Encoding.UTF8.GetBytes(table));
        host.Out.WriteLine(table);
        return ExitCode.Done;
    }

    /// <summary>Reads every document that a layout.json below the set describes or, with a folder of truth files, the figures that these describe.</summary>
    private static int RunAddresses(string set, string? truth, string? result, int threads, CliHost host)
    {
        string folder = Path.TrimEndingDirectorySeparator(host.FullPath(set)), target = host.FullPath(result ?? Path.Combine("palinode-results", "addresses"));
        if (!Directory.Exists(folder)) throw new InputException($"{set}: there is no such folder");
        if (truth is not null && !Directory.Exists(host.FullPath(truth))) throw new InputException($"{truth}: there is no such folder");
        List<string> absent = [];
        IReadOnlyList<AddressTruth> truths = truth is null ? AddressTruth.OfLayouts(folder) : AddressTruth.OfFiles(host.FullPath(truth), folder, absent);
        foreach (string hash in absent.Distinct()) host.Out.WriteLine($"{hash}: the document is not in {set}; its figures are left out");
        SortedDictionary<string, AddressCounts> byKind = new(StringComparer.Ordinal);
        List<string> misses = [];
        double seconds = 0;
        int documents = 0;
        ScreeningOptions options = new() { Threads = threads };
        foreach (IGrouping<string, AddressTruth> document in truths.GroupBy(t => t.File))
        {
            AddressTruth first = document.First();
            long start = host.Time.GetTimestamp();
            FiguresFile read = host.Figures(new ScreeningInput(first.File, first.Name, InputRole.Suspect), options, false, null, host.Stop).Figures;
            seconds += host.Time.GetElapsedTime(start).TotalSeconds;
            documents++;
            foreach (AddressTruth t in document) AddressAgreement.Compare(t.Layout, read, byKind, misses, t.Kind);
            host.Out.WriteLine($"{first.Name}: {documents} documents");
        }
        Directory.CreateDirectory(target);
        MachineRecord machine = MachineRecord.Read();
        string table = AddressAgreement.Markdown(Path.GetFileName(folder), byKind, seconds, documents, $"{machine.Processor}, {machine.Cores} cores", ProgramVersion.Text);
        Replace(Path.Combine(target, "addresses.md"), Encoding.UTF8.GetBytes(table));
        Replace(Path.Combine(target, "misses.txt"), Encoding.UTF8.GetBytes(string.Concat(misses.Select(m => m + "\n"))));
        host.Out.WriteLine(table);
        return ExitCode.Done;
    }

    private static IReadOnlyList<EvaluationCase> Choose(IReadOnlyList<EvaluationCase> cases, IReadOnlyList<string> only)
    {
        if (only.Count == 0) return cases;
        foreach (string wanted in only)
            if (!cases.Any(c => c.Name == wanted || c.Id == wanted))
                throw new InputException($"{wanted}: the set has no such case");
        return [.. cases.Where(c => only.Contains(c.Name) || only.Contains(c.Id))];
    }

    /// <summary>This machine, with the OpenCV that the cases' processes loaded (this one loads none).</summary>
    private static MachineRecord MachineOf(IReadOnlyList<EvaluationCase> cases, string folder) =>
        cases.Select(c => RunRecord.Read(Path.Combine(folder, c.Id, ResultWriter.Run))?.Machine).FirstOrDefault(m => m is not null) ?? MachineRecord.Read();

    /// <summary>Old content or new content, never half of it.</summary>
    private static void Replace(string file, byte[] bytes)
    {
        string fresh = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllBytes(fresh, bytes);
        File.Move(fresh, file, overwrite: true);
    }
}

/// <summary>What was asked for.</summary>
internal sealed record EvalRequest(string Set, string? Out, IReadOnlyList<string> Only, CaseRunnerOptions Runner);
