using Palinode.Cases;
using Palinode.Publishing.Notices;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Cases.Transitions;
using Palinode.Server.Letters;
using Palinode.Server.Notices;
using Palinode.Server.Pages;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Identities;
using Palinode.Server.Storage;
using System.Globalization;

namespace Palinode.Server.Cases;

/// <summary>Puts the page of a case together for one reader: names where they may know them, and only what they may do.</summary>
internal sealed class CaseView(OpenCase open, CaseActor actor, CasePolicy policy, CaseNames names, DateOnly today)
{
    private readonly bool _out = open.Current.Conflicts.Contains(actor.Id), _intake = actor.Has(CaseRole.Intake) && !open.Current.Conflicts.Contains(actor.Id);

    private Case C => open.Current;

    private string Way => $"/cases/{open.Id}";

    public async Task<CaseModel> ModelAsync(ActingTransaction transaction, Cabinet cabinet, CancellationToken stop)
    {
        // Who is out sees what happened, and neither who nor what lies behind it.
        if (_out) return new CaseModel(open.Id, CaseNumber.Of(open.Id), C.WithoutRaiser(), names.Of(open.Journal.ToString()), "", Timeline(new Dictionary<string, Func<SealedText, string>>())) { IsOut = true };
        IReadOnlyDictionary<string, Func<SealedText, string>> texts = await cabinet.Texts.OpenAllAsync(transaction, open.Id, stop);
        List<Attachment> attachments = await cabinet.Attachments.ListAsync(transaction, open.Id, stop);
        List<(string, string)> notices = [];
        foreach (CaseNotice notice in C.Notices)
            if (await TextOfAsync(transaction, notice, cabinet, stop) is { } text) notices.Add((notice.Notice, text));
        List<OutboxEntry> outgoing = await Outbox.ListAsync(transaction, open.Id, stop);
        return new CaseModel(open.Id, CaseNumber.Of(open.Id), _intake ? C : C.WithoutRaiser(), names.Of(open.Journal.ToString()), C.Handler is null ? "" : names.Of(C.Handler), Timeline(texts))
        {
            Actions = [.. Actions()],
            Raiser = _intake ? await RaiserAsync(transaction, cabinet.Identities, stop) : null,
            Parties = [.. C.Parties.Select(Party)],
            Deadlines = [.. C.Deadlines.Where(d => !d.Met).OrderBy(d => d.Due).Select(d => new DeadlineRow(d.Deadline, CaseWords.Of(d.Kind), d.About is null ? null : names.Of(d.About), d.Due, d.Met, C.IsOpen && d.IsOverdue(today)))],
            Attachments = [.. attachments.Select(Attachment)],
            MayAttach = May(AttachEvidence.Definition),
            Evidence = [.. C.Evidence.Select(e => new ThingRow(e.Evidence, $"{e.Label}{(e.From is null ? "" : $", from {names.Of(e.From)}")}", CaseWords.Of(e.Kind), []))],
            Screenings = [.. C.Screenings.Select(r => new ThingRow(r.Run[..Math.Min(8, r.Run.Length)], Findings(r.Run), CaseWords.Of(r.Status), [($"{Way}/screenings/{r.Run}", r.Status == ScreeningStatus.Finished ? "look at what it found" : "look at it"), .. Links(r.Status == ScreeningStatus.Requested ? (StopScreening.Definition, "stop", $"run={r.Run}") : default)]))],
            Findings = [.. C.Findings.Select(f => new ThingRow(f.Finding, f.Claim is null ? "" : $"claim {f.Claim}", CaseWords.Of(f.Status), Links(
                f.Status == FindingStatus.Accepted ? default : (AcceptFinding.Definition, "make a claim of it", $"finding={f.Run}/{f.Finding}"),
                f.Status == FindingStatus.Dismissed ? default : (DismissFinding.Definition, "dismiss", $"finding={f.Run}/{f.Finding}"))))],
            Claims = [.. C.Claims.Select(c => new ThingRow(c.Claim, ClaimLine.Of(c.Statement), c.Finding is null ? "seen by a person" : $"finding {c.Finding}", Links((EditClaim.Definition, "edit", $"claim={c.Claim}"), (WithdrawClaim.Definition, "withdraw", $"claim={c.Claim}"))))],
            Letters = [.. C.Queries.Select(Letter), .. C.Institutions.Select(Institution), .. C.Consultations.Select(Consultation)],
            Outgoing = [.. outgoing.Select(Outgoing)],
            Bundle = $"{Way}/bundle",
            OriginalData = [.. C.OriginalData.Select(i => new ThingRow(i.Item, $"Figure {i.Figure}{i.Panel}, from {names.Of(i.Author)}{(i.Evidence.IsEmpty ? "" : $": {string.Join(", ", i.Evidence)}")}", CaseWords.Of(i.Status),
                Links((ReceiveOriginalData.Definition, "received", $"item={i.Item}"), (AssessOriginalData.Definition, "judge", $"item={i.Item}"))))],
            Decisions = [.. C.Decisions.Select(Decision)],
            Notices = [.. C.Notices.Select(Notice)],
            Links = [.. C.Links.Select(l => new ThingRow(l.Other, names.Of(l.Other), CaseWords.Of(l.Kind), []))],
            NoticeTexts = notices,
            NoticeFiles = [.. C.Notices.SelectMany(n => Files(n, cabinet.Published))],
        };
    }

