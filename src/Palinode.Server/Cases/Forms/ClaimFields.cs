using System.Globalization;
using Palinode.Articles.Notation;
using Palinode.Notices;
using Palinode.Server.Pages;

namespace Palinode.Server.Cases.Forms;

/// <summary>A claim as a form. Places are typed as the trade writes them: "Figure 3, panels B and D; Figure 4C, IL-6R, Ctrl".</summary>
internal static class ClaimFields
{
    private const string Notation = "As the trade writes them: Figure 3, panels B and D – or Figure 4C, IL-6R, Ctrl – or Figure 1, lanes 2–5.";

    private sealed record Details(ClaimUnit Unit, Pairing? Pairing, ClaimDirection Direction, string? Content, bool Summary);

    public static Field<NoticeClaim> All { get; } = Form.Of(
        Places("targets", "Places in this article", Notation, required: true),
        Ask.Several("sources", "What they are compared with", Form.Of(
            Places("places", "Places", "In this article, or in the work below.", required: false),
            Ask.OneOrNone("reference", "In the cited work", Offers.Works, "Leave it open for the same article. A work that is missing here is cited first."),
            Ask.LineOrNone("work", "In a work that is not cited", "In words: another article of the same year."),
            Ask.WordOr("timing", "When that work appeared", WorkTiming.NotStated),
            Ask.WordOr("authors", "Who wrote that work", WorkAuthors.NotStated), Sources),
            "Nothing here where the places stand to each other, or a single place is spoken of."),
        Ask.Word<ClaimRelation>("relation", "How they stand to each other", start: ClaimRelation.Duplicate),
        Ask.Tick("partial", "Only parts of them"),
        Ask.Group("transform", "How one becomes the other", Form.Of(
            Ask.WordOr("flip", "Mirrored", ClaimFlip.None),
            Ask.NumberOrNone("rotation", "Rotated by", "In degrees, clockwise."),
            Ask.Tick("turned", "Rotated, by an angle that is not known"),
            Ask.LineOrNone("other", "Otherwise changed", "Cropped, resized, …; several with semicolons."), Transform)),
        Ask.Word<Certainty>("certainty", "How sure", start: Certainty.Apparent),
        Ask.Group("details", "Details", Form.Of(
            Ask.WordOr("unit", "What is meant", ClaimUnit.NotStated),
            Ask.WordOrNone<Pairing>("pairing", "Which with which", "Where several stand on both sides; left open it is said to be open."),
            Ask.WordOr("direction", "Which was first", ClaimDirection.NotStated),
            Ask.LineOrNone("content", "What the pictures show", "western blot, actin, …"),
            Ask.Tick("summary", "It only sums up claims that follow one by one"), (unit, pairing, direction, content, summary) => new Details(unit, pairing, direction, content, summary))),
        (targets, sources, relation, partial, transform, certainty, details) => Claim(targets, [.. sources.SelectMany(s => s)], relation, partial, transform, certainty, details));

