using Palinode.Cases;

namespace Palinode.Server.Pages;

/// <param name="Text">What it says.</param>
/// <param name="Words">Sealed words behind it: their title, and the words or null where they are not for this reader or were erased.</param>
public sealed record TimelineRow(int Number, DateTimeOffset At, string By, string Text, string? Why, string? State, IReadOnlyList<(string Title, string? Words)> Words);

/// <param name="IsNext">It leads to another state.</param>
public sealed record ActionLink(string Address, string Title, bool IsNext, string Chapter);

/// <param name="PassOnAddress">Where intake passes on a copy without metadata.</param>
public sealed record AttachmentRow(string Address, string Name, string MediaType, string Size, DateTimeOffset At, string By, bool ForIntake, string? Evidence, string? PassOnAddress, string? AttachAddress);

public sealed record PartyRow(string Name, string Kind, int? Place, string? Mail, string? Affiliation, string? WriteAddress);

/// <summary>A letter on its way.</summary>
/// <param name="Message">Where it is downloaded as a message; null once it has left.</param>
/// <param name="Retry">Where it is tried again; null where nothing failed.</param>
/// <param name="ByHand">Where somebody says that they sent it themselves.</param>
public sealed record OutgoingRow(string Kind, string To, string State, string? Fault, string? Message, string? Retry, string? ByHand);

public sealed record DeadlineRow(string Id, string For, string? About, DateOnly Due, bool Met, bool IsLate);

/// <param name="Links">What can be done with it.</param>
public sealed record ThingRow(string Id, string Text, string Status, IReadOnlyList<(string Address, string Title)> Links);

/// <summary>For intake alone: who raised it, as far as they said.</summary>
public sealed record RaiserView(IReadOnlyList<(string Field, string Value)> Fields, bool Anonymous, bool CanBeReached, bool MayStateRole);

/// <summary>The page of a case.</summary>
/// <param name="Number">As letters quote it.</param>
public sealed record CaseModel(Guid Id, string Number, Case Case, string Journal, string Handler, IReadOnlyList<TimelineRow> Timeline)
{
    public string Title => Case.Article?.Title ?? Case.Article?.Doi ?? $"Case {Number}";
    public IReadOnlyList<ActionLink> Actions { get; init; } = [];

    /// <summary>Null for everybody but intake.</summary>
    public RaiserView? Raiser { get; init; }
    public IReadOnlyList<PartyRow> Parties { get; init; } = [];
    public IReadOnlyList<DeadlineRow> Deadlines { get; init; } = [];
    public IReadOnlyList<AttachmentRow> Attachments { get; init; } = [];
    public bool MayAttach { get; init; }
    public IReadOnlyList<ThingRow> Evidence { get; init; } = [];
    public IReadOnlyList<ThingRow> Screenings { get; init; } = [];
    public IReadOnlyList<ThingRow> Findings { get; init; } = [];
    public IReadOnlyList<ThingRow> Claims { get; init; } = [];
    public IReadOnlyList<ThingRow> Letters { get; init; } = [];
    public IReadOnlyList<OutgoingRow> Outgoing { get; init; } = [];
    public IReadOnlyList<ThingRow> OriginalData { get; init; } = [];
    public IReadOnlyList<ThingRow> Decisions { get; init; } = [];
    public IReadOnlyList<ThingRow> Notices { get; init; } = [];
    public IReadOnlyList<ThingRow> Links { get; init; } = [];

    /// <summary>The notice that stands now, as text.</summary>
    public IReadOnlyList<(string Notice, string Text)> NoticeTexts { get; init; } = [];

    /// <summary>What went out, or how it would look.</summary>
    public IReadOnlyList<(string Name, string Address)> NoticeFiles { get; init; } = [];

    /// <summary>Where the case is had as a file.</summary>
    public string? Bundle { get; init; }

    /// <summary>The person declared a conflict of interest.</summary>
    public bool IsOut { get; init; }
}
