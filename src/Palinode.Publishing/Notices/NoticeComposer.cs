using System.Collections.Immutable;
using Palinode.Articles.Notation;
using Palinode.Notices;
using Palinode.Publishing.Notices.Templates;
using static Palinode.Publishing.Notices.ClaimWording;

namespace Palinode.Publishing.Notices;

/// <summary>
/// Puts a notice into words: every fact of the model becomes a sentence of its own, in plain and regular wording that the notice reader
/// takes back to the same fact. The order, and the sentences themselves, are the style's.
/// </summary>
internal sealed class NoticeComposer
{
    private readonly Notice _notice;
    private readonly NoticeStyle _style;
    private readonly Phrases _phrases;
    private readonly ClaimWording _claims;
    private readonly ActorWording _actors;
    private readonly string _kind;

    private NoticeComposer(Notice notice, NoticeStyle style)
    {
        _notice = notice;
        _style = style;
        _phrases = style.Phrases;
        _claims = new ClaimWording(notice, style);
        _actors = new ActorWording(style.Phrases);
        _kind = CamelCase(notice.Kind);
    }

    /// <exception cref="InputException">The notice is of a kind that is not written, or names a place that is none.</exception>
    public static NoticeBody Compose(Notice notice, NoticeStyle style)
    {
        if (KindMarkup.Of(notice.Kind) is null) throw new InputException("the notice's kind is not stated or is a reader's comment; notices are written for retraction, partialRetraction, expressionOfConcern, correction, removal, retractAndReplace");
        return new NoticeComposer(notice, style).Compose();
    }

    private NoticeBody Compose()
    {
        Dictionary<string, List<RichText>> parts = NoticeStyle.AllParts.ToDictionary(p => p, Sentences);
        // What another sentence quotes already is not said twice.
        string said = string.Join(' ', parts.Values.SelectMany(p => p).Select(s => s.Plain));
        parts["reasons"] = [.. _notice.Reasons.Where(r => !said.Contains(r.Words.Trim(), StringComparison.OrdinalIgnoreCase)).Select(r => _phrases.Say("reason", ("words", r.Words)))];

        var blocks = ImmutableArray.CreateBuilder<Block>();
        foreach (BodyGroup group in _style.Body)
        {
            ImmutableArray<RichText> sentences = [.. group.Parts.SelectMany(p => parts[p])];
            if (sentences.Length == 0) continue;
            sentences = [.. sentences.Select(Tidy)];
            if (group.Bullets) blocks.Add(new Bullets(sentences));
            else blocks.Add(new Paragraph(sentences.Skip(1).Aggregate(sentences[0], (a, b) => a + " " + b)));
        }
        string label = KindMarkup.Of(_notice.Kind)!.Label;
        return new NoticeBody(Title(label), label, blocks.ToImmutable(), new CitationWording(_phrases).References(_notice, _style.References));
    }

    private RichText Title(string label)
    {
        string? article = _notice.Title?.ArticleTitle ?? _notice.Article?.Title;
        return article is null ? _notice.Title?.Text ?? label : _phrases.Say("title." + CamelCase(_style.Title), ("label", label), ("article", article.TrimEnd().TrimEnd('.')));
    }

    /// <summary>A name set off by commas may end its sentence.</summary>
    private static RichText Tidy(RichText sentence)
    {
        ImmutableArray<Inline> parts = sentence.Parts;
        for (int i = 0; i + 1 < parts.Length; i++)
            if (parts[i] is Words { Text: [.., ','] } first && parts[i + 1].Text is ['.' or ',' or ';', ..]) parts = parts.SetItem(i, new Words(first.Text[..^1]));
        return new RichText(parts);
    }

    private List<RichText> Sentences(string part) =>
    [
        .. part switch
        {
            "lead" => [_phrases.Say("lead", ("state", _phrases.Say("state." + _kind)))],
            "decision" => Decision(),
            "agreement" => _notice.Decision is { AgreedBy.IsEmpty: false } d ? [_phrases.Say("decision.agreed", ("by", _actors.Join(d.AgreedBy))).Capitalised()] : [],
            "requests" => _notice.Requests.Select(Request),
            "concerns" => _notice.Concerns.Select(Concern),
            "investigations" => _notice.Investigations.Where(i => i.When != Occasion.AfterRequest).Select(Investigation),
            "followups" => _notice.Investigations.Where(i => i.When == Occasion.AfterRequest).Select(Investigation),
            "announcement" => _notice.Claims.Any(c => !c.Summary) ? [_phrases.Say("announcement")] : [],
            "summaries" => _notice.Claims.Where(c => c.Summary).Select(_claims.Say),
            "claims" => _notice.Claims.Where(c => !c.Summary).Select(_claims.Say),
            "responses" => _notice.Authors.Select(Response),
            "policies" => Policies(),
            "status" => Status(),
            "approvals" => _notice.Approvals.Where(a => !InHead(_style, a)).Select(Approval),
            "linked" => _notice.LinkedNotices.Select(l => _phrases.Say("linked." + CamelCase(l.Link), ("kind", _phrases.Say("kind." + CamelCase(l.Kind))), ("doi", l.Doi is null ? RichText.Empty : RichText.Doi(l.Doi)))),
            "remarks" => _notice.Remarks.Select(r => _phrases.Say("remark." + CamelCase(r.Kind), ("by", _actors.Join(r.By))).Capitalised()),
            // Filled in when everything else is known.
            _ => (IEnumerable<RichText>)[],
        },
    ];

    /// <summary>Whether an approval stands above the text.</summary>
    internal static bool InHead(NoticeStyle style, Approval approval) => style.ApprovalsInHead && approval.By.Name is not null;

