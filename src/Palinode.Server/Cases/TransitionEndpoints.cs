using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Cases;
using Palinode.Evidence;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Cases.Transitions;
using Palinode.Server.Hosting;
using Palinode.Server.Jobs;
using Palinode.Server.Notices;
using Palinode.Server.Pages;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>GET and POST /cases/{id}/do/{rule}: the form of a request, and doing it.</summary>
internal static class TransitionEndpoints
{
    private const int LongestReason = 4000;

    /// <summary>The door lets in whoever works for the journal; who of them may, the rule says, and the journal's policy may say it otherwise. Somebody with a conflict of interest is told so. The rule is metadata, for the table of permissions.</summary>
    public static void MapTransitions(this IEndpointRouteBuilder routes)
    {
        foreach (Transition transition in AllTransitions.InOrder)
        {
            string way = $"/cases/{{case:guid}}/do/{transition.Rule.Name}";
            routes.MapGet(way, ([FromRoute(Name = "case")] Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master) => ShowAsync(transition, id, context, cases, cabinet, master)).ForJournal(Access.Writers).DespiteConflict().WithMetadata(transition.Rule).Scoped(ScopesOf(transition));
            routes.MapPost(way, ([FromRoute(Name = "case")] Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master) => DoAsync(transition, id, context, cases, cabinet, master)).ForJournal(Access.Writers).DespiteConflict().WithMetadata(transition.Rule).Scoped(ScopesOf(transition)).DisableAntiforgery();
        }
    }

    private static ImmutableArray<string> ScopesOf(Transition transition) => transition.ForScreening ? [TokenScope.WriteCases, TokenScope.Screen] : [TokenScope.WriteCases];

    private static async Task<IResult> ShowAsync(Transition transition, Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master)
    {
        CancellationToken stop = context.RequestAborted;
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        (OpenCase? open, Sheet? sheet, IResult? refused) = await OpenAsync(transition, id, transaction, cabinet, master, Typed.Of(context.Request.Query), isFresh: true, stop);
        return refused ?? Show(transition, open!, sheet!, StatusCodes.Status200OK);
    }

