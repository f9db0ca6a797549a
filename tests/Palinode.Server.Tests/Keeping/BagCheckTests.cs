using System.IO.Compression;
using System.Text;
using Palinode.Server.Keeping;

namespace Palinode.Server.Tests.Keeping;

internal sealed class BagCheckTests
{
    private static async Task<MemoryStream> Bag(Action<ZipArchive>? change = null)
    {
        MemoryStream zip = new();
        using (BagItZip bag = new(zip))
        {
            await bag.AddAsync("one.txt", "one", default);
            await bag.AddAsync("more/two.txt", "two", default);
            await bag.EndAsync([("Bag-Software-Agent", "Palinode")], default);
        }
        if (change is not null) using (ZipArchive archive = new(zip, ZipArchiveMode.Update, leaveOpen: true)) change(archive);
        zip.Position = 0;
        return zip;
    }

    private static void Put(ZipArchive archive, string name, string content, int attributes = 0)
    {
        archive.GetEntry(name)?.Delete();
        ZipArchiveEntry entry = archive.CreateEntry(name);
        entry.ExternalAttributes = attributes;
        using StreamWriter writer = new(entry.Open());
        writer.Write(content);
    }

    [Test]
    public async Task A_bag_that_was_written_is_whole() => await BagCheck.RequireWholeAsync(await Bag(), default);

    /// <summary>Failure class 14: path traversal in zip and BagIt.</summary>
    [TestCase("../../etc/passwd")]
    [TestCase("data/../../x")]
    [TestCase("/etc/passwd")]
    [TestCase("data//x")]
    [TestCase("data/./x")]
    [TestCase("..\\x")]
    [TestCase("C:\\x")]
    [TestCase("data/x\u202Etxt")]
    public async Task Failure_class_14_a_name_that_leads_out_of_a_bag_is_refused(string name) =>
        (await Should.ThrowAsync<InputException>(BagCheck.RequireWholeAsync(await Bag(z => Put(z, name, "x")), default))).Message.ShouldContain("a name that leads out of it");

    [Test]
    public async Task Failure_class_14_a_link_in_a_bag_is_refused() =>
        (await Should.ThrowAsync<InputException>(BagCheck.RequireWholeAsync(await Bag(z => Put(z, "data/one.txt", "/etc/passwd", unchecked((int)0xA1FF0000))), default))).Message.ShouldContain("a link");

    [Test]
    public async Task Failure_class_14_a_manifest_that_names_a_place_outside_is_refused() =>
        await Should.ThrowAsync<InputException>(BagCheck.RequireWholeAsync(await Bag(z => Put(z, "manifest-sha256.txt", $"{new string('0', 64)}  data/../../x\n")), default));

    [Test]
    public async Task Failure_class_14_a_bag_that_wants_something_fetched_is_refused() =>
        (await Should.ThrowAsync<InputException>(BagCheck.RequireWholeAsync(await Bag(z => Put(z, "fetch.txt", "http://169.254.169.254/ 1 data/x\n")), default))).Message.ShouldContain("fetched");

    [Test]
    public async Task What_was_changed_added_or_taken_away_is_found()
    {
        foreach (Action<ZipArchive> change in (Action<ZipArchive>[])[z => Put(z, "data/one.txt", "other"), z => Put(z, "data/three.txt", "x"), z => z.GetEntry("data/one.txt")!.Delete(), z => Put(z, "bag-info.txt", "x"), z => z.GetEntry("bagit.txt")!.Delete()])
            (await Should.ThrowAsync<InputException>(BagCheck.RequireWholeAsync(await Bag(change), default))).Message.ShouldNotContain("\n");
        await Should.ThrowAsync<InputException>(BagCheck.RequireWholeAsync(new MemoryStream(Encoding.ASCII.GetBytes("no zip")), default));
    }

    [TestCase("=1+1", "\"'=1+1\"\r\n")]
    [TestCase("+1", "\"'+1\"\r\n")]
    [TestCase("-1", "\"'-1\"\r\n")]
    [TestCase("@SUM(A1)", "\"'@SUM(A1)\"\r\n")]
    [TestCase("\t=1", "\"'\t=1\"\r\n")]
    [TestCase("  =HYPERLINK(\"x\")", "\"'  =HYPERLINK(\"\"x\"\")\"\r\n")]
    [TestCase("\uFF1D1", "\"'\uFF1D1\"\r\n")]
    [TestCase("Figure 3B, \"left\"", "\"Figure 3B, \"\"left\"\"\"\r\n")]
    [TestCase("a-b=c", "\"a-b=c\"\r\n")]
    public void A_cell_that_a_spreadsheet_would_compute_is_text(string cell, string line) => Csv.Line(cell).ShouldBe(line);
}
