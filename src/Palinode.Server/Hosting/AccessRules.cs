using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Storage;

namespace Palinode.Server.Hosting;

/// <summary>To which journal, and which case in it, something in an address belongs.</summary>
/// <param name="Parameter">The name in the route: <c>{case:guid}</c> is <c>case</c>.</param>
/// <param name="Sql">Gives journal_id and case_id (or NULL) for the id $1, one row or none; asked as the person, so the row-level policies hold.</param>
internal sealed record Belonging(string Parameter, string Sql);

/// <summary>Why somebody who is known may not use an endpoint.</summary>
internal enum Refusal
{
    /// <summary>For this person it does not exist.</summary>
    NotThere,

    /// <summary>The token was not made for this.</summary>
    Scope,

    /// <summary>The journal asks for a second factor first.</summary>
    SecondFactor,
}

/// <summary>
/// Decides on the <see cref="Access"/> of an endpoint, before its handler and again while it runs. Roles are asked of the database each time. Everything that the
/// address names must be there for the person and belong together, whatever the endpoint is: a foreign id beside one's own is as good as none.
/// </summary>
internal sealed class AccessRules(CaseDatabase cases, IEnumerable<Belonging> belongings)
{
    private readonly Dictionary<string, string> _belongings = belongings.ToDictionary(b => b.Parameter, b => b.Sql, StringComparer.Ordinal);

    /// <summary>The names in routes for which the rule is known.</summary>
    public IReadOnlyCollection<string> Parameters => _belongings.Keys;

    /// <summary>Null when the person may.</summary>
    public async Task<Refusal?> RefusalAsync(HttpContext context, CancellationToken stop)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        Access access = metadata?.GetMetadata<Access>() ?? Access.Signed;
        if (context.User.IsToken() && (metadata?.GetMetadata<TokenScope>() is not { } scope || !scope.AnyOf.Any(s => context.User.HasClaim(SignedIn.ScopeClaim, s)))) return Refusal.Scope;
        if (context.User.HasClaim(c => c.Type == SignedIn.SecondFactorMissingClaim) && metadata?.GetMetadata<BeforeSecondFactor>() is null) return Refusal.SecondFactor;
        return await MayAsync(context.User.Actor(), access, metadata?.GetMetadata<DespiteConflict>() is not null, context.Request.RouteValues, stop) ? null : Refusal.NotThere;
    }

    private async Task<bool> MayAsync(Actor actor, Access access, bool despiteConflict, RouteValueDictionary route, CancellationToken stop)
    {
        (string Sql, Guid Id)[] named = [.. route.Where(r => _belongings.ContainsKey(r.Key)).Select(r => (_belongings[r.Key], Guid.TryParse(r.Value?.ToString(), out Guid id) ? id : Guid.Empty))];
        if (access.Who == Who.Signed && named.Length == 0) return true;
        await using ActingTransaction transaction = await cases.BeginAsync(actor, stop);
        HashSet<Guid> journals = [], files = [];
        foreach ((string sql, Guid id) in named)
        {
            if (await transaction.QueryAsync(sql, r => (Journal: r.GetGuid(0), Case: r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1)), stop, id) is not [var found]) return false;
            journals.Add(found.Journal);
            if (found.Case is { } file) files.Add(file);
        }
        if (journals.Count > 1 || files.Count > 1) return false;
        if (!despiteConflict && files.Count == 1 && await IsOutAsync(transaction, files.Single(), actor.Id, stop)) return false;
        bool service = access.Who is Who.Service or Who.JournalOrService && await transaction.QueryAsync("SELECT palinode.is_service_administrator()", r => r.GetBoolean(0), stop) is [true];
        return access.Who switch
        {
            Who.Signed => true,
            Who.Service => service,
            Who.Journal or Who.JournalOrService => service || journals.Count == 1 && await HasRoleAsync(transaction, journals.Single(), access, stop),
            _ => false,
        };
    }

    /// <summary>They declared a conflict of interest in the case, and nobody withdrew it: they take no further part, by whatever way.</summary>
    private static async Task<bool> IsOutAsync(ActingTransaction transaction, Guid caseId, Guid person, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT type = 'conflict-declared/1' FROM palinode.event WHERE case_id = $1 AND type IN ('conflict-declared/1', 'conflict-withdrawn/1') AND payload ->> 'person' = $2 ORDER BY sequence DESC LIMIT 1",
            r => r.GetBoolean(0), stop, caseId, person.ToString()) is [true];

    private static async Task<bool> HasRoleAsync(ActingTransaction transaction, Guid journal, Access access, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT $1 = ANY (palinode.journals_as(VARIADIC $2))", r => r.GetBoolean(0), stop, journal, access.Roles.Select(r => r.ToString().ToLowerInvariant()).ToArray()) is [true];
}

internal sealed class AccessRequirement : IAuthorizationRequirement;

/// <summary>Holds the middleware to <see cref="AccessRules"/>, and notes why somebody was refused for the answer.</summary>
internal sealed class AccessHandler(AccessRules rules) : AuthorizationHandler<AccessRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (context.Resource is not HttpContext http || context.User.Identity?.IsAuthenticated != true) return;
        if (await rules.RefusalAsync(http, http.RequestAborted) is { } refusal) http.Items[typeof(Refusal)] = refusal;
        else context.Succeed(requirement);
    }

    /// <summary>The answer to somebody who was refused. What is not allowed is not there: the answer is that of a page that does not exist.</summary>
    public static void Answer(HttpContext context)
    {
        switch (context.Items[typeof(Refusal)])
        {
            case Refusal.Scope:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                context.Response.Headers.WWWAuthenticate = context.GetEndpoint()?.Metadata.GetMetadata<TokenScope>() is { } scope ? $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', scope.AnyOf)}\"" : "Bearer error=\"insufficient_scope\"";
                break;
            case Refusal.SecondFactor when HttpMethods.IsGet(context.Request.Method):
                context.Response.Redirect("/account/second-factor");
                break;
            case Refusal.SecondFactor:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}

internal static class SignedIn
{
    public const string SessionClaim = "session", TokenClaim = "token", ScopeClaim = "scope", SecondFactorMissingClaim = "second-factor-missing";

    /// <summary>The person behind a request that passed authorization, as an actor for the database.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => Storage.Actor.Person(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!));

    /// <summary>The session of the request; null for a program's token.</summary>
    public static Guid? Session(this ClaimsPrincipal user) => user.FindFirstValue(SessionClaim) is { } id ? Guid.Parse(id) : null;

    public static bool IsToken(this ClaimsPrincipal user) => user.HasClaim(c => c.Type == TokenClaim);
}