    /// <summary>What role and state allow, and what there is something to do it to.</summary>
    private IEnumerable<ActionLink> Actions() => AllTransitions.InOrder.Where(t => May(t.Rule) && t.When(C))
        .Select(t => new ActionLink($"{Way}/do/{t.Rule.Name}", t.Title, IsNext(t.Rule), Chapters[t.Chapter]));

    /// <summary>It leads on; what leads a case back to its assessment is offered beside.</summary>
    private bool IsNext(CaseRule rule) => !rule.To.IsEmpty && (C.State == CaseState.Triaged || rule.To.Any(s => s != CaseState.Assessing)) && !ReferenceEquals(rule, ReturnDecision.Definition) && !ReferenceEquals(rule, ReturnNotice.Definition);

    private static readonly Dictionary<Chapter, string> Chapters = new()
    {
        [Chapter.Intake] = "The case and its people", [Chapter.Evidence] = "Evidence and claims", [Chapter.Letters] = "Letters and answers", [Chapter.Decision] = "Decision", [Chapter.Notice] = "Notice", [Chapter.Keeping] = "Deadlines and keeping",
    };

    private bool May(CaseRule rule) => policy.RolesFor(rule).Any(actor.Has) && rule.From.Contains(C.State) && !C.Conflicts.Contains(actor.Id);

    private TimelineRow[] Timeline(IReadOnlyDictionary<string, Func<SealedText, string>> texts)
    {
        IEnumerable<CaseEntry> shown = open.Entries.Select(e => _intake ? e : e.WithoutRaiser());
        return [.. CaseTimeline.Of(open.Entries, _intake).Lines.Zip(shown, (line, entry) => new TimelineRow(line.Sequence, line.At, names.Of(line.By), names.In(line.Line), line.Why, line.State is { } state ? CaseWords.Of(state) : null,
            [.. SealedWords.Of(entry.Event).Select(w => (w.Title, texts.TryGetValue(w.Text.Id, out Func<SealedText, string>? read) ? read(w.Text) : null))]))];
    }