    private IEnumerable<RichText> Decision()
    {
        if (_notice.Decision is not { } decision) yield break;
        string action = CamelCase(decision.Action);
        RichText act = _phrases.Say("act." + action), done = _phrases.Say("done." + action);
        string? ground = decision.Ground?.Value;
        Actor[] named = [.. decision.By.Where(a => a.Role is not (Role.NotStated or Role.Editorial))];
        if (named.Length == 0)
        {
            yield return _phrases.Say("decision.passive", ("ground", ground), ("editorial", decision.By.Any(a => a.Role == Role.Editorial)), ("act", act));
            yield break;
        }
        RichText by = _actors.Join(named);
        if (_notice.Journal is { } journal && named.All(a => a.Role != Role.Journal)) by = _phrases.Say("speakers", ("by", by), ("article", !journal.Value.StartsWith("Journal", StringComparison.Ordinal)), ("journal", RichText.Italics(journal.Value)));
        yield return _phrases.Say(decision.Intended ? "decision.intended" : "decision", ("ground", ground), ("by", by), ("many", ActorWording.AreMany(named)), ("act", act), ("done", done)).Capitalised();
    }

    private RichText Request(Request request) => _phrases.Say("request." + CamelCase(request.For),
        ("by", _actors.Join(request.By)), ("of", _actors.Join(request.Of)), ("quote", request.Quote)).Capitalised();

    private RichText Concern(Concern concern)
    {
        string about = concern.About ?? "";
        if (concern.Certainty != Certainty.Stated && FirstWords(about) is { } first && !Hedges.Any(h => about.Contains(h, StringComparison.OrdinalIgnoreCase)))
            about = $"{_phrases.Say("certainty." + CamelCase(concern.Certainty)).Plain} {first}";
        EvidenceAddress[] named = [.. FigureNotation.Read(about).SelectMany(m => m.Addresses)];
        EvidenceAddress[] missing = [.. concern.Figures.Select(f => new EvidenceAddress(f.Figure, f.Panel)).Where(a => !named.Any(n => n.Figure == a.Figure && (a.Panel is null || n.Panel == a.Panel)))];
        if (missing.Length > 0) about = about.Length == 0 ? FigureNotation.Print(missing) : $"{about} in {FigureNotation.Print(missing)}";
        RichText when = _phrases.Say("when." + CamelCase(concern.When));
        return (concern.ToldTo.IsEmpty
            ? _phrases.Say("concern", ("when", when), ("by", _actors.Join(concern.RaisedBy)), ("about", about))
            : _phrases.Say("concern.told", ("when", when), ("told", _actors.Join(concern.ToldTo)), ("about", about))).Capitalised();
    }

    private static readonly string[] Hedges = ["alleg", "appar", "appear", "potential", "possib", "suspect", "seem"];

    /// <summary>Without the article, which the hedge brings along; null where nothing is said.</summary>
    private static string? FirstWords(string about) => about.Length == 0 ? null
        : about.StartsWith("the ", StringComparison.Ordinal) ? about[4..] : about.StartsWith("a ", StringComparison.Ordinal) ? about[2..] : about;

    private RichText Investigation(Investigation i) => _phrases.Say("investigation." + CamelCase(i.Outcome),
        ("when", _phrases.Say("when." + CamelCase(i.When))), ("by", _actors.Join(i.By)), ("about", i.About), ("many", i.About is { } about && IsPlural(about))).Capitalised();

    /// <summary>"additional image discrepancies" are many: the last word before any "in", "of" or "with" decides.</summary>
    private static bool IsPlural(string about)
    {
        string head = about;
        foreach (string joint in (string[])[" in ", " of ", " with ", " between ", " from "])
            if (head.IndexOf(joint, StringComparison.Ordinal) is > 0 and int at) head = head[..at];
        return head.Contains(" and ", StringComparison.Ordinal) || (head.EndsWith('s') && !head.EndsWith("ss", StringComparison.Ordinal) && !head.EndsWith("is", StringComparison.Ordinal)) || head.EndsWith("data", StringComparison.Ordinal);
    }

    private RichText Response(AuthorsResponse response)
    {
        Actor author = response.Who;
        bool many = ActorWording.AreMany([author]);
        return _phrases.Say("response." + CamelCase(response.Act), ("who", _actors.Name(author)), ("what", response.What), ("were", many ? "were" : "was"), ("have", many ? "have" : "has")).Capitalised();
    }

    private IEnumerable<RichText> Policies()
    {
        if (_notice.Policies.IsEmpty) yield break;
        yield return _phrases.Say("policies", ("policies", RichText.List([.. _notice.Policies.Select(p => _phrases.Say("policy." + CamelCase(p.Kind),
            ("article", p.Kind != PolicyKind.Own || char.IsLower(p.Name.FirstOrDefault())),
            ("name", p.Url is { } url && RichText.IsWebAddress(url) ? new RichText([new Link(p.Name, url)]) : p.Name)))])));
    }

    private IEnumerable<RichText> Status()
    {
        if (_notice.OriginalStatus is not { } status) yield break;
        (string, TemplateValue)[] values =
        [
            ("state", _notice.Kind == NoticeKind.Retraction ? _phrases.Say("state." + _kind) : RichText.Empty), ("purpose", status.Purpose), ("watermark", status.Watermark), ("everyPage", status.OnEveryPage),
        ];
        if (status.Removed) yield return _phrases.Say("status.removed", values);
        if (status.Replaced) yield return _phrases.Say("status.replaced", values);
        if (status.RemainsOnline) yield return _phrases.Say("status.online", values);
        else if (status.Watermark is not null) yield return _phrases.Say("status.marked", values);
    }

    private RichText Approval(Approval approval) => _phrases.Say("approval",
        ("kind", _phrases.Say("kind." + _kind)), ("by", _actors.Name(approval.By)), ("organisation", approval.Organisation));
}
