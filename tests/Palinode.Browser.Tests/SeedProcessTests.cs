using System.Diagnostics;
using System.Text.Json.Nodes;
using Palinode.Notices;
using Palinode.Publishing.Notices;
using Palinode.Publishing.Notices.Validation;
using Palinode.Testing;

namespace Palinode.Browser.Tests;

/// <summary>
/// The processes behind the four seeds, from a reader's concern to the published record, by people in browsers. The notices are the invented ones of the samples, which
/// hold every kind of fact that the seeds hold.
/// </summary>
internal sealed class SeedProcessTests
{
    [TestCase("numbered", "Nina", "Noel", "Nora", "Nils", "Nele")]
    [TestCase("bulleted", "Bea", "Bela", "Bruno", "Berta", "Balz")]
    [TestCase("brief", "Carla", "Cem", "Clara", "Claus", "Cora")]
    [TestCase("office", "Olga", "Otto", "Oda", "Olaf", "Oskar")]
    public async Task From_concern_to_published_notice(string sample, string intake, string investigator, string editor, string approver, string second)
    {
        ServedPalinode.Require();
        NoticeCase model = NoticeCase.FromJson(await File.ReadAllBytesAsync(Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{sample}.json")));
        string journal = await Newsroom.JournalAsync(model.Publication!.Journal);
        await SetHouseAsync(journal, sample, model);
        Staff staff = new(journal, await Newsroom.JoinAsync(journal, "intake", $"{intake} Beispiel"), await Newsroom.JoinAsync(journal, "investigator", $"{investigator} Beispiel"),
            await Newsroom.JoinAsync(journal, "editor", $"{editor} Beispiel"), await Newsroom.JoinAsync(journal, "approver", $"{approver} Beispiel"), await Newsroom.JoinAsync(journal, "approver", $"{second} Beispiel"));
        string doi = $"10.5555/browser.{sample}";
        NoticeProcess process = new(model.Notice, staff, doi);

        await process.RunAsync();

        string published = Path.Combine(ServedPalinode.Folder, "published", doi.Replace('/', '_'));
        SameFacts(NoticeCase.FromJson(WithoutStatus(Path.Combine(published, "notice.json"))).Notice, model.Notice);
        Valid(published);
        Marked(published, doi);
        await SeenByIntakeAloneAsync(process, staff, published);
        foreach (Visitor visitor in (Visitor[])[staff.Intake, staff.Investigator, staff.Editor, staff.Approver, staff.SecondApprover])
        {
            visitor.Complaints.ShouldBeEmpty();
            await visitor.LeaveAsync();
        }
    }

    private static async Task SetHouseAsync(string journal, string style, NoticeCase model)
    {
        Visitor administrator = await Newsroom.AdministratorAsync();
        await administrator.GoAsync($"/journals/{journal}/house");
        Publication p = model.Publication!;
        foreach ((string field, string? value) in ((string, string?)[])
            [("style", style), ("journal", p.Journal), ("abbreviation", p.JournalAbbreviation), ("issn", p.Issn), ("publisher", p.Publisher), ("resource", "https://journal.example.org/notices/{doi}"), ("policy", p.CrossmarkPolicy),
             ("depositor", p.DepositorName), ("depositorMail", p.DepositorEmail), ("office", "Editor in Chief"), ("approvals", Math.Max(1, model.Notice.Approvals.Count).ToString(System.Globalization.CultureInfo.InvariantCulture))])
            if (value is not null) await administrator.FillAsync(field, value);
        await administrator.Page.ClickAsync("main form button.primary");
    }

    private static void SameFacts(Notice published, Notice model)
    {
        string[] was = Facts(published).Split('\n'), expected = Facts(model).Split('\n');
        int at = Enumerable.Range(0, Math.Max(was.Length, expected.Length)).FirstOrDefault(i => i >= was.Length || i >= expected.Length || was[i] != expected[i], -1);
        if (at >= 0) Assert.Fail($"The published notice differs from line {at + 1} on:\n{string.Join('\n', was.Skip(at - 3).Take(12))}\nand not:\n{string.Join('\n', expected.Skip(at - 3).Take(12))}");
    }

    /// <summary>What the case and the people brought into the notice; dates are of today, and the look is the journal's.</summary>
    private static string Facts(Notice n) => NoticeFile.Facts(new Notice
    {
        Kind = n.Kind, Article = n.Article, Concerns = n.Concerns, Investigations = n.Investigations, Claims = [.. n.Claims.Select(c => c with { Evidence = null })], Requests = n.Requests,
        Decision = n.Decision, Approvals = n.Approvals, Authors = n.Authors, Policies = n.Policies, Reasons = n.Reasons, OriginalStatus = n.OriginalStatus,
        Remarks = [.. n.Remarks.Select(r => new Remark(r.Kind))], References = [.. n.References.Select(r => r with { Links = default })],
    });

    private static byte[] WithoutStatus(string file)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        json["status"]!.GetValue<string>().ShouldBe("approved");
        return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static void Valid(string folder)
    {
        // DTD and schema where they are at hand; the rules of the trade always.
        string standards = Path.Combine(SharedMaterial.RepositoryRoot, "..", "shared", "standards");
        foreach (string file in (string[])["notice.jats.xml", "notice.crossref.xml", "notice.pubmed.xml"])
        {
            ValidationOptions options = !Directory.Exists(standards) ? new() : new() { DtdFolder = Path.Combine(standards, "jats-1.3"), XsdFolder = Path.Combine(standards, "crossref-5.5.0") };
            NoticeValidator.Validate(File.ReadAllBytes(Path.Combine(folder, file)), options).Findings.Where(f => f.Severity == FindingSeverity.Error).ShouldBeEmpty(file);
        }
    }

    private static void Marked(string folder, string doi)
    {
        using Process text = Process.Start(new ProcessStartInfo("pdftotext", [Path.Combine(folder, "article.pdf"), "-"]) { RedirectStandardOutput = true })!;
        text.StandardOutput.ReadToEnd().ShouldContain(doi);
        text.WaitForExit();
    }

    /// <summary>Nobody else reads who raised it: not in the page of the case, not in what was published, not in what the service said.</summary>
    private static async Task SeenByIntakeAloneAsync(NoticeProcess process, Staff staff, string published)
    {
        await staff.Intake.GoAsync(process.Case);
        (await staff.Intake.Page.ContentAsync()).ShouldContain(NoticeProcess.Raiser);
        foreach (Visitor other in (Visitor[])[staff.Investigator, staff.Editor, staff.Approver])
        {
            await other.GoAsync(process.Case);
            string page = await other.Page.ContentAsync();
            page.ShouldContain("closed");
            page.ShouldNotContain(NoticeProcess.Raiser);
            page.ShouldNotContain(NoticeProcess.RaiserMail);
        }
        foreach (string file in Directory.EnumerateFiles(published)) System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).ShouldNotContain(NoticeProcess.Raiser);
        ServedPalinode.Said.ShouldNotContain(NoticeProcess.Raiser);
    }
}
