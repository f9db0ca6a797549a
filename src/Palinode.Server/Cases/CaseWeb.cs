using Microsoft.Extensions.DependencyInjection;

namespace Palinode.Server.Cases;

/// <summary>Work on cases, as the web application takes it in.</summary>
internal static class CaseWeb
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services.AddSingleton<CaseDesk>().AddSingleton<TextVault>();
}