    private async Task<RaiserView> RaiserAsync(ActingTransaction transaction, IdentityVault identities, CancellationToken stop)
    {
        Identity? identity = C.Concern.Raiser is { } raiser && Guid.TryParse(raiser.Value, out Guid id) ? await identities.OpenAsync(transaction, id, stop) : null;
        return new RaiserView(identity is null ? [] : [.. identity.Fields.OrderBy(f => f.Key == LetterDesk.NameField ? 0 : 1).Select(f => (f.Key == LetterDesk.NameField ? "Name" : f.Key == LetterDesk.AddressField ? "E-mail" : f.Key, f.Value))], C.Concern.Anonymous, C.CanReachRaiser, C.Concern.MayStateRole);
    }

    private PartyRow Party(CaseParty party)
    {
        Identity? identity = names.Parties.GetValueOrDefault(party.Party);
        return new PartyRow(names.Of(party.Party), CaseWords.Of(party.Kind), party.Place, identity?.Fields.GetValueOrDefault(LetterDesk.AddressField), identity?.Fields.GetValueOrDefault("affiliation"), party.IsAuthor && May(DraftQuery.Definition) ? $"{Way}/do/draft-query?author={party.Party}" : null);
    }

    private AttachmentRow Attachment(Attachment file) => new($"{Way}/attachments/{file.Id}", file.Name, file.MediaType, Size(file.Size), file.AddedAt, names.Of(file.AddedBy.ToString()), file.Audience == Audience.Intake,
        C.Evidence.FirstOrDefault(e => e.Content.Hex == file.Sha256.ToString())?.Evidence, file.Audience == Audience.Intake && May(AttachEvidence.Definition) ? $"{Way}/attachments/{file.Id}/pass-on" : null, file.Audience == Audience.Case && May(AttachEvidence.Definition) ? $"{Way}/do/attach-evidence?content.held={file.Id}" : null);

    private string Findings(string run) => C.Findings.Count(f => f.Run == run) switch { 0 => "", 1 => "1 place that appears unexpectedly similar", var n => $"{n} places that appear unexpectedly similar" };

    private ThingRow Letter(CaseQuery q) => new(q.Query, $"Letter to {names.Of(q.Author)}{(q.SentOn is { } day ? $", {day:yyyy-MM-dd}" : "")}", CaseWords.Of(q.Status), q.Status switch
    {
        QueryStatus.Drafted => Links((SendQuery.Definition, "send", $"query={q.Query}")),
        QueryStatus.Sent => Links((RecordAnswer.Definition, "record the answer", $"query={q.Query}"), (RecordNoAnswer.Definition, "no answer", $"query={q.Query}")),
        _ => [],
    });

    private OutgoingRow Outgoing(OutboxEntry letter)
    {
        string way = $"{Way}/letters/{letter.Id}";
        bool may = May(SendQuery.Definition) || _intake || actor.Has(CaseRole.Editor);
        return new OutgoingRow(letter.Kind.Replace('-', ' '), letter.Party is null ? "the raiser" : names.Of(letter.Party), CaseWords.Of(letter.State), letter.Fault, letter.HasText ? way + "/message" : null,
            may && letter.State == LetterState.Failed ? way + "/retry" : null, may && letter.State is LetterState.Failed or LetterState.Saved ? way + "/sent-by-hand" : null);
    }

    private ThingRow Institution(CaseInstitution i) => new("", $"Institution: {names.Of(i.Institution)}", CaseWords.Of(i.Status),
        Links((RecordInstitutionAnswer.Definition, "record the answer", $"institution={i.Institution}"), (RecordInstitutionSilence.Definition, "no answer", $"institution={i.Institution}")));

    private ThingRow Consultation(CaseConsultation x) => new(x.Consultation, $"Expert: {names.Of(x.Expert)}", CaseWords.Of(x.Status), x.Status == ConsultationStatus.Asked ? Links((RecordOpinion.Definition, "record the opinion", $"consultation={x.Consultation}")) : []);

