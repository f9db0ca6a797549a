using Microsoft.AspNetCore.Http;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Pages;

/// <summary>Who looks at a page, as far as the frame around it has to know. It opens no door: every endpoint asks the database itself.</summary>
/// <param name="IsSignedIn">Somebody is.</param>
/// <param name="TakesConcerns">Is of intake in some journal.</param>
/// <param name="Administers">Administers a journal or the service.</param>
public sealed record Viewer(bool IsSignedIn, bool TakesConcerns, bool Administers)
{
    public static Viewer Nobody { get; } = new(false, false, false);

    internal static Viewer Of(HttpContext? context) => context?.Items[typeof(Viewer)] as Viewer ?? Nobody;
}

/// <summary>Looks the viewer up once a request, after it is known who asks.</summary>
internal sealed class ViewerLookup(RequestDelegate next, CaseDatabase cases)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true } && context.GetEndpoint() is not null) context.Items[typeof(Viewer)] = await FindAsync(context.User.Actor(), context.RequestAborted);
        await next(context);
    }

    private async Task<Viewer> FindAsync(Actor actor, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(actor, stop);
        return (await transaction.QueryAsync(
            "SELECT cardinality(palinode.journals_as('intake')) > 0, cardinality(palinode.journals_as('administrator')) > 0 OR palinode.is_service_administrator()",
            r => new Viewer(true, r.GetBoolean(0), r.GetBoolean(1)), stop))[0];
    }
}
