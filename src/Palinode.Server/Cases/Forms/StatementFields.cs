using Palinode.Cases;
using Palinode.Notices;

namespace Palinode.Server.Cases.Forms;

/// <summary>What a case says for the record, as forms; see Statements.cs. Names are never typed here: a party is chosen, and the log holds its id.</summary>
internal static class StatementFields
{
    private const string Neutral = "In neutral words, as a notice may print them.";

    public static Field<StatedActor> Actor { get; } = Form.Of(
        Ask.Word<Role>("role", "What a notice calls them"),
        Ask.OneOrNone("party", "Who it is", Offers.Parties, "Only where a notice may print the name."), (role, party) => new StatedActor(role, party));

    /// <param name="among">Acts that fit.</param>
    public static Field<ActStatement> Act(params AuthorsAct[] among) => Form.Of(
        Ask.Word<AuthorsAct>("act", "What they did or were told", among: among), Ask.LineOrNone("what", "About what", Neutral), (act, what) => new ActStatement(act, what));

    public static Field<ConcernStatement> Concern { get; } = Form.Of(
        Ask.LineOrNone("about", "About what", Neutral),
        Ask.WordsOf<Role>("raisedBy", "Raised by", "Only if the raiser agreed that a notice says what they are."),
        Ask.Several("toldTo", "Who was told", Actor),
        Ask.WordOr("when", "When", Occasion.NotStated),
        Ask.WordOr("certainty", "How sure", Certainty.Stated),
        ClaimFields.Places("figures", "Figures it names", "Figures 3B and 5E", required: false),
        (about, raisedBy, toldTo, when, certainty, figures) => new ConcernStatement(about, raisedBy, toldTo, when, certainty, ClaimFields.Targets(figures)));

    public static Field<InvestigationStatement> Investigation { get; } = Form.Of(
        Ask.Word<InvestigationOutcome>("outcome", "What came of it"),
        Ask.Several("by", "Who looked", Actor),
        Ask.LineOrNone("about", "Into what", Neutral),
        Ask.WordOr("when", "On what occasion", Occasion.NotStated), (outcome, by, about, when) => new InvestigationStatement(outcome, by, about, when));

    public static Field<RequestStatement> Request { get; } = Form.Of(
        Ask.Word<RequestFor>("for", "What is asked for"),
        Ask.Several("by", "Who asks", Actor),
        Ask.Several("of", "Who is asked", Actor),
        Ask.LineOrNone("quote", "The reason in their own words", "Word for word; for print, so without names of others."), (what, by, of, quote) => new RequestStatement(what, by, of, quote));

    public static Field<PolicyBasis> Policy { get; } = Form.Of(
        Ask.Word<PolicyKind>("kind", "Whose"), Ask.Line("name", "As it is printed", "COPE guidelines on retraction"), Ask.LineOrNone("url", "Link"), (kind, name, url) => new PolicyBasis(kind, name, url));

    public static Field<Reason> Reason { get; } = Form.Of(
        Ask.Line("words", "As it is printed", Neutral),
        Ask.LineOrNone("codes", "Retraction Watch's codes", "With semicolons between them: Duplication of Image; Concerns/Issues About Image."),
        (words, codes) => new Reason { Words = words, Codes = [.. (codes ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => c.TrimStart('+'))] });

    public static Field<DecisionStatement> Decision { get; } = Form.Of(
        Ask.Several("by", "Who decides", Actor),
        Ask.Several("agreedBy", "Who agrees", Actor),
        Ask.Tick("intended", "It is announced, and carried out by the notice"),
        Ask.LineOrNone("ground", "On what ground", "given these findings"),
        Ask.Several("policies", "What it rests on", Policy),
        Ask.Several("reasons", "Reasons", Reason, "Codes that speak of motive are assigned later, by an approver, on the decided case."),
        (by, agreedBy, intended, ground, policies, reasons) => new DecisionStatement(by, agreedBy, intended, ground, policies, reasons));

    public static Field<ApprovalStatement> Approval { get; } = Form.Of(
        Actor, Ask.LineOrNone("organisation", "Of which organisation"), (by, organisation) => new ApprovalStatement(by, organisation));

    /// <summary>A finding of a screening, chosen as "run/F1".</summary>
    public static Field<(string Run, string Finding)> Finding(params FindingStatus[] among) => Form.Of(
        Ask.One("finding", "The finding", Offers.Findings(among)), chosen => chosen.LastIndexOf('/') is var slash and >= 0 ? (chosen[..slash], chosen[(slash + 1)..]) : ("", ""));
}
