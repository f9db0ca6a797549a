using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Who may do something to a case, and when; what else it takes stands in the request's own file.</summary>
/// <param name="Name">Stable: "approve-decision".</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Roles">Any of these is enough, unless the journal's policy says otherwise.</param>
/// <param name="From">States it may happen in; empty for what opens a case.</param>
/// <param name="To">States it may lead to; empty where the state stays.</param>
public sealed record CaseRule(string Name, string Summary, Sequence<CaseRole> Roles, Sequence<CaseState> From, Sequence<CaseState> To = default);

/// <summary>Why something may not happen.</summary>
[JsonConverter(typeof(CamelCase<RefusalCode>))]
public enum RefusalCode
{
    /// <summary>The person lacks the role.</summary>
    Role,

    /// <summary>The person has a conflict of interest.</summary>
    Conflict,

    /// <summary>Somebody else has to do it.</summary>
    FourEyes,

    /// <summary>Not in this state.</summary>
    State,

    /// <summary>It is about something the case does not hold.</summary>
    Unknown,

    /// <summary>It was done before.</summary>
    Already,

    /// <summary>Something has to happen first.</summary>
    First,

    /// <summary>A value is missing or wrong.</summary>
    Value,

    /// <summary>Words that charge or speak of motive.</summary>
    Words,

    /// <summary>A legal hold is in the way.</summary>
    Hold,
}

/// <param name="Code">For programs.</param>
/// <param name="Sentence">For people: what is wrong and what to do.</param>
public sealed record Refusal(RefusalCode Code, string Sentence);

/// <summary>What came of a request: events to be written together, or a refusal.</summary>
public sealed record Ruling
{
    public Sequence<CaseEvent> Events { get; private init; }
    public Refusal? Refusal { get; private init; }
    public bool IsAllowed => Refusal is null;

    public Ruling() { }
    public Ruling(Refusal refusal) => Refusal = refusal;

    public static Ruling Allow(params ReadOnlySpan<CaseEvent> events) => new() { Events = [.. events] };
    public static Ruling Refuse(RefusalCode code, string sentence) => new() { Refusal = new Refusal(code, sentence) };
}
