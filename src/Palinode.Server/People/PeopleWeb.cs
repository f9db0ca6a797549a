using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Hosting;

namespace Palinode.Server.People;

/// <summary>How often the door may be tried.</summary>
internal sealed record DoorLimits
{
    /// <summary>Tries of passwords, codes, passkeys and links a minute from one address: fifty people of one house who come at nine share one.</summary>
    public int AddressTries { get; init; } = 60;

    /// <summary>Tries a minute for one account, whether or not it exists, from wherever they come; the lockout of an account comes after five wrong ones.</summary>
    public int AccountTries { get; init; } = 10;
}

/// <summary>Accounts, rights and the ways in, as the web application takes them in.</summary>
internal static class PeopleWeb
{
    /// <summary>The rate limit of everything that tries passwords, codes or links.</summary>
    public const string DoorLimit = "door";

    public static IServiceCollection AddPeople(this IServiceCollection services, DoorLimits limits)
    {
        services.AddIdentityCore<Account>(options =>
        {
            // Length is what counts (NIST SP 800-63B); classes of characters only make people write passwords down.
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 5;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            options.User.AllowedUserNameCharacters = "";
        }).AddUserStore<PeopleStore>();
        // OWASP's number for PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        // A passkey is both factors at once: the authenticator, and what unlocks it. It is found without an address being typed.
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            (options.UserVerificationRequirement, options.ResidentKeyRequirement) = ("required", "required");
            // What the authenticator signed must be this very site; what stands before the service passes host and scheme on.
            options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}");
        });
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();

        services.AddAuthentication("either")
            .AddPolicyScheme("either", null, options => options.ForwardDefaultSelector = context => TokenAuthentication.Of(context.Request) is null ? SessionAuthentication.SchemeName : TokenAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        // Whatever does not say that anybody may come in is for people who have signed in.
        AuthorizationPolicy access = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new AccessRequirement()).Build();
        services.AddAuthorizationBuilder().AddPolicy(Access.Policy, access).SetDefaultPolicy(access).SetFallbackPolicy(access);
        services.AddSingleton<IAuthorizationHandler, AccessHandler>().AddSingleton<AccessRules>()
            .AddSingleton(new Belonging("journal", "SELECT id, NULL::uuid FROM palinode.journal WHERE id = $1"))
            .AddSingleton(new Belonging("case", "SELECT journal_id, case_id FROM palinode.event WHERE case_id = $1 AND sequence = 1"))
            .AddSingleton(new Belonging("attachment", "SELECT journal_id, case_id FROM palinode.attachment WHERE id = $1"));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = StatusPages.TellWhenAsync;
            options.AddPolicy(DoorLimit, context => RateLimitPartition.GetFixedWindowLimiter(RemoteNetwork.Of(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.AddressTries, Window = TimeSpan.FromMinutes(1) }));
        });
        return services.AddSingleton(limits).AddSingleton<AccountTries>().AddSingleton(new SessionOptions()).AddSingleton<Sessions>().AddSingleton<ApiTokens>()
            .AddScoped<PeopleStore>().AddScoped<Invitations>().AddScoped<SecondFactors>().AddScoped<PasskeyQuestions>();
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapSignUp();
        routes.MapSignIn();
        routes.MapSignOut();
        routes.MapPasswordReset();
        routes.MapOwnAccount();
        routes.MapSecondFactor();
        routes.MapPasskeys();
        routes.MapApiTokens();
        routes.MapJournals();
        routes.MapJournalPeople();
        routes.MapColleagues();
        routes.MapEveryone();
    }

    /// <summary>A form of ours: <see cref="SameOriginOnly"/> has looked where it comes from.</summary>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapPost(pattern, handler).DisableAntiforgery();

    /// <summary>A form that tries a secret.</summary>
    public static RouteHandlerBuilder Limited(this RouteHandlerBuilder endpoint) => endpoint.RequireRateLimiting(DoorLimit);
}

/// <summary>Counts tries per account in this process. The key is the address given, hashed; it is kept for a minute.</summary>
internal sealed class AccountTries(DoorLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(login => RateLimitPartition.GetFixedWindowLimiter(
        Convert.ToHexString(Token.HashOf(login.Trim().ToUpperInvariant())), _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.AccountTries, Window = TimeSpan.FromMinutes(1) }));

    public bool MayTry(string login)
    {
        using RateLimitLease lease = _tries.AttemptAcquire(login);
        return lease.IsAcquired;
    }

    public void Dispose() => _tries.Dispose();
}
