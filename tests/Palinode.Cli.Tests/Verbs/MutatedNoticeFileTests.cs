using System.Text;
using Palinode.Testing;

namespace Palinode.Cli.Tests.Verbs;

/// <summary>Damaged files given to the verbs of notices: the work is done, or one line says why not and nothing is left behind.</summary>
internal sealed class MutatedNoticeFileTests
{
    private const int Files = 100;

    private static string Sample(string name) => Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json");

    private static List<string> Written(CommandLine palinode, Sandbox sandbox)
    {
        List<string> texts = [];
        foreach (string name in (string[])["numbered", "bulleted", "brief", "office"])
        {
            palinode.Run("notice", "write", Sample(name), "--style", name, "--form", "text,html,jats", "--out", name).ShouldBe(ExitCode.Done, palinode.Error);
            texts.AddRange(Directory.GetFiles(sandbox.At(name), "notice.*").Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        }
        return texts;
    }

    [Test]
    public void A_damaged_notice_is_read_and_checked_or_refused_with_one_line()
    {
        using Sandbox sandbox = new();
        CommandLine palinode = new(sandbox);
        List<string> originals = Written(palinode, sandbox);
        MutatedText mutated = new(11);
        int refused = 0;
        for (int i = 0; i < Files; i++)
        {
            File.WriteAllBytes(sandbox.At("mutated"), mutated.Of(originals[i % originals.Count]));
            if (Ends(palinode, $"file {i}", ExitCode.Done, "notice", "read", "mutated", "--out", "read.json"))
            {
                File.Delete(sandbox.At("read.json"));
                Ends(palinode, $"file {i}", null, "notice", "check", "mutated").ShouldBeTrue();
                continue;
            }
            refused++;
            File.Exists(sandbox.At("read.json")).ShouldBeFalse();
            Ends(palinode, $"file {i}", null, "notice", "check", "mutated").ShouldBeFalse();
        }
        refused.ShouldBeInRange(1, Files - 20);
    }

    [Test]
    public void A_damaged_case_is_written_or_refused_with_one_line()
    {
        using Sandbox sandbox = new();
        CommandLine palinode = new(sandbox);
        string[] originals = [.. ((string[])["numbered", "bulleted", "brief", "office"]).Select(n => File.ReadAllText(Sample(n)))];
        MutatedText mutated = new(12);
        for (int i = 0; i < Files; i++)
        {
            // Most damage to braces makes no JSON at all: every second file has its damage within a text.
            byte[] bytes = i % 2 == 0 ? mutated.Of(originals[i % originals.Length]) : Within(originals[i % originals.Length], mutated);
            File.WriteAllBytes(sandbox.At("case.json"), bytes);
            bool done = Ends(palinode, $"file {i}", ExitCode.Done, "notice", "write", "case.json", "--style", "brief", "--form", "text,html,jats,crossref,pubmed", "--out", "out");
            Directory.Exists(sandbox.At("out")).ShouldBe(done);
            if (done) Directory.Delete(sandbox.At("out"), recursive: true);
        }
    }

    private static byte[] Within(string json, MutatedText mutated)
    {
        string damaged = Encoding.UTF8.GetString(mutated.Of("the same band appears twice in Figure 3A"));
        return Encoding.UTF8.GetBytes(json.Replace("\"about\": \"", $"\"about\": {System.Text.Json.JsonSerializer.Serialize(damaged).TrimEnd('"')}", StringComparison.Ordinal).Replace("\"publisher\": \"", $"\"publisher\": {System.Text.Json.JsonSerializer.Serialize(damaged).TrimEnd('"')}", StringComparison.Ordinal));
    }

    /// <summary>True where the work was done, false where it was refused in one line.</summary>
    private static bool Ends(CommandLine palinode, string which, int? done, params string[] args)
    {
        int code = palinode.Run(args);
        if (code == ExitCode.BadInput)
        {
            palinode.Out.ShouldBeEmpty(which);
            palinode.Error.Trim().Split('\n').ShouldHaveSingleItem(which);
            palinode.Error.Length.ShouldBeLessThan(1000, which);
            return false;
        }
        (done is { } only ? code == only : code is ExitCode.Done or ExitCode.Invalid).ShouldBeTrue($"{which}: {code}, {palinode.Error}");
        palinode.Error.ShouldBeEmpty(which);
        return true;
    }
}
