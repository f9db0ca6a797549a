namespace Palinode.Server.Pages;

/// <param name="Address">Of its page.</param>
/// <param name="Number">Short.</param>
/// <param name="Article">Title or DOI; null while it is not identified.</param>
/// <param name="IsLate">The next deadline is past.</param>
public sealed record CaseRow(string Address, string Number, string? Article, string? Doi, string State, bool IsOpen, bool IsHeld, string Journal, string Handler, DateOnly? Due, string? DueFor, bool IsLate, bool IsSoon, DateTimeOffset LastAt, string LastLine, string LastBy);

/// <param name="Journals">To filter by, when there are several.</param>
/// <param name="Next">The address of the next page, or null.</param>
public sealed record CaseListModel(IReadOnlyList<CaseRow> Rows, int Total, string State, string Journal, string Text, IReadOnlyList<Offer> States, IReadOnlyList<Offer> Journals, string? Previous, string? Next, int From);

/// <param name="Days">How many days it is late.</param>
public sealed record OverdueRow(string Address, string Number, string? Article, string State, string For, DateOnly Due, int Days, string Handler, string MeetAddress);

public sealed record OverdueModel(IReadOnlyList<OverdueRow> Rows, IReadOnlyList<OverdueRow> Soon);
