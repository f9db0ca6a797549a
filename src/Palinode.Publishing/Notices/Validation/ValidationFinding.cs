using System.Text.Json.Serialization;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>How much a finding weighs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>The file says something wrong, or those who receive it will refuse it.</summary>
    [JsonStringEnumMemberName("error")] Error,

    /// <summary>It is accepted, but what readers need is missing or easily misread.</summary>
    [JsonStringEnumMemberName("warning")] Warning,

    /// <summary>What was not checked, and why.</summary>
    [JsonStringEnumMemberName("note")] Note,
}

/// <param name="Rule">Stable id: "jats/related-article".</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Line">In the file, from 1; absent where something is missing altogether.</param>
/// <param name="Reason">What is wrong and what is expected, in one line.</param>
public sealed record ValidationFinding(string Rule, FindingSeverity Severity, int? Line, string Reason);

/// <summary>Which form a file has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DepositForm>))]
public enum DepositForm
{
    [JsonStringEnumMemberName("jats")] Jats,
    [JsonStringEnumMemberName("crossref")] Crossref,
    [JsonStringEnumMemberName("pubmed")] PubMed,
}

/// <param name="Form">What the file is.</param>
/// <param name="Findings">In order of the lines; those without a line come last.</param>
public sealed record ValidationResult(DepositForm Form, IReadOnlyList<ValidationFinding> Findings)
{
    public bool IsValid => Findings.All(f => f.Severity != FindingSeverity.Error);
}
