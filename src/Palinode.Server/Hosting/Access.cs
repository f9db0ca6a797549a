using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Palinode.Cases;

namespace Palinode.Server.Hosting;

/// <summary>What kind of people an endpoint is for.</summary>
internal enum Who
{
    /// <summary>No sign-in.</summary>
    Anyone,

    /// <summary>Everybody who has signed in, for what is their own.</summary>
    Signed,

    /// <summary>People with one of the roles in the journal that the address names.</summary>
    Journal,

    /// <summary>The same, and administrators of the service.</summary>
    JournalOrService,

    /// <summary>Administrators of the service; they read no case by that alone.</summary>
    Service,
}

/// <summary>Who may use an endpoint. Each has exactly one; <see cref="AccessRules"/> holds to it before the handler is called, and the table of permissions is made from it.</summary>
internal sealed record Access(Who Who, ImmutableArray<CaseRole> Roles)
{
    /// <summary>The name of the policy that looks at this.</summary>
    public const string Policy = "access";

    /// <summary>Everybody who works for a journal; an auditor only reads.</summary>
    public static ImmutableArray<CaseRole> Readers { get; } = [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver, CaseRole.Administrator, CaseRole.Auditor];

    /// <summary>Everybody who works on cases.</summary>
    public static ImmutableArray<CaseRole> Writers { get; } = [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver, CaseRole.Administrator];

    /// <summary>What stands here when an endpoint says no more than that one must have signed in.</summary>
    public static Access Signed { get; } = new(Who.Signed, []);
}

/// <summary>A program with a token may use the endpoint when the token has one of these scopes; without this no token opens it.</summary>
internal sealed record TokenScope(ImmutableArray<string> AnyOf)
{
    public const string ReadCases = "read:cases", WriteCases = "write:cases", Screen = "screen", Audit = "audit";

    public static ImmutableArray<string> All { get; } = [ReadCases, WriteCases, Screen, Audit];
}

/// <summary>The endpoint is open to people of whom a second factor is asked and who have none yet: setting it up, signing out.</summary>
internal sealed record BeforeSecondFactor;

/// <summary>The endpoint is there also for somebody who declared a conflict of interest in the case; it sees to what they get. Everything else of a case is not.</summary>
internal sealed record DespiteConflict;

/// <summary>How endpoints say who may use them.</summary>
internal static class AccessExtensions
{
    public static T ForAnyone<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Access(Who.Anyone, [])).AllowAnonymous();

    public static T ForSigned<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.Guarded(Access.Signed);

    /// <summary>For people with one of the roles (all six when none is given) in the journal to which everything in the address belongs: <c>{journal}</c>, <c>{case}</c>, <c>{attachment}</c>, and what parts add as <see cref="Belonging"/>.</summary>
    public static T ForJournal<T>(this T endpoint, params ImmutableArray<CaseRole> roles) where T : IEndpointConventionBuilder => endpoint.Guarded(new Access(Who.Journal, roles.IsEmpty ? Access.Readers : roles));

    /// <summary>The same, and for administrators of the service.</summary>
    public static T ForJournalOrService<T>(this T endpoint, params ImmutableArray<CaseRole> roles) where T : IEndpointConventionBuilder => endpoint.Guarded(new Access(Who.JournalOrService, roles));

    public static T ForService<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.Guarded(new Access(Who.Service, []));

    /// <summary>Also for programs, with a token of one of these scopes.</summary>
    public static T Scoped<T>(this T endpoint, params ImmutableArray<string> anyOf) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new TokenScope(anyOf));

    public static T BeforeSecondFactor<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new BeforeSecondFactor());

    public static T DespiteConflict<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new DespiteConflict());

    private static T Guarded<T>(this T endpoint, Access access) where T : IEndpointConventionBuilder => endpoint.WithMetadata(access).RequireAuthorization(Access.Policy);
}
