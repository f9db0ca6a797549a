using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Letters;

/// <summary>Letters, as the web application takes them in.</summary>
internal static class LettersWeb
{
    private static readonly ImmutableArray<CaseRole> Senders = [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor];

    public static IServiceCollection AddLetters(this IServiceCollection services, ServiceFolder folder)
    {
        MailSettings? mail = MailSettings.Of(folder);
        return services.AddSingleton(new Belonging("letter", "SELECT journal_id, case_id FROM palinode.outbox WHERE id = $1")).AddSingleton<LetterTemplates>().AddSingleton<Outbox>().AddSingleton(new PostmanOptions())
            .AddSingleton(s => new LetterDesk(s.GetRequiredService<LetterTemplates>(), s.GetRequiredService<Outbox>(), s.GetRequiredService<IdentityVault>(), s.GetRequiredService<CaseDesk>(), mail, s.GetRequiredService<TimeProvider>()))
            .AddHostedService(s => new Postman(s.GetRequiredService<CaseDatabase>(), s.GetRequiredService<Outbox>(), mail, s.GetRequiredService<PostmanOptions>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Postman>>()))
            .AddHostedService<Reminders>();
    }

    public static void MapLetters(this IEndpointRouteBuilder web)
    {
        RouteGroupBuilder letters = web.MapGroup("/cases/{case:guid}/letters/{letter:guid}").DisableAntiforgery();
        letters.MapGet("/message", Message).ForJournal();
        letters.MapPost("/retry", Retry).ForJournal(Senders);
        letters.MapPost("/sent-by-hand", SentByHand).ForJournal(Senders);
    }

    /// <summary>The letter as a file that mail programs open; without a sender, who is whoever sends it.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound>> Message([FromRoute(Name = "case")] Guid caseId, [FromRoute(Name = "letter")] Guid id, ClaimsPrincipal user, CaseDatabase cases, Outbox outbox, TimeProvider time, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        return await outbox.OpenAsync(transaction, caseId, id, stop) is { } letter
            ? TypedResults.File(LetterMessage.Write(id, letter, null, time.GetUtcNow()), "message/rfc822", $"{CaseNumber.Of(caseId)}.eml")
            : TypedResults.NotFound();
    }

    private static Task<Results<RedirectHttpResult, NotFound>> Retry([FromRoute(Name = "case")] Guid caseId, [FromRoute(Name = "letter")] Guid id, ClaimsPrincipal user, CaseDatabase cases, Outbox outbox, CancellationToken stop) =>
        ChangeAsync(caseId, user, cases, t => outbox.RetryAsync(t, caseId, id, stop), stop);

    private static Task<Results<RedirectHttpResult, NotFound>> SentByHand([FromRoute(Name = "case")] Guid caseId, [FromRoute(Name = "letter")] Guid id, ClaimsPrincipal user, CaseDatabase cases, Outbox outbox, CancellationToken stop) =>
        ChangeAsync(caseId, user, cases, t => outbox.SentByHandAsync(t, caseId, id, stop), stop);

    private static async Task<Results<RedirectHttpResult, NotFound>> ChangeAsync(Guid caseId, ClaimsPrincipal user, CaseDatabase cases, Func<ActingTransaction, Task<bool>> change, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (!await change(transaction)) return TypedResults.NotFound();
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/cases/{caseId}");
    }
}
