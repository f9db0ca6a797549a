using Palinode.Cases;

namespace Palinode.Server.Cases;

/// <summary>A case as it was read in a transaction.</summary>
/// <param name="Current">All of it, the raiser's id too: rules ask whether somebody can be told. What is shown to others than intake goes through <see cref="Case.WithoutRaiser"/>.</param>
/// <param name="Entries">Its events in order, likewise whole; the last one's number is <see cref="Case.Version"/>.</param>
internal sealed record OpenCase(Guid Id, Guid Journal, Case Current, IReadOnlyList<CaseEntry> Entries);
