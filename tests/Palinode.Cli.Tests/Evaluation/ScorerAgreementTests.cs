using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Palinode.Cli.Evaluation;
using Palinode.Testing;

namespace Palinode.Cli.Tests.Evaluation;

/// <summary>Our scorer and the one that comes with the sets' format must give the same numbers on the same findings.</summary>
internal sealed class ScorerAgreementTests
{
    private const string Python = "/usr/bin/python3";

    [TestCase(1, null)]
    [TestCase(2, "high")]
    public void Both_scorers_give_the_same_numbers(int seed, string? confidence)
    {
        if (!File.Exists(Python)) Assert.Ignore($"skipped: {Python} is not here");
        string script = SharedMaterial.Require("eval", "score.py"), set = SharedMaterial.Require("eval", "synthetic");
        using Sandbox sandbox = new();
        IReadOnlyList<EvaluationCase> known = EvaluationSet.Read(set);
        Random random = new(seed);
        // The last case has no result, the one before an unreadable one.
        foreach (EvaluationCase c in known.SkipLast(2)) sandbox.Write($"{c.Id}/findings.json", JsonSerializer.Serialize(new { findings = InventedFindings(c, random) }));
        sandbox.Write($"{known[^2].Id}/findings.json", "{");

        IReadOnlyList<ScoredCase> cases = [.. known.Select(c => new ScoredCase(c, FindingReader.Read(sandbox.At(c.Id, "findings.json"))))];
        if (confidence is not null) cases = Scorer.Only(cases, confidence);
        Score score = Scorer.Evaluate(cases);
        using JsonDocument theirs = Run(script, set, sandbox, confidence);
        JsonElement root = theirs.RootElement;

        score.All.Hit.ShouldBeGreaterThan(10);
        score.FalseFindings.ShouldBeGreaterThan(10);
        (score.All.Total, score.All.Hit).ShouldBe((root.GetProperty("pairs").GetInt32(), root.GetProperty("pairs_hit").GetInt32()));
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
            score.Verdicts[verdict].ShouldBe(root.GetProperty("counts").GetProperty(verdict.ToString().ToLowerInvariant()).GetInt32(), verdict.ToString());
        score.Findings.ShouldBe(root.GetProperty("counts").GetProperty("findings").GetInt32());
        (score.CompleteCases, score.CleanCases, score.CleanCasesFlagged).ShouldBe(
            (root.GetProperty("complete_cases").GetInt32(), root.GetProperty("clean_cases").GetInt32(), root.GetProperty("clean_cases_flagged").GetInt32()));
        score.FalsePerCompleteCase!.Value.ShouldBe(root.GetProperty("false_per_complete_case").GetDouble(), 1e-12);
        score.Precision!.Value.ShouldBe(root.GetProperty("precision").GetDouble(), 1e-12);

        foreach (JsonProperty table in root.GetProperty("by").EnumerateObject())
        {
            Dictionary<string, Recall> expected = table.Value.EnumerateObject().ToDictionary(r => r.Name.Trim(), r => new Recall(r.Value[0].GetInt32(), r.Value[1].GetInt32()));
            score.By[table.Name].OrderBy(r => r.Key, StringComparer.Ordinal).ShouldBe(expected.OrderBy(r => r.Key, StringComparer.Ordinal), table.Name);
        }
        score.By.Count.ShouldBe(root.GetProperty("by").EnumerateObject().Count());

        root.GetProperty("cases").EnumerateArray().Select(c => new CaseScore(
            c.GetProperty("case").GetString()!, Enum.Parse<ResultState>(c.GetProperty("state").GetString()!, ignoreCase: true), c.GetProperty("pairs").GetInt32(), c.GetProperty("hit").GetInt32(),
            c.GetProperty("false").GetInt32(), c.GetProperty("benign").GetInt32(), c.GetProperty("findings").GetInt32(), c.GetProperty("invalid").GetInt32())).ShouldBe(score.Cases);

        root.GetProperty("recall_at_false").EnumerateArray().Select(r => new SweepRow(
            r.GetProperty("max_false_per_case").GetDouble(), r.GetProperty("threshold").ValueKind == JsonValueKind.Null ? null : r.GetProperty("threshold").GetDouble(),
            r.GetProperty("pairs_hit").GetInt32(), score.All.Total, r.GetProperty("false_findings").GetInt32())).ShouldBe(Scorer.Sweep(cases));
    }

    /// <summary>Findings of all sorts: on pairs and beside them, doubled, turned around, too small, too large, and some that are none.</summary>
    private static List<object> InventedFindings(EvaluationCase c, Random random)
    {
        List<object> findings = [];
        foreach (KnownPair pair in c.Pairs.Concat(c.Benign))
        {
            int copies = random.Next(3);
            for (int i = 0; i < copies; i++)
            {
                object a = Near(pair.A, random), b = Near(pair.B, random);
                findings.Add(random.Next(2) == 0 ? Finding(a, b, random) : Finding(b, a, random));
            }
        }
        for (int i = random.Next(4); i > 0; i--) findings.Add(Finding(Anywhere(random), Anywhere(random), random));
        if (random.Next(4) == 0) findings.Add(new { a = new { document = "suspect.pdf", box = new[] { 0, 0, 1 } }, b = Anywhere(random) });
        return findings;
    }

    private static object Finding(object a, object b, Random random) =>
        new { a, b, significance = Math.Round(random.NextDouble() * 20, 1), confidence = ((string[])["high", "moderate", "low"])[random.Next(3)] };

    private static object Near(Place place, Random random)
    {
        double width = place.X1 - place.X0, height = place.Y1 - place.Y0, grow = ((double[])[0, 0, .1, .5, -.35, -.45])[random.Next(6)];
        double dx = (random.NextDouble() - .5) * width * .4, dy = (random.NextDouble() - .5) * height * .4;
        double[] box = [place.X0 - grow * width + dx, place.Y0 - grow * height + dy, place.X1 + grow * width + dx, place.Y1 + grow * height + dy];
        string document = random.Next(5) == 0 ? "./" + place.Document : place.Document;
        return new { document, page = (int)place.Page, box };
    }

    private static object Anywhere(Random random)
    {
        double x = random.NextDouble() * .8, y = random.NextDouble() * .8;
        return new { document = "suspect.pdf", page = random.Next(1, 6), box = new[] { x, y, x + .1, y + .1 } };
    }

    private static JsonDocument Run(string script, string set, Sandbox sandbox, string? confidence)
    {
        ProcessStartInfo start = new(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        string answer = sandbox.At("answer.json");
        foreach (string argument in (string[])[script, set, sandbox.Folder, "--json", answer]) start.ArgumentList.Add(argument);
        if (confidence is not null) foreach (string argument in (string[])["--confidence", confidence]) start.ArgumentList.Add(argument);
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process python = Process.Start(start)!;
        Task<string> output = python.StandardOutput.ReadToEndAsync();
        string error = python.StandardError.ReadToEnd();
        python.WaitForExit();
        python.ExitCode.ShouldBe(0, string.Create(CultureInfo.InvariantCulture, $"{error}{output.Result}"));
        return JsonDocument.Parse(File.ReadAllBytes(answer));
    }
}
