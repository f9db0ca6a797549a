using System.Diagnostics;
using System.Net;

namespace Palinode.Server.Tests.Cases;
internal sealed class ScratchPictures
{
    [Test]
    public async Task Draw()
    {
        await using Office office = await Office.OpenAsync();
        List<Guid> ids = [];
        string[] titles = ["Bands of an example protein in cultured cells", "Migration of sample cells under flow", "A very long title about the regulation of an invented pathway by an equally invented small molecule in several models of a disease that nobody has", "Example kinase and its partners"];
        foreach (string title in titles)
        {
            Guid id = await office.NewCaseAsync(true); ids.Add(id);
            await office.DoAsync("ines", id, "identify-article", ("title", title), ("doi", "10.5555/ex." + ids.Count));
        }
        Guid c = ids[2];
        async Task Do(string p, string r, params (string, string)[] f) { using var a = await office.DoAsync(p, c, r, [.. f, ("why", "as the procedure of the journal asks")]); if (a.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException(r + await a.Content.ReadAsStringAsync()); }
        await Do("ines", "assign-journal", ("journal", office.Journal.ToString()));
        await Do("ines", "acknowledge-concern", ("letter", "Dear reader,\n\nthank you."));
        await Do("ivo", "triage-concern", ("concern.about", "panels B and D of Figure 3 appear to overlap"));
        await Do("ivo", "begin-assessment");
        await Do("edda", "assign-handler", ("person", office.Person("ivo").ToString()));
        await Do("ivo", "add-party", ("kind", "CorrespondingAuthor"), ("name", "Zoe Zebra"), ("mail", "zoe@example.org"), ("affiliation", "Example University"), ("place", "3"));
        await Do("ivo", "add-party", ("kind", "Author"), ("name", "Otto Okapi"), ("place", "1"));
        await Do("ivo", "attach-evidence", ("content.file", "@an article"), ("kind", "Article"), ("label", "the article as published"));
        await Do("ivo", "cite-work", ("reference", "1"), ("title", "Another example of bands"), ("doi", "10.5555/other"), ("retracted", "yes"));
        await Do("ivo", "add-claim", ("targets", "Figure 3, panels B and D"), ("relation", "Duplicate"), ("certainty", "Apparent"), ("sources.rows", "1"), ("sources.0.places", "Figure 8B"), ("details.content", "western blot"));
        await Do("ivo", "add-note", ("text", "Lane 3 should be looked at with the original."));
        string author = (await office.ReadAsync(c)).Current.Parties[0].Party;
        await Do("ivo", "draft-query", ("author", author), ("letter", "Dear Dr Zebra,\n\nFigures 3B and 3D appear unexpectedly similar. Please let us have the originals."));
        await Do("ivo", "send-query", ("query", "q1"), ("way", "Sent"));
        string to = "/tmp/wt/desk-pictures"; Directory.CreateDirectory(to);
        int n = 0;
        async Task Shot(string name, string html)
        {
            string css = System.Text.RegularExpressions.Regex.Match(html, "href=\"(/assets/[^\"]+)").Groups[1].Value;
            await File.WriteAllTextAsync($"{to}/palinode.css", await office.Browser("ines").GetStringAsync(new Uri(css, UriKind.Relative)));
            await File.WriteAllTextAsync($"{to}/{n++}-{name}.html", html.Replace(css, "palinode.css", StringComparison.Ordinal));
        }
        await Shot("list", await office.PageAsync("ines", "/"));
        await Shot("case-ivo", await office.PageAsync("ivo", $"/cases/{c}"));
        await Shot("case-ines", await office.PageAsync("ines", $"/cases/{ids[0]}"));
        await Shot("claim", await office.PageAsync("ivo", $"/cases/{c}/do/edit-claim?claim=c1"));
        using (var wrong = await office.DoAsync("ivo", c, "add-party", ("place", "x"))) await Shot("wrong", await wrong.Content.ReadAsStringAsync());
        await Shot("evidence", await office.PageAsync("ivo", $"/cases/{c}/do/attach-evidence"));
        await Shot("decision", await office.PageAsync("edda", $"/cases/{c}/do/record-request".Replace("record-request", "record-investigation")));
        await Shot("overdue", await office.PageAsync("ines", "/overdue"));
        await Shot("public", await office.Service.Client().GetStringAsync(new Uri($"/concern/{office.Journal}", UriKind.Relative)));
        await Shot("sign-in", await office.Service.Client().GetStringAsync(new Uri("/sign-in", UriKind.Relative)));
        Stopwatch w = Stopwatch.StartNew(); for (int i = 0; i < 50; i++) await office.PageAsync("ivo", $"/cases/{c}"); Console.WriteLine($"case page {w.ElapsedMilliseconds / 50.0} ms");
        w.Restart(); for (int i = 0; i < 50; i++) await office.PageAsync("ivo", "/"); Console.WriteLine($"list {w.ElapsedMilliseconds / 50.0} ms");
        // a thousand cases
        w.Restart();
        for (int i = 0; i < 1000; i++) await office.NewCaseAsync();
        Console.WriteLine($"opening {w.ElapsedMilliseconds / 1000.0} ms a case");
        w.Restart(); for (int i = 0; i < 50; i++) await office.PageAsync("ivo", "/?page=" + (i % 20 + 1)); Console.WriteLine($"list of 1000 {w.ElapsedMilliseconds / 50.0} ms");
        w.Restart(); for (int i = 0; i < 50; i++) await office.PageAsync("ivo", "/overdue"); Console.WriteLine($"overdue of 1000 {w.ElapsedMilliseconds / 50.0} ms");
    }
}
