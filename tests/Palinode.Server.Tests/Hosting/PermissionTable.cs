using System.Collections.Immutable;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Palinode.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Hosting;

/// <summary>One endpoint of the application as composed, with what it says about who may use it.</summary>
/// <remarks>Where it depends on the state of the case, whoever may is told so when the case is not so far.</remarks>
internal sealed record EndpointLine(string Method, string Route, Access Access, ImmutableArray<string> Scopes, bool BeforeSecondFactor, string[] Parameters, bool DependsOnTheState)
{
    public override string ToString() => $"{Method} {Route}";
}

/// <summary>The endpoints of the application, read from the application itself.</summary>
internal static class PermissionTable
{
    public static async Task<(RouteEndpoint[] Endpoints, string[] Belongings)> EndpointsAsync(string folder)
    {
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(new(folder), CancellationToken.None);
        await using WebApplication application = WebHost.Build(storage, IPAddress.Loopback, 0, TextWriter.Null);
        AccessRules rules = (AccessRules)application.Services.GetService(typeof(AccessRules))!;
        return ([.. ((IEndpointRouteBuilder)application).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()], [.. rules.Parameters]);
    }

    /// <summary>Those that say who may use them; a test sees to it that all do.</summary>
    public static IEnumerable<EndpointLine> Lines(IEnumerable<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        let said = endpoint.Metadata.GetMetadata<Access>()
        where said is not null
        // What is done to a case is for the roles of its rule, as the program has them.
        let rule = endpoint.Metadata.GetMetadata<CaseRule>()
        let access = rule is null ? said : said with { Roles = [.. said.Roles.Where(r => rule.Roles.Contains(r))] }
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]
        let line = new EndpointLine(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), access, endpoint.Metadata.GetMetadata<TokenScope>()?.AnyOf ?? [], endpoint.Metadata.GetMetadata<BeforeSecondFactor>() is not null, [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)], rule is not null)
        orderby line.Route, line.Method
        select line;

    /// <summary>The page of the guide.</summary>
    public static string Document(IEnumerable<EndpointLine> lines)
    {
        StringBuilder page = new("""
            # Who may do what

            Made from the running application by a test, which fails when this page is not what the application does. What somebody may not use answers 404, as what does not exist; behind it stand the
            row-level policies of the database. Roles are those in the journal that the address names, at the moment of the request. A program's token opens what has a scope, with the rights of the person
            who made it, and nothing else. An administrator of the service makes journals and grants roles, and reads no case by that alone.

            | | address | anybody | signed in | intake | investigator | editor | approver | administrator | auditor | administrator of the service | scope |
            |---|---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (EndpointLine line in lines)
        {
            string Mark(bool may) => may ? "yes" : "";
            bool anyone = line.Access.Who == Who.Anyone, signed = anyone || line.Access.Who == Who.Signed;
            page.Append($"| {line.Method} | `{line.Route}` | {Mark(anyone)} | {Mark(signed)} |");
            foreach (var role in Access.Readers) page.Append($" {Mark(signed || line.Access.Who is Who.Journal or Who.JournalOrService && line.Access.Roles.Contains(role))} |");
            page.Append($" {Mark(signed || line.Access.Who is Who.Service or Who.JournalOrService)} | {string.Join(", ", line.Scopes)} |\n");
        }
        return page.ToString();
    }
}