    /// <summary>What is typed for a claim that is there.</summary>
    public static Dictionary<string, string> Fill(string at, NoticeClaim claim)
    {
        Dictionary<string, string> typed = new()
        {
            [at + "targets"] = ClaimLine.Places(claim.Targets.Select(t => (t.Figure, t.Panel, t.Row, t.Lane, t.Lanes, t.Position))),
            [at + "relation"] = claim.Relation.ToString(), [at + "partial"] = claim.Partial ? "yes" : "", [at + "certainty"] = claim.Certainty.ToString(),
            [at + "details.unit"] = claim.Unit.ToString(), [at + "details.pairing"] = claim.Pairing.ToString(), [at + "details.direction"] = claim.Direction.ToString(),
            [at + "details.content"] = claim.Content ?? "", [at + "details.summary"] = claim.Summary ? "yes" : "",
            [at + "transform.flip"] = claim.Transform?.Flip.ToString() ?? "", [at + "transform.rotation"] = claim.Transform?.Rotation?.ToString("0", CultureInfo.InvariantCulture) ?? "",
            [at + "transform.turned"] = claim.Transform?.RotationNotStated == true ? "yes" : "", [at + "transform.other"] = string.Join("; ", claim.Transform?.Other ?? default),
        };
        int row = 0;
        foreach (var group in claim.Sources.GroupBy(s => (s.Reference, s.Work, s.OtherWork, s.Timing, s.WorkAuthors)))
        {
            string to = $"{at}sources.{row++}.";
            typed[to + "places"] = ClaimLine.Places(group.Where(s => s.Figure is not null).Select(s => (s.Figure!, s.Panel, s.Row, s.Lane, s.Lanes, s.Position)));
            (typed[to + "reference"], typed[to + "work"]) = (group.Key.Reference ?? "", group.Key.Work ?? (group.Key.OtherWork && group.Key.Reference is null ? "another work" : ""));
            (typed[to + "timing"], typed[to + "authors"]) = (group.Key.Timing.ToString(), group.Key.WorkAuthors.ToString());
        }
        typed[at + "sources.rows"] = Math.Max(row, 1).ToString(CultureInfo.InvariantCulture);
        return typed;
    }

    private static NoticeClaim Claim(Sequence<EvidenceAddress> targets, Sequence<ClaimSource> sources, ClaimRelation relation, bool partial, ClaimTransform? transform, Certainty certainty, Details details) => new()
    {
        Targets = Targets(targets), Sources = sources, Relation = relation, Partial = partial, Transform = transform, Certainty = certainty,
        Unit = details.Unit, Direction = details.Direction, Content = details.Content, Summary = details.Summary,
        Pairing = details.Pairing ?? (sources.IsEmpty && targets.Count > 1 ? Pairing.Among : Math.Min(targets.Count, sources.Count) <= 1 ? Pairing.Each : Pairing.Ambiguous),
    };

    public static Sequence<ClaimTarget> Targets(Sequence<EvidenceAddress> places) =>
        [.. places.Select(a => new ClaimTarget { Figure = a.Figure, Panel = a.Panel, Row = a.Row, Lane = a.Lane, Lanes = Lanes(a), Position = a.Position?.ToString() })];

    private static Sequence<ClaimSource> Sources(Sequence<EvidenceAddress> places, string? reference, string? work, WorkTiming timing, WorkAuthors authors)
    {
        ClaimSource bare = new() { Reference = reference, Work = reference is null ? work : null, OtherWork = reference is not null || work is not null, Timing = timing, WorkAuthors = authors };
        return places.IsEmpty ? [bare] : [.. places.Select(a => bare with { Figure = a.Figure, Panel = a.Panel, Row = a.Row, Lane = a.Lane, Lanes = Lanes(a), Position = a.Position?.ToString() })];
    }

    private static ClaimTransform? Transform(ClaimFlip flip, int? rotation, bool turned, string? other) => flip == ClaimFlip.None && rotation is null && !turned && other is null ? null
        : new ClaimTransform { Flip = flip, Rotation = rotation, RotationNotStated = turned && rotation is null, Other = [.. (other ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };

    private static string? Lanes(EvidenceAddress a) => a.Lanes is not { } run ? null : run.First == run.Last ? run.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{run.First}–{run.Last}");

    /// <summary>A list of addresses.</summary>
    public static Field<Sequence<EvidenceAddress>> Places(string name, string label, string help, bool required) => new Leaf<Sequence<EvidenceAddress>>(name,
        (sheet, at) => new FieldView(FieldKind.Line, at, label) { Help = help, Required = required, Value = sheet.Typed.Text(at) },
        (sheet, at, _) =>
        {
            string text = sheet.Typed.Text(at);
            Sequence<EvidenceAddress> places = [.. FigureNotation.ParseList(text)];
            if (text.Length > 0 ? places.IsEmpty : required) sheet.Wrong(at, "This cannot be read as places in figures; write them like \"Figure 3, panels B and D\".");
            return ValueTask.FromResult(places);
        });
}
