using System.Globalization;
using System.Text;
using Palinode.Notices;
using Palinode.Notices.Reading;

namespace Palinode.Cli.Evaluation;

/// <summary>How well claims read from notices agree with labels, in sum.</summary>
/// <param name="Notices">How many notices.</param>
/// <param name="Places">Labelled figure–panel references, each counted once a notice.</param>
/// <param name="PlacesRight">Those of them that were read.</param>
/// <param name="Claims">Labelled claims.</param>
/// <param name="ClaimsRight">Those read with both sides.</param>
/// <param name="Read">References read.</param>
/// <param name="Beyond">Those of them that no label names.</param>
internal sealed record NoticeScore(int Notices, int Places, int PlacesRight, int Claims, int ClaimsRight, int Read, int Beyond)
{
    public static NoticeScore operator +(NoticeScore a, NoticeScore b) =>
        new(a.Notices + b.Notices, a.Places + b.Places, a.PlacesRight + b.PlacesRight, a.Claims + b.Claims, a.ClaimsRight + b.ClaimsRight, a.Read + b.Read, a.Beyond + b.Beyond);
}

/// <summary>
/// Scores the reader of notices. A claim is right when its places are there on both sides of one claim that was read (sides may change places; which of
/// several belongs to which may be open), and another work where the label names one; a label with one place is right wherever a claim names that place.
/// The kind of relation, transforms, certainty, rows and lanes are not scored.
/// </summary>
internal static class NoticeAgreement
{
    /// <param name="notice">The notice and its labels.</param>
    /// <param name="misses">Takes a line for every difference.</param>
    public static NoticeScore Score(LabelledNotice notice, ICollection<string> misses)
    {
        Notice read = NoticeReader.Read(notice.Text);
        HashSet<string> got = [.. read.Claims.SelectMany(c => Targets(c).Concat(Sources(c)))], expected = [.. notice.Claims.SelectMany(c => c.A.Concat(c.B).Concat(c.Other))];
        LabelledClaim[] missed = [.. notice.Claims.Where(label => !read.Claims.Any(c => Says(c, label)))];
        foreach (LabelledClaim c in missed) misses.Add($"{notice.Id}: claim missed: {c.Type} {string.Join(' ', c.A)} | {string.Join(' ', c.B)}{(c.Other.Count > 0 ? $" | other work {string.Join(' ', c.Other)}" : "")}");
        foreach (string place in expected.Where(p => !got.Contains(p))) misses.Add($"{notice.Id}: reference missed: {place}");
        foreach (string place in got.Where(p => !expected.Contains(p))) misses.Add($"{notice.Id}: reference beyond the labels: {place}");
        return new NoticeScore(1, expected.Count, expected.Count(got.Contains), notice.Claims.Count, notice.Claims.Count - missed.Length, got.Count, got.Count(g => !expected.Contains(g)));
    }

    /// <summary>One row a split, and all together where there are several.</summary>
    public static string Markdown(string set, IReadOnlyList<(string Split, NoticeScore Score)> splits, string machine, string version)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Notices read: {set}\n\nPalinode {version} on {machine}.\n\n");
        text.Append("| split | notices | figure–panel references | right | complete claims | right | references beyond the labels |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach ((string split, NoticeScore score) in splits) Row(split, score);
        if (splits.Count > 1) Row("**all**", splits.Select(s => s.Score).Aggregate((a, b) => a + b));
        return text.ToString();

        void Row(string split, NoticeScore s) => text.Append(CultureInfo.InvariantCulture,
            $"| {split} | {s.Notices} | {s.Places} | {Share(s.PlacesRight, s.Places)} | {s.Claims} | {Share(s.ClaimsRight, s.Claims)} | {s.Beyond} of {s.Read} ({Share(s.Beyond, s.Read)}) |\n");
    }

    private static bool Says(NoticeClaim c, LabelledClaim label)
    {
        string[] targets = [.. Targets(c)], sources = [.. Sources(c)];
        (IReadOnlyList<string> a, IReadOnlyList<string> b) = (label.A, label.B);
        if (label.IsAcrossWorks) return c.Sources.Any(s => s.OtherWork) && a.All(targets.Contains) && label.Other.All(sources.Contains);
        if (b.Count == 0) return a.All(x => targets.Contains(x) || sources.Contains(x));
        if (a.SequenceEqual(b)) return a.All(targets.Contains) && (sources.Length == 0 || a.All(sources.Contains));
        return a.All(targets.Contains) && b.All(sources.Contains) || b.All(targets.Contains) && a.All(sources.Contains) || c.Pairing == Pairing.Among && a.Concat(b).All(targets.Contains);
    }

    private static IEnumerable<string> Targets(NoticeClaim c) => c.Targets.Select(t => t.Figure + t.Panel);
    private static IEnumerable<string> Sources(NoticeClaim c) => c.Sources.Where(s => s.Figure is not null).Select(s => s.Figure + s.Panel);
    private static string Share(int right, int all) => all == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * right / all:0.0} %");
}
