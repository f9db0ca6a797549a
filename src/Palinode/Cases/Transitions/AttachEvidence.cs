namespace Palinode.Cases;

/// <summary>Adds a file that is kept by its hash. Its name is not: names of files name people.</summary>
/// <param name="Content">SHA-256 of the file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">In one's own words.</param>
/// <param name="From">The party it came from.</param>
public sealed record AttachEvidence(ContentHash Content, EvidenceKind Kind, string Label, string? From = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("attach-evidence", "Attaching evidence", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Label.Trim().Length is 0 or > 120 || Label.AsSpan().ContainsAny("/\\\r\n") || Path.GetExtension(Label).Length is > 2 and < 6) return Refuse(RefusalCode.Value, "Label it in a few words, not by the file's name.");
        if (From is not null && s.Case.Party(From) is null) return Refuse(RefusalCode.Unknown, "It comes from nobody in the case.");
        return s.Case.Evidence.Any(e => e.Content == Content) ? Refuse(RefusalCode.Already, "The case holds this file already.") : Allow(new EvidenceAttached($"e{s.Case.Evidence.Count + 1}", Content, Kind, Label.Trim(), From));
    }
}
