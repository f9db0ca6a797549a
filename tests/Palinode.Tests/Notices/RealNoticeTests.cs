using System.Globalization;
using System.Text.Json;
using Palinode.Articles.Notation;
using Palinode.Notices;
using Palinode.Notices.Reading;
using Palinode.Testing;

namespace Palinode.Tests.Notices;

/// <summary>The notices in ../shared: scored in sum only, no table names one.</summary>
internal sealed class RealNoticeTests
{
    [Test]
    public void At_least_nine_of_ten_places_and_eight_of_ten_claims_are_right_and_few_are_invented()
    {
        int places = 0, placesRight = 0, claims = 0, claimsRight = 0, read = 0, extra = 0, notices = 0;
        foreach (string line in File.ReadLines(SharedMaterial.Require("notices", "notices.jsonl")))
        {
            using JsonDocument label = JsonDocument.Parse(line);
            Notice notice = NoticeReader.Read(label.RootElement.GetProperty("text").GetString()!);
            HashSet<string> got = [.. notice.Claims.SelectMany(c => Targets(c).Concat(Sources(c)))], expected = [];
            foreach (JsonElement claim in label.RootElement.GetProperty("expected").EnumerateArray())
            {
                string[] a = Places(claim, "a"), b = Places(claim, "b"), other = Places(claim, "other");
                expected.UnionWith([.. a, .. b, .. other]);
                claims++;
                if (notice.Claims.Any(c => Says(c, claim.GetProperty("type").GetString()!, a, b, other))) claimsRight++;
            }
            notices++;
            places += expected.Count;
            placesRight += expected.Count(got.Contains);
            read += got.Count;
            extra += got.Count(g => !expected.Contains(g));
        }
        TestContext.Out.WriteLine($"{notices} notices: places {placesRight} of {places}, claims {claimsRight} of {claims}, beyond the labels {extra} of {read}");
        (placesRight / (double)places).ShouldBeGreaterThanOrEqualTo(0.9);
        (claimsRight / (double)claims).ShouldBeGreaterThanOrEqualTo(0.8);
        (extra / (double)read).ShouldBeLessThanOrEqualTo(0.05);
    }

    [Test]
    public void Jats_notices_give_their_kind_their_date_and_the_article_they_link()
    {
        foreach (string file in Directory.GetFiles(SharedMaterial.Require("notices", "jats"), "*.xml").Order(StringComparer.Ordinal))
        {
            NoticeDocument document = NoticeDocument.Read(File.ReadAllBytes(file));
            document.Form.ShouldBe(TextForm.Jats);
            // Told from the bytes by other means than the reader's.
            string xml = File.ReadAllText(file);
            bool retraction = xml.Contains("article-type=\"retraction\"", StringComparison.Ordinal), correction = xml.Contains("article-type=\"correction\"", StringComparison.Ordinal);
            if (!retraction && !correction) continue;
            document.Notice.Kind.ShouldBe(retraction ? NoticeKind.Retraction : NoticeKind.Correction, Path.GetFileName(file));
            document.Notice.Doi.ShouldNotBeNull(Path.GetFileName(file));
            document.Notice.Dates.ShouldContain(d => d.Event == NoticeEvent.Published && d.Year > 2000 && d.Month > 0, Path.GetFileName(file));
            int link = xml.IndexOf("<related-article", StringComparison.Ordinal);
            if (link >= 0 && Palinode.Articles.Doi.Find(xml[link..xml.IndexOf('>', link)]) is { } doi) document.Notice.Article!.Doi.ShouldBe(doi, Path.GetFileName(file));
        }
    }

    private static bool Says(NoticeClaim c, string type, string[] a, string[] b, string[] other)
    {
        string[] targets = [.. Targets(c)], sources = [.. Sources(c)];
        if (type == "cross-paper") return c.Sources.Any(s => s.OtherWork) && a.All(targets.Contains) && other.All(sources.Contains);
        if (b.Length == 0) return a.All(x => targets.Contains(x) || sources.Contains(x));
        if (a.SequenceEqual(b)) return a.All(targets.Contains) && (sources.Length == 0 || a.All(sources.Contains));
        return a.All(targets.Contains) && b.All(sources.Contains) || b.All(targets.Contains) && a.All(sources.Contains) || c.Pairing == Pairing.Among && a.Concat(b).All(targets.Contains);
    }

    private static IEnumerable<string> Targets(NoticeClaim c) => c.Targets.Select(t => t.Figure + t.Panel);
    private static IEnumerable<string> Sources(NoticeClaim c) => c.Sources.Where(s => s.Figure is not null).Select(s => s.Figure + s.Panel);

    /// <summary>Figures and panels of a label such as "Fig 2G Total Akt lanes 5-8" or "Yang 2020 Fig 7F shRNA-NC"; names within a panel are left out.</summary>
    private static string[] Places(JsonElement claim, string property)
    {
        if (!claim.TryGetProperty(property, out JsonElement value) || value.GetString() is not { } label) return [];
        int fig = label.IndexOf("Fig", StringComparison.Ordinal);
        if (fig < 0) return [];
        label = label[fig..];
        int slash = label.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash + 1 < label.Length && char.IsAsciiDigit(label[slash + 1])) label = string.Create(CultureInfo.InvariantCulture, $"{label[..slash]} and Fig {label[(slash + 1)..]}");
        return [.. FigureNotation.Read(label).SelectMany(m => m.Addresses).Select(x => x.Figure + x.Panel).Distinct()];
    }
}
