namespace Palinode.Server.People;

/// <summary>How one person gets in. <see cref="PeopleStore"/> keeps it; ASP.NET Core Identity decides by it.</summary>
internal sealed class Account
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The address given at the sign-up, as it was written; compared without regard to case.</summary>
    public string Login { get; set; } = "";

    /// <summary>As colleagues see it.</summary>
    public string Name { get; init; } = "";

    public string? PasswordHash { get; set; }
    public int Failures { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The shared key of the second factor, in Base32 as authenticators take it.</summary>
    public string? TotpKey { get; set; }

    public bool TotpOn { get; set; }
    public string Stamp { get; set; } = Guid.NewGuid().ToString("N");
    public Guid Version { get; set; } = Guid.NewGuid();
}