    private ThingRow Decision(CaseDecision d) => new(d.Decision, string.Create(CultureInfo.InvariantCulture, $"{CaseWords.Of(d.Outcome)}{(d.Interim ? ", while the inquiry goes on" : "")}; drafted by {names.Of(d.DraftedBy)}{(d.ApprovedBy.IsEmpty ? "" : $", approved by {string.Join(", ", d.ApprovedBy.Select(names.Of))}")}"),
        CaseWords.Of(d.Status), d.Status switch
        {
            DecisionStatus.Drafted => Links((ApproveDecision.Definition, "approve", $"decision={d.Decision}"), (ReturnDecision.Definition, "return", $"decision={d.Decision}")),
            DecisionStatus.Approved => Links((DraftNotice.Definition, "draft the notice", $"decision={d.Decision}")),
            _ => [],
        });

    private ThingRow Notice(CaseNotice n) => new(n.Notice, $"{CaseWords.Of(n.Kind)}{(n.Doi is null ? "" : $", {n.Doi}")}; {(n.Checked ? n.Errors.IsEmpty ? "checked" : $"the check found {string.Join(", ", n.Errors)}" : "not checked")}{(n.Status == NoticeStatus.Published ? $"; {(n.OriginalMarked ? "the original is marked" : "the original is not marked")}; know of it: {(n.Propagated.IsEmpty ? "nobody yet" : string.Join(", ", n.Propagated.Select(CaseWords.Of)))}" : "")}",
        CaseWords.Of(n.Status), n.Status switch
        {
            NoticeStatus.Drafted => Links((CheckNotice.Definition, "check", $"notice={n.Notice}"), (ApproveNotice.Definition, "approve", $"notice={n.Notice}"), (ReturnNotice.Definition, "return", $"notice={n.Notice}")),
            NoticeStatus.Approved => Links((PublishNotice.Definition, "publish", $"notice={n.Notice}"), (ReturnNotice.Definition, "return", $"notice={n.Notice}")),
            NoticeStatus.Published => Links((ConfirmPropagation.Definition, "confirm who knows", $"notice={n.Notice}")),
            _ => [],
        });

    /// <summary>A notice as it went out; before that its draft, which says that it is one.</summary>
    private async Task<string?> TextOfAsync(ActingTransaction transaction, CaseNotice notice, Cabinet cabinet, CancellationToken stop)
    {
        if (notice is { Status: NoticeStatus.Published, Doi: { } doi } && cabinet.Published.Open(doi, NoticeWriter.FileName(Palinode.Publishing.Notices.NoticeForm.Text)) is { } content)
        {
            using StreamReader reader = new(content);
            return await reader.ReadToEndAsync(stop);
        }
        return await cabinet.Notices.FindAsync(transaction, open.Id, notice.Digest, stop) is { } draft ? NoticeDrafts.TextOf(draft, stop) : null;
    }

    /// <summary>What went out with a notice; before that, how it would look.</summary>
    private IEnumerable<(string Name, string Address)> Files(CaseNotice notice, PublishedFolder published) => notice switch
    {
        { Status: NoticeStatus.Published, Doi: { } doi } => published.FilesOf(doi).Select(f => (f, $"{Way}/notices/{notice.Notice}/published/{Uri.EscapeDataString(f)}")),
        { Status: NoticeStatus.Drafted or NoticeStatus.Approved } => [($"{notice.Notice} as it would look", $"{Way}/notices/{notice.Notice}/draft/{NoticeWriter.FileName(Palinode.Publishing.Notices.NoticeForm.Html)}")],
        _ => [],
    };

    private (string, string)[] Links(params (CaseRule? Rule, string Title, string Query)[] links) =>
        [.. links.Where(l => l.Rule is not null && May(l.Rule)).Select(l => ($"{Way}/do/{l.Rule!.Name}?{l.Query}", l.Title))];

    private static string Size(long bytes) => bytes < 10_000 ? $"{bytes} B" : bytes < 10_000_000 ? $"{bytes / 1000} kB" : $"{bytes / 1_000_000} MB";
}
