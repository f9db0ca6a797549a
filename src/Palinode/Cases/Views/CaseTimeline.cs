using System.Globalization;
using System.Text;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>One line of a timeline.</summary>
/// <param name="Sequence">Of the event.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Id of the account.</param>
/// <param name="Event">"concern-received/1"</param>
/// <param name="Line">What happened, in neutral words, without names: ids of parties, letters and claims stand for them.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="State">The state it led to; null where the state stayed.</param>
public sealed record TimelineLine(int Sequence, DateTimeOffset At, string By, string Event, string Line, string? Why, CaseState? State);

/// <summary>A case as it is read, from its first event to its last.</summary>
/// <param name="Id">Of the case.</param>
/// <param name="State">As it is now.</param>
/// <param name="Lines">In order.</param>
public sealed record CaseTimeline(string Id, CaseState State, Sequence<TimelineLine> Lines)
{
    /// <summary>Stands under every timeline.</summary>
    public string Statement { get; } = CaseWords.NotAFinding;

    /// <param name="entries">All events of one case.</param>
    /// <param name="seesRaiser">Whether the reader is of intake.</param>
    /// <exception cref="InputException">The events are not those of one case in their order.</exception>
    public static CaseTimeline Of(IEnumerable<CaseEntry> entries, bool seesRaiser)
    {
        List<TimelineLine> lines = [];
        Case? c = null;
        foreach (CaseEntry entry in entries)
        {
            CaseState? before = c?.State;
            c = Case.Apply(c, entry);
            CaseEntry shown = seesRaiser ? entry : entry.WithoutRaiser();
            lines.Add(new TimelineLine(entry.Sequence, entry.At, entry.By, CaseEventJson.NameOf(entry.Event), TimelineWording.Of(shown.Event, c), shown.Why, c.State == before ? null : c.State));
        }
        return c is null ? throw new InputException("A case has at least one event.") : new CaseTimeline(c.Id, c.State, [.. lines]);
    }

    /// <summary>What one event says, in a neutral sentence.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="known">The case, where it is at hand: it says what a deadline is for.</param>
    public static string LineOf(CaseEvent happened, Case? known = null) => TimelineWording.Of(happened, known);

    /// <summary>As plain text, for exports: what happened, when, by whom, why.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Case {Id}: {CaseWords.Of(State)}\n\n");
        foreach (TimelineLine line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC  {line.By}  {line.Line}");
            if (line.Why is not null) text.Append(CultureInfo.InvariantCulture, $" Reason: {line.Why}");
            text.Append('\n');
        }
        return text.Append('\n').Append(Statement).Append('\n').ToString();
    }
}
