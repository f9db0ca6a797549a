namespace Palinode.Cases;

/// <summary>Something that happened to a case. It holds no name of a person; see <see cref="CaseEventJson"/> for its stable form.</summary>
public abstract record CaseEvent;

/// <summary>An event with what the log adds to it.</summary>
/// <param name="Case">Id of the case.</param>
/// <param name="Sequence">Counted from 1 within the case.</param>
/// <param name="By">Id of the account that did it, or of the service.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Event">What happened.</param>
/// <param name="Why">The reason that was given.</param>
public sealed record CaseEntry(string Case, int Sequence, string By, DateTimeOffset At, CaseEvent Event, string? Why = null)
{
    /// <summary>The day it happened, in UTC.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>What was done with the raiser: the reason that intake gives may say who they are.</summary>
    public bool IsAboutRaiser => IsOfRaiser(Event);

    /// <inheritdoc cref="IsAboutRaiser"/>
    public static bool IsOfRaiser(CaseEvent happened) => happened is ConcernReceived or ConcernAcknowledged or RaiserTold or ErasureRecorded { Thing: ErasedThing.RaiserIdentity };

    /// <summary>The entry for everybody but intake: no id, no commitment, no words by or about the raiser.</summary>
    public CaseEntry WithoutRaiser() => !IsAboutRaiser ? this : this with
    {
        Why = null,
        Event = Event switch
        {
            ConcernReceived e => e with { Raiser = null, Identity = null, Text = null },
            ConcernAcknowledged e => e with { Letter = null },
            RaiserTold e => e with { Letter = null },
            _ => Event,
        },
    };
}
