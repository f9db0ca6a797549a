using System.CommandLine;
using System.Globalization;
using Palinode.Cli.Inputs;
using Palinode.Cli.Results;
using Palinode.Cli.Terminal;
using Palinode.Engine;
using Palinode.Evidence;
using Palinode.Publishing.Reports;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode compare A B</c>: the verification of one pair of places alone, so that any finding can be re-run.</summary>
internal static class CompareVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> a = new("A") { Description = "A picture, or a place in a document: paper.pdf#3B, or paper.pdf#p4@0.1,0.2,0.4,0.5 (left, top, right, bottom as fractions of page 4)." };
        Argument<string> b = new("B") { Description = "The same." };
        RunOptions shared = new();
        Command command = new("compare", "Compares two pictures or two places in documents, and prints the numbers.") { a, b };
        shared.AddTo(command);
        command.SetAction(line => Run(line.GetValue(a)!, line.GetValue(b)!, shared.Read(line), host));
        return command;
    }

    internal static int Run(string a, string b, RunRequest run, CliHost host)
    {
        DateTimeOffset started = host.Time.GetUtcNow();
        long clock = host.Time.GetTimestamp();
        ComparisonRequest request = Request(Read(a, host), Read(b, host), host);
        // The numbers are the result; a folder is written only where one is asked for.
        ResultFolder? folder = run.Out is null ? null : ResultFolder.At(host.FullPath(run.Out), run.Force);

        ScreeningResult result = ProgressDisplay.Run(host.Interactive && !run.Quiet, progress =>
        {
            ScreeningResult made = host.Compare(request, run.Options, progress, host.Stop);
            if (folder is not null)
            {
                ScreeningInput[] inputs = [.. new[] { request.A.Document, request.B.Document }.Distinct()];
                ResultWriter.Write(folder, made, host.Report,
                    () => RunRecord.Of(inputs, made, run.Options.Threads, folder.Path, started, host.Time.GetElapsedTime(clock)), host.Stop);
            }
            return made;
        }, host.Stop);

        if (!run.Quiet)
        {
            foreach (string line in Verdict(result.Findings)) host.Out.WriteLine(line);
            if (folder is not null) host.Out.WriteLine($"report: {Path.Combine(folder.Path, ResultWriter.Report)}");
        }
        return ExitCode.Done;
    }

    /// <summary>Names both documents as one run does, once where both places are in one document.</summary>
    private static ComparisonRequest Request(FigureAddress a, FigureAddress b, CliHost host)
    {
        string pathA = host.FullPath(a.Path), pathB = host.FullPath(b.Path);
        IReadOnlyList<string> names = DocumentNames.For([.. new[] { pathA, pathB }.Distinct(StringComparer.Ordinal)]);
        return new ComparisonRequest(Side(a, pathA, names[0]), Side(b, pathB, names[^1]));
    }

    private static ComparisonSide Side(FigureAddress address, string path, string name) =>
        new(new ScreeningInput(path, name, InputRole.Suspect), address.Figure, address.Panel, address.Page, address.Box);

    private static FigureAddress Read(string text, CliHost host)
    {
        FigureAddress address = FigureAddress.Parse(text, path => Path.Exists(host.FullPath(path)));
        return Path.Exists(host.FullPath(address.Path)) ? address : throw new InputException($"{address.Path}: there is no such file or folder");
    }

    /// <summary>The outcome in words, then the numbers behind it.</summary>
    internal static IEnumerable<string> Verdict(FindingsFile file)
    {
        if (file.Findings.IsEmpty)
        {
            string[] reasons = [.. file.Coverage.Where(c => !c.Examined).Select(c => c.Why).Distinct()];
            bool nothing = file.Coverage.All(c => !c.Examined);
            yield return nothing && reasons.Length > 0 ? $"The two could not be compared: {string.Join("; ", reasons)}." : "No shared image content was found.";
            yield break;
        }
        foreach (Finding f in file.Findings)
        {
            EvidenceNumbers e = f.Evidence;
            yield return $"{f.Id}: unexpectedly similar, {Wording.OfConfidence(f.Confidence)} confidence; B is A {f.BFromA.InWords()}.";
            yield return $"  A             {Place(f.A)}";
            yield return $"  B             {Place(f.B)}";
            yield return Line($"  significance  {f.Significance:0.0}: {Wording.Chance(f.Significance)}");
            yield return Line($"  points        {e.Inliers} agree, {e.Residual:0.00} px apart (root mean square); {e.Trials} tests were made");
            yield return Line($"  pixels        correlation {e.Zncc:0.000} over {100 * e.AreaFraction:0} % of the smaller panel");
            foreach (string context in f.Context) yield return $"  context       {context}";
        }
    }

    /// <summary>In words, and as it can be typed for another comparison.</summary>
    private static string Place(Region region) =>
        Line($"{Wording.Address(region)}   {region.Document}#{(region.Page is int page ? $"p{page}" : "")}@{region.Box.X0:0.####},{region.Box.Y0:0.####},{region.Box.X1:0.####},{region.Box.Y1:0.####}");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
