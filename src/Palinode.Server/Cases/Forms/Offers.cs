using Palinode.Cases;
using Palinode.Server.Pages;

namespace Palinode.Server.Cases.Forms;

/// <summary>What a case holds, as choices.</summary>
internal static class Offers
{
    public static IEnumerable<Offer> Parties(Sheet s) => s.Case.Parties.Select(p => new Offer(p.Party, s.Names.Of(p)));
    public static IEnumerable<Offer> Authors(Sheet s) => s.Case.Authors.Select(p => new Offer(p.Party, s.Names.Of(p)));
    public static IEnumerable<Offer> Institutions(Sheet s) => Kind(s, PartyKind.Institution);
    public static IEnumerable<Offer> Experts(Sheet s) => Kind(s, PartyKind.Expert);
    public static IEnumerable<Offer> AskedInstitutions(Sheet s) => s.Case.Institutions.Select(i => new Offer(i.Institution, $"{s.Names.Of(i.Institution)}: {CaseWords.Of(i.Status)}"));
    public static IEnumerable<Offer> Colleagues(Sheet s) => s.Names.Colleagues;
    public static IEnumerable<Offer> Conflicts(Sheet s) => s.Case.Conflicts.Select(p => new Offer(p, s.Names.Of(p)));
    public static IEnumerable<Offer> Evidence(Sheet s) => s.Case.Evidence.Select(e => new Offer(e.Evidence, $"{e.Evidence}: {e.Label} ({CaseWords.Of(e.Kind)})"));
    public static IEnumerable<Offer> Documents(Sheet s) => s.Case.Evidence.Select(e => new Offer(e.Content.Hex, $"{e.Evidence}: {e.Label} ({CaseWords.Of(e.Kind)})"));
    public static IEnumerable<Offer> Running(Sheet s) => s.Case.Screenings.Where(r => r.Status == ScreeningStatus.Requested).Select(r => new Offer(r.Run, $"screening {s.Names.Of(r.Run)}"));
    public static IEnumerable<Offer> Claims(Sheet s) => s.Case.Claims.Select(c => new Offer(c.Claim, $"{c.Claim}: {ClaimLine.Of(c.Statement)}"));
    public static IEnumerable<Offer> Works(Sheet s) => s.Case.Works.Select(w => new Offer(w.Reference, $"[{w.Reference}] {w.Title ?? w.Doi}"));
    public static IEnumerable<Offer> Consultations(Sheet s) => s.Case.Consultations.Where(c => c.Status == ConsultationStatus.Asked).Select(c => new Offer(c.Consultation, $"{c.Consultation}: {s.Names.Of(c.Expert)}"));
    public static IEnumerable<Offer> OriginalData(Sheet s) => s.Case.OriginalData.Select(i => new Offer(i.Item, $"{i.Item}: Figure {i.Figure}{i.Panel}, {s.Names.Of(i.Author)}, {CaseWords.Of(i.Status)}"));
    public static IEnumerable<Offer> Deadlines(Sheet s) => s.Case.Deadlines.Where(d => !d.Met).OrderBy(d => d.Due).Select(d => new Offer(d.Deadline, $"{d.Deadline}: {CaseWords.Of(d.Kind)}{(d.About is null ? "" : $" ({s.Names.Of(d.About)})")}, due {d.Due:yyyy-MM-dd}"));
    public static IEnumerable<Offer> Appeals(Sheet s) => s.Case.Appeals.Where(a => a.Status == AppealStatus.Lodged).Select(a => new Offer(a.Appeal, $"{a.Appeal}, against {a.Against}"));
    public static IEnumerable<Offer> Holds(Sheet s) => s.Case.Holds.Where(h => !h.Lifted).Select(h => new Offer(h.Hold, h.Hold));
    public static IEnumerable<Offer> Links(Sheet s) => s.Case.Links.Select(l => new Offer(l.Other, $"{s.Names.Of(l.Other)} ({CaseWords.Of(l.Kind)})"));

    /// <summary>Findings in one of these stations, as "run/F1".</summary>
    public static Func<Sheet, IEnumerable<Offer>> Findings(params FindingStatus[] among) => s => s.Case.Findings.Where(f => among.Contains(f.Status)).Select(f => new Offer($"{f.Run}/{f.Finding}", $"{f.Finding} of screening {s.Names.Of(f.Run)}"));

    public static Func<Sheet, IEnumerable<Offer>> Letters(params QueryStatus[] among) => s => s.Case.Queries.Where(q => among.Contains(q.Status)).Select(q => new Offer(q.Query, $"{q.Query}: {s.Names.Of(q.Author)}, {CaseWords.Of(q.Status)}"));

    public static Func<Sheet, IEnumerable<Offer>> Decisions(params DecisionStatus[] among) => s => s.Case.Decisions.Where(d => among.Contains(d.Status)).Select(d => new Offer(d.Decision, $"{d.Decision}: {CaseWords.Of(d.Outcome)}{(d.Interim ? ", while the inquiry goes on" : "")}"));

    public static Func<Sheet, IEnumerable<Offer>> Notices(params NoticeStatus[] among) => s => s.Case.Notices.Where(n => among.Contains(n.Status)).Select(n => new Offer(n.Notice, $"{n.Notice}: {CaseWords.Of(n.Kind)}, {CaseWords.Of(n.Status)}"));

    private static IEnumerable<Offer> Kind(Sheet s, PartyKind kind) => s.Case.Parties.Where(p => p.Kind == kind).Select(p => new Offer(p.Party, s.Names.Of(p)));
}
