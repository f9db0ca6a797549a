namespace Palinode.Cases;

/// <summary>Puts a figure on the list of what is asked for.</summary>
/// <param name="Figure">"3"</param>
/// <param name="Author">Who is asked.</param>
/// <param name="Panel">"B"; absent for the whole figure.</param>
public sealed record RequestOriginalData(string Figure, string Author, string? Panel = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("request-original-data", "Requesting original data", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (string.IsNullOrWhiteSpace(Figure)) return Refuse(RefusalCode.Value, "Name the figure.");
        if (s.Case.Party(Author)?.IsAuthor != true) return Refuse(RefusalCode.Unknown, "Add the author as a party of the case.");
        if (s.Case.OriginalData.Any(i => i.Figure == Figure && i.Panel == Panel && i.Author == Author)) return Refuse(RefusalCode.Already, "They were asked for it already.");
        string item = $"o{s.Case.OriginalData.Count + 1}";
        return Allow(new OriginalDataRequested(item, Figure, Author, Panel), s.Deadline(DeadlineKind.OriginalData, item));
    }
}
