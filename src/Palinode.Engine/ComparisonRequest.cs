using Palinode.Evidence;

namespace Palinode.Engine;

/// <summary>
/// One side of a comparison: a document, and the place in it. Without figure and box it is the whole document (a picture).
/// </summary>
/// <param name="Document">The document; both sides may name the same one.</param>
/// <param name="Figure">Number as captions print it ("3", "S2"), or null.</param>
/// <param name="Panel">Upper-case letter, or null for the whole figure.</param>
/// <param name="Page">Counted from 1; set together with <paramref name="Box"/> where the document has pages.</param>
/// <param name="Box">In page (or image) fractions, or null.</param>
public sealed record ComparisonSide(ScreeningInput Document, string? Figure, string? Panel, int? Page, Box? Box);

/// <summary>Two places whose pictures are to be compared with each other, and with nothing else.</summary>
public sealed record ComparisonRequest(ComparisonSide A, ComparisonSide B);
