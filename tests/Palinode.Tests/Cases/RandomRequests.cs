using System.Reflection;
using Palinode.Cases;
using Palinode.Notices;
using Case = Palinode.Cases.Case;

namespace Palinode.Tests.Cases;

/// <summary>Requests as a clumsy person might make them: mostly about things that are there, now and then about others.</summary>
internal sealed class RandomRequests(Random random)
{
    private static readonly Dictionary<string, Type> Types = typeof(CaseRequest).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CaseRequest)) && !t.IsAbstract)
        .ToDictionary(t => ((CaseRule)t.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Name);

    private static readonly string[] Rare = ["raise-new-finding", "lodge-appeal", "return-decision", "return-notice", "close-without-action", "declare-conflict", "reopen-case", "place-hold", "withdraw-claim"];

    public static IEnumerable<Type> All => Types.Values;

    /// <summary>One that fits the state more often than not.</summary>
    public CaseRequest Next(Case? current)
    {
        CaseRule[] fitting = [.. CaseRules.All.Where(r => current is null ? r.From.IsEmpty : r.From.Contains(current.State))];
        CaseRule rule = random.Next(10) == 0 ? CaseRules.All[random.Next(CaseRules.All.Length)] : fitting[random.Next(fitting.Length)];
        if (Rare.Contains(rule.Name) && random.Next(12) > 0) rule = fitting[random.Next(fitting.Length)];
        CaseRule[] moving = [.. fitting.Where(r => !r.To.IsEmpty && !Rare.Contains(r.Name))];
        if (moving.Length > 0 && random.Next(2) == 0) rule = moving[random.Next(moving.Length)];
        return Make(Types[rule.Name], current);
    }

    public CaseActor Actor(CaseRequest request)
    {
        CaseActor[] people =
        [
            CaseLog.Intake, CaseLog.Investigator, CaseLog.Editor, CaseLog.Approver, CaseLog.SecondApprover, CaseLog.Administrator, CaseLog.Service,
            new("all", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver]), new("aud", [CaseRole.Auditor]),
        ];
        CaseActor[] able = [.. people.Where(p => request.Rule.Roles.Any(p.Has))];
        return random.Next(8) == 0 ? people[random.Next(people.Length)] : able[random.Next(able.Length)];
    }

    public CaseRequest Make(Type type, Case? c)
    {
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(k => k.GetParameters().Length).First();
        return (CaseRequest)constructor.Invoke([.. constructor.GetParameters().Select(p => Value(type, p, c))]);
    }

    private object? Value(Type request, ParameterInfo parameter, Case? c)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        if (type == typeof(bool)) return random.Next(3) == 0;
        if (type == typeof(int)) return random.Next(0, 4);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 1, 5).AddDays(random.Next(0, 4000));
        if (type == typeof(RaiserId)) return random.Next(4) == 0 ? null : new RaiserId("raiser-canary");
        if (type == typeof(SealedText)) return random.Next(4) == 0 && parameter.HasDefaultValue ? null : CaseLog.Letter($"text-{random.Next(9)}");
        if (type == typeof(ContentHash)) return Hash(request, parameter, c);
        if (type == typeof(Sequence<ContentHash>)) return new Sequence<ContentHash>([.. (c?.Evidence.Select(e => e.Content) ?? []).Take(1)]);
        if (type == typeof(Sequence<string>)) return Strings(request, parameter.Name!, c);
        if (type == typeof(Sequence<ActStatement>)) return random.Next(2) == 0 ? new Sequence<ActStatement>([]) : [Act()];
        if (type == typeof(ActStatement)) return Act();
        if (type == typeof(Sequence<Reason>)) return (Sequence<Reason>)[new Reason { Words = "alike", Codes = [random.Next(2) == 0 ? "Duplication of/in Image" : "Falsification/Fabrication of Image"] }];
        if (type == typeof(NoticeClaim)) return Claim(c);
        if (type == typeof(Notice)) return Notice(c);
        if (type == typeof(ConcernStatement)) return new ConcernStatement("images that appear alike", random.Next(2) == 0 ? [Role.Reader] : []);
        if (type == typeof(InvestigationStatement)) return new InvestigationStatement(InvestigationOutcome.Completed, [new StatedActor(Role.Journal)]);
        if (type == typeof(RequestStatement)) return new RequestStatement((RequestFor)random.Next(5), [new StatedActor(Role.Authors)]);
        if (type == typeof(DecisionStatement)) return new DecisionStatement([new StatedActor(Role.Editor)], Ground: random.Next(9) == 0 ? "deliberate" : "these findings");
        if (type == typeof(ApprovalStatement)) return new ApprovalStatement(new StatedActor(Role.EditorInChief));
        if (type == typeof(string)) return Text(parameter.Name!, c);
        throw new NotSupportedException($"{request.Name} has a value of {type}.");
    }

    private ContentHash Hash(Type request, ParameterInfo parameter, Case? c) =>
        parameter.Name == "Digest" && request != typeof(DraftNotice) && c is { Notices.IsEmpty: false } && random.Next(8) > 0 ? c.Notices[^1].Digest : CaseLog.Hash($"h{random.Next(40)}");

    private static Sequence<string> Strings(Type request, string name, Case? c) => name switch
    {
        "Findings" => ["F1", "F2"],
        "Parties" => c is null ? [] : [.. c.Authors.Select(a => a.Party)],
        "Evidence" => c is null ? [] : [.. c.Evidence.Select(e => e.Evidence).Take(1)],
        "Accepted" => request == typeof(ApproveNotice) && c is { Notices.IsEmpty: false } ? c.Notices[^1].Errors : [],
        _ => throw new NotSupportedException(name),
    };

    private string? Text(string name, Case? c)
    {
        if (random.Next(25) == 0) return "nothing-like-it";
        string? any = name switch
        {
            "Query" => Pick(c?.Queries.Select(q => q.Query)),
            "Author" => Pick(c?.Authors.OrderBy(a => random.Next(3)).Select(a => a.Party)),
            "Institution" => Pick(c?.Parties.Where(p => p.Kind == PartyKind.Institution).Select(p => p.Party)),
            "Expert" => Pick(c?.Parties.Where(p => p.Kind == PartyKind.Expert).Select(p => p.Party)),
            "Party" => random.Next(2) == 0 ? $"p{random.Next(30)}" : Pick(c?.Parties.Select(p => p.Party)),
            "From" => random.Next(3) == 0 ? Pick(c?.Parties.Select(p => p.Party)) : null,
            "Claim" => Pick(c?.Claims.Select(k => k.Claim)),
            "Run" => random.Next(2) == 0 ? $"run-{random.Next(9)}" : Pick(c?.Screenings.Select(r => r.Run)),
            "Finding" => $"F{random.Next(1, 4)}",
            "Item" => Pick(c?.OriginalData.Select(i => i.Item)),
            "Consultation" => Pick(c?.Consultations.Select(x => x.Consultation)),
            "Deadline" => Pick(c?.Deadlines.Select(d => d.Deadline)),
            "Decision" => c?.Decisions is [.., var decided] ? decided.Decision : null,
            "Notice" or "Draft" => c?.Notices is [.., var notice] ? notice.Notice : null,
            "Appeal" => c?.Appeals is [.., var appeal] ? appeal.Appeal : null,
            "Hold" => Pick(c?.Holds.Select(h => h.Hold)),
            "Other" => $"case-{random.Next(1, 5)}",
            "Person" => Pick(c?.Conflicts) ?? "edo",
            "Doi" => $"10.5555/x.{random.Next(20)}",
            "Id" => random.Next(2) == 0 ? null : Pick(c?.Parties.Select(p => p.Party)),
            "Label" => random.Next(5) == 0 ? "smith_blots.tif" : "original blots",
            "Figure" => random.Next(1, 9).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "WithoutInstitution" => random.Next(4) == 0 ? null : "the figures speak for themselves",
            _ => null,
        };
        return any ?? (name is "Panel" or "Title" or "About" or "Text" or "From" or "Id" or "WithoutInstitution" ? null : $"some-{name}");
    }

    private string? Pick(IEnumerable<string>? ids) => ids?.ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;

    private ActStatement Act() => new((AuthorsAct)random.Next(Enum.GetValues<AuthorsAct>().Length), random.Next(9) == 0 ? "the fabricated blot" : "our queries");

    private NoticeClaim Claim(Case? c) => new()
    {
        Targets = random.Next(9) == 0 ? [] : [new ClaimTarget { Figure = random.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture), Panel = "A" }],
        Sources = [new ClaimSource { Figure = "2", Reference = random.Next(3) == 0 ? Pick(c?.Works.Select(w => w.Reference)) : null }],
        Relation = ClaimRelation.Similar, Certainty = Certainty.Apparent,
    };

    private Notice Notice(Case? c)
    {
        if (c?.Decisions is not [.., var decision] || random.Next(20) == 0) return new Notice { Kind = NoticeKind.Correction };
        NoticeSources sources = new() { Article = new ArticleCitation { Title = "An invented article", Doi = c.Article?.Doi }, References = [.. c.Works.Select(w => new NoticeReference { Id = w.Reference, Work = new ArticleCitation { Doi = w.Doi } })] };
        return NoticeDraft.From(c, decision.Decision, new NoticeForm { Labels = ["Retraction"] }, sources);
    }
}
