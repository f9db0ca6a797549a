namespace Palinode.Server.Storage;

/// <summary>On whose behalf a transaction works. The database decides by it which rows there are; without one there are none.</summary>
/// <param name="As">The word that the policies know: see the first migration.</param>
/// <param name="Id">Who stands in the log as having acted.</param>
/// <param name="Journal">For the public form: the journal that is told of the concern.</param>
internal sealed record Actor(string As, Guid Id, Guid? Journal)
{
    /// <summary>Stands in the log for the service itself: deadlines, jobs, reminders.</summary>
    public static Guid ServiceId { get; } = new("00000000-0000-4000-8000-000000000001");

    /// <summary>Stands in the log for whoever filled in the public form.</summary>
    public static Guid PublicId { get; } = new("00000000-0000-4000-8000-000000000002");

    /// <summary>The service itself: reads and continues cases of all journals, opens no identity.</summary>
    public static Actor Service { get; } = new("service", ServiceId, null);

    /// <summary>Signing in and up: reads accounts, no case.</summary>
    public static Actor Door { get; } = new("door", ServiceId, null);

    /// <summary>Carries letters: sees those that are to leave, and nothing else.</summary>
    public static Actor Post { get; } = new("post", ServiceId, null);

    /// <summary>A person who has signed in: sees and does what the memberships of this moment allow.</summary>
    public static Actor Person(Guid id) => new("person", id, null);

    /// <summary>The public form: may open a case in this journal, and reads nothing.</summary>
    public static Actor Concern(Guid journal) => new("concern", PublicId, journal);
}