    private static async Task<IResult> DoAsync(Transition transition, Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master)
    {
        CancellationToken stop = context.RequestAborted;
        // Whether it may be done at all is known before anything is received.
        await using (ActingTransaction asking = await cases.BeginAsync(context.User.Actor(), stop))
            if ((await OpenAsync(transition, id, asking, cabinet, master, Typed.Nothing, isFresh: false, stop)).Refused is { } refused) return refused;
        if (transition.Fields.TakesFiles && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        Typed typed;
        string? unreadable = null;
        try
        {
            typed = await Typed.ReadAsync(context.Request, transition.Fields.TakesFiles ? cabinet.Attachments : null, stop);
        }
        catch (InputException e)
        {
            (typed, unreadable) = (Typed.Nothing, e.Message);
        }
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        (OpenCase? open, Sheet? sheet, IResult? meanwhile) = await OpenAsync(transition, id, transaction, cabinet, master, typed, isFresh: false, stop);
        if (meanwhile is not null) return meanwhile;
        if (unreadable is not null) return Show(transition, open!, sheet!, StatusCodes.Status422UnprocessableEntity, other: unreadable);
        if (typed.Text("more").Length > 0) return Show(transition, open!, sheet!, StatusCodes.Status200OK);
        if (int.TryParse(typed.Text("seen"), out int seen) && seen != open!.Current.Version) return Moved(transition, open, sheet!, seen);
        return await DecideAsync(transition, open!, sheet!, context, cases, cabinet, master, stop);
    }

    private static async Task<IResult> DecideAsync(Transition transition, OpenCase open, Sheet sheet, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master, CancellationToken stop)
    {
        string why = sheet.Typed.Text("why");
        bool looks = sheet.Typed.Text("do") == "look";
        if (why.Length > LongestReason) sheet.Wrong("why", $"At most {LongestReason} characters.");
        if (transition.NeedsReason && why.Length == 0 && !looks) sheet.Wrong("why", "Say why.");
        try
        {
            CaseRequest request = await transition.Fields.ReadAsync(sheet, "", stop);
            if (sheet.AllWrong.Count > 0) return Show(transition, open, sheet, StatusCodes.Status422UnprocessableEntity);
            if (looks) return Show(transition, open, sheet, StatusCodes.Status200OK, preview: transition.Preview?.Invoke(sheet, request));
            if (transition.Letter?.PostAsync is { } post) request = await post(sheet, request, stop);
            Ruling? ruling = request switch
            {
                // A notice is out when its files are: they are made first, in a work of their own.
                PublishNotice publish => await context.RequestServices.GetRequiredService<NoticePublishing>().PublishAsync(context.User.Actor(), open.Id, publish, sheet.Typed.Text("breakSignature") == "yes", why, stop),
                RecordErasure erasure => await cabinet.Erasures.DoAsync(sheet.Transaction, open, erasure, why, stop),
                _ => await cabinet.Desk.DoAsync(sheet.Transaction, open, request, why, stop),
            };
            if (ruling is null) return Page.NotThere();
            if (ruling.Refusal is { } refusal) return Show(transition, open, sheet, StatusCodes.Status422UnprocessableEntity, other: refusal.Sentence);
            if (request is not PublishNotice) await sheet.Transaction.CommitAsync(stop);
            if (request is RecordErasure) await cabinet.Erasures.FollowAsync();
        }
        catch (InputException e)
        {
            return Show(transition, open, sheet, StatusCodes.Status422UnprocessableEntity, other: e.Message);
        }
        catch (ConcurrentChangeException)
        {
            await sheet.Transaction.DisposeAsync();
            await using ActingTransaction after = await cases.BeginAsync(context.User.Actor(), stop);
            (OpenCase? now, Sheet? again, IResult? refused) = await OpenAsync(transition, open.Id, after, cabinet, master, sheet.Typed, isFresh: false, stop);
            return refused ?? Moved(transition, now!, again!, open.Current.Version);
        }
        return TypedResults.Redirect($"/cases/{open.Id}#now", preserveMethod: false);
    }

    /// <summary>The case and the sheet, or why there is none: 404 where the role is missing, 409 where the case is not so far or past it.</summary>
    internal static async Task<(OpenCase? Open, Sheet? Sheet, IResult? Refused)> OpenAsync(Transition transition, Guid id, ActingTransaction transaction, Cabinet cabinet, MasterKey master, Typed typed, bool isFresh, CancellationToken stop)
    {
        if (await cabinet.Desk.ReadAsync(transaction, id, stop) is not { } open) return (null, null, Page.NotThere());
        CaseActor actor = await cabinet.Desk.ActorAsync(transaction, open.Journal, stop);
        CasePolicy policy = await cabinet.Desk.PolicyAsync(transaction, open.Journal, stop);
        if (!policy.RolesFor(transition.Rule).Any(actor.Has)) return (null, null, Page.NotThere());
        string? not = open.Current.Conflicts.Contains(actor.Id) ? "You declared a conflict of interest in this case."
            : transition.Rule.From.Contains(open.Current.State) ? null : $"{transition.Rule.Summary} is not possible while the case is {CaseWords.Of(open.Current.State)}.";
        if (not is not null) return (null, null, Page.Show<FormPage>(Model(transition, open) with { WrongTitle = "That is not possible now", Wrong = [(null, not)] }, StatusCodes.Status409Conflict));
        CaseNames names = await CaseNames.OfAsync(transaction, open.Journal, open, cabinet.Identities, master, stop);
        List<Attachment> attachments = transition.Fields.TakesFiles ? await cabinet.Attachments.ListAsync(transaction, id, stop) : [];
        if (isFresh && transition.Begin is not null) typed = transition.Begin(open.Current, typed);
        if (isFresh && transition.Letter is { } letter) typed = await DraftAsync(letter, open, transaction, cabinet, typed, stop);
        if (isFresh && transition.Rule == AcceptFinding.Definition) typed = await PlacesAsync(open, transaction, cabinet, typed, stop);
        House house = transition.Rule == DraftNotice.Definition ? await HouseBook.ReadAsync(transaction, open.Journal, stop) : new House();
        return (open, new Sheet(transaction, id, open.Journal, open, actor, names, attachments, cabinet, typed) { IsFresh = isFresh, House = house }, null);
    }

    /// <summary>The places of the finding that a link names, for a person to look at; nothing where the screening's result is not there.</summary>
    private static async Task<Typed> PlacesAsync(OpenCase open, ActingTransaction transaction, Cabinet cabinet, Typed typed, CancellationToken stop)
    {
        if (typed.Text("finding").Split('/') is not [var run, var id] || !Guid.TryParse(run, out Guid job) || await JobResults.FindAsync(transaction, open.Id, job, JobResults.Findings, stop) is not { } file) return typed;
        byte[] json = new byte[file.Content.Size];
        await using (Stream content = cabinet.Attachments.Read(file.Content.Sha256)) await content.ReadExactlyAsync(json, stop);
        return FindingsFile.FromJson(json).Findings.FirstOrDefault(f => f.Id == id) is { } finding && ClaimOfFinding.Begin(finding) is { } claim ? typed.With(ClaimFields.Fill("statement.", claim)) : typed;
    }

    /// <summary>The letter as the journal's template has it, for a person to change; nothing where it cannot be drafted yet.</summary>
    private static async Task<Typed> DraftAsync(LetterOf letter, OpenCase open, ActingTransaction transaction, Cabinet cabinet, Typed typed, CancellationToken stop)
    {
        string? party = letter.To(open.Current, typed);
        if (party?.Length == 0) return typed;
        try
        {
            return typed.With(new Dictionary<string, string> { [letter.Field] = await cabinet.Letters.DraftAsync(transaction, open, letter.Kind(open.Current, typed), party, stop) });
        }
        catch (InputException)
        {
            return typed;
        }
    }

    /// <summary>Somebody else was faster: what was typed stays, and what happened stands above it.</summary>
    private static PageResult Moved(Transition transition, OpenCase open, Sheet sheet, int seen)
    {
        bool intake = sheet.Actor.Has(CaseRole.Intake);
        string[] news = [.. CaseTimeline.Of(open.Entries, intake).Lines.Where(l => l.Sequence > seen).Select(l => $"{sheet.Names.Of(l.By)}: {sheet.Names.In(l.Line)}")];
        return Show(transition, open, sheet, StatusCodes.Status409Conflict, other: "The case was changed by somebody else meanwhile; nothing was written. Look at what happened, and send it again if it still holds.", news: news);
    }

    private static PageResult Show(Transition transition, OpenCase open, Sheet sheet, int status, string? other = null, IReadOnlyList<string>? news = null, string? preview = null)
    {
        List<(string? Id, string Text)> wrong = other is null ? [] : [(null, other)];
        FieldView why = new(FieldKind.Area, "why", "Reason") { Required = transition.NeedsReason, Value = sheet.Typed.Text("why"), Help = "Stays in the log for ever: no names of people.", Wrong = sheet.WrongWith("why") };
        FieldView seen = new(FieldKind.Hidden, "seen", "") { Value = open.Current.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        FieldView[] letter = transition.Letter?.PostAsync is null ? [] : [new FieldView(FieldKind.Tick, "post", "Send the letter by e-mail") { Value = sheet.Shown("post", _ => "yes"), Help = "Where an address is known. Without a mail server it is saved as a message for you to send." }];
        FieldView[] fields = [.. transition.Fields.Show(sheet, ""), .. letter, why, seen];
        wrong.AddRange(FormModel.WrongOf(fields, sheet.AllWrong));
        return Page.Show<FormPage>(Model(transition, open) with
        {
            Lead = transition.Lead, Action = $"/cases/{open.Id}/do/{transition.Rule.Name}", Button = transition.Button ?? transition.Title, TakesFiles = transition.Fields.TakesFiles, CanPreview = transition.Preview is not null,
            Fields = fields, Wrong = wrong, News = news ?? [], Preview = preview,
        }, status);
    }

    private static FormModel Model(Transition transition, OpenCase open) => new(transition.Title)
    {
        Way = "/", BackTo = $"/cases/{open.Id}", About = open.Current.Article?.Title ?? open.Current.Article?.Doi ?? CaseNumber.Of(open.Id),
    };
}
