using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;

namespace Palinode.Server.Cases;

/// <summary>GET and POST /concerns/new: intake writes down a concern that came by mail, from a comment, from another journal.</summary>
internal static class NewConcern
{
    private const string Way = "/concerns/new";

    private sealed record Filled(string Journal, ConcernChannel Channel, ConcernTyped Concern);

    public static void MapNewConcern(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Way, ShowAsync).ForSigned();
        routes.MapPost(Way, ReceiveAsync).ForSigned().DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, CaseDatabase cases, Cabinet cabinet, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        List<Offer> journals = await JournalsAsync(transaction, stop);
        return journals.Count == 0 ? Page.Of("New concern", $"<p>{Page.Say("You take concerns in for no journal.")}</p>") : Show(Fields(journals), Sheet(transaction, Guid.Empty, Guid.Empty, cabinet, Typed.Of(context.Request.Query), isFresh: true), null);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, CaseDatabase cases, Cabinet cabinet, CancellationToken stop)
    {
        await using (ActingTransaction asking = await cases.BeginAsync(context.User.Actor(), stop))
            if ((await JournalsAsync(asking, stop)).Count == 0) return Page.NotThere();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        (Typed typed, string? unreadable) = (Typed.Nothing, null);
        try
        {
            typed = await Typed.ReadAsync(context.Request, cabinet.Attachments, stop);
        }
        catch (InputException e)
        {
            unreadable = e.Message;
        }
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        List<Offer> journals = await JournalsAsync(transaction, stop);
        Field<Filled> fields = Fields(journals);
        Guid journal = journals.Any(j => j.Value == typed.Text("journal")) ? Guid.Parse(typed.Text("journal")) : Guid.Empty;
        Sheet sheet = Sheet(transaction, Guid.NewGuid(), journal, cabinet, typed, isFresh: false);
        if (unreadable is not null) return Show(fields, sheet, unreadable);
        Filled filled = await fields.ReadAsync(sheet, "", stop);
        if (sheet.AllWrong.Count > 0) return Show(fields, sheet, null);
        Ruling ruling;
        try
        {
            ruling = await ConcernFields.ReceiveAsync(sheet, filled.Concern, filled.Channel, alwaysReachable: false, "", stop);
        }
        catch (InputException e)
        {
            return Show(fields, sheet, e.Message);
        }
        if (ruling.Refusal is { } refusal) return Show(fields, sheet, refusal.Sentence);
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/cases/{sheet.CaseId}");
    }

    private static Field<Filled> Fields(List<Offer> journals) => Form.Of(
        Ask.One("journal", "Journal", _ => journals),
        Ask.Word("channel", "How it came", among: [.. Enum.GetValues<ConcernChannel>().Where(c => c != ConcernChannel.PublicForm)], start: (ConcernChannel?)ConcernChannel.Mail),
        ConcernFields.All, (journal, channel, concern) => new Filled(journal, channel, concern));

    private static PageResult Show(Field<Filled> fields, Sheet sheet, string? wrong) => Page.Show<FormPage>(ConcernFields.Model("New concern", Way, fields, sheet, wrong) with
    {
        Way = Way, Button = "Open a case", Lead = "Everything that says who raised it goes into the fields for it, and nowhere else.",
    }, ConcernFields.Status(sheet, wrong));

    private static Sheet Sheet(ActingTransaction transaction, Guid caseId, Guid journal, Cabinet cabinet, Typed typed, bool isFresh) =>
        new(transaction, caseId, journal, null, new CaseActor(transaction.Actor.Id.ToString(), []), new CaseNames(), [], cabinet, typed) { IsFresh = isFresh };

    /// <summary>Journals for which the person takes concerns in.</summary>
    private static Task<List<Offer>> JournalsAsync(ActingTransaction transaction, CancellationToken stop) =>
        transaction.QueryAsync("SELECT id, title FROM palinode.journal WHERE id = ANY (palinode.journals_as('intake')) ORDER BY title, id", r => new Offer(r.GetGuid(0).ToString(), r.GetString(1)), stop);
}
