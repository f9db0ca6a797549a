using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases;

/// <summary>Work on cases, as the web application takes it in.</summary>
internal static class CaseWeb
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton<CaseDesk>().AddSingleton<TextVault>().AddSingleton<NoticeDrafts>().AddSingleton<Cabinet>().AddHostedService<SummaryKeeper>().AddPublicConcern();

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        routes.MapCaseList();
        routes.MapCasePages();
        routes.MapTransitions();
        routes.MapNewConcern();
        routes.MapPublicConcern();
    }
}
