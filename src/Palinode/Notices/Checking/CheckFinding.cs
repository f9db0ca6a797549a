using System.Text.Json.Serialization;

namespace Palinode.Notices.Checking;

[JsonConverter(typeof(CamelCase<CheckSeverity>))]
public enum CheckSeverity
{
    /// <summary>A rule of the trade is broken, or the notice says two things.</summary>
    Error,

    /// <summary>Readers miss something, or may misread it.</summary>
    Warning,

    /// <summary>Worth a look.</summary>
    Note,
}

/// <param name="Rule">Stable id: "complete/own-doi".</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Source">Where the rule is from: "COPE, CREC".</param>
/// <param name="Reason">What is wrong, in one line.</param>
/// <param name="Span">Where in the text; absent where something is missing.</param>
/// <param name="Words">The words in question; absent where something is missing.</param>
public sealed record CheckFinding(string Rule, CheckSeverity Severity, string Source, string Reason, TextSpan? Span = null, string? Words = null);

/// <summary>What a check found.</summary>
public sealed record CheckResult
{
    /// <summary>Errors first, then by rule and place.</summary>
    public Sequence<CheckFinding> Findings { get; init; }

    /// <summary>Required elements that are there.</summary>
    public required int Present { get; init; }

    /// <summary>Required elements in all.</summary>
    public required int Required { get; init; }
}
