using System.Collections.Immutable;

namespace Palinode.Publishing.Notices;

/// <summary>A paragraph, or a list.</summary>
internal abstract record Block;
internal sealed record Paragraph(RichText Text) : Block;
internal sealed record Bullets(ImmutableArray<RichText> Items) : Block;

/// <summary>A notice in words, ready for any output.</summary>
/// <param name="Title">With its label.</param>
/// <param name="Label">"Retraction".</param>
/// <param name="Blocks">In order.</param>
/// <param name="References">In order; empty entries do not occur.</param>
internal sealed record NoticeBody(RichText Title, string Label, ImmutableArray<Block> Blocks, ImmutableArray<PrintedReference> References);

/// <param name="Id">What the marks in the text lead to.</param>
/// <param name="Label">"1"; null where references stand in the text.</param>
/// <param name="Text">The whole entry.</param>
/// <param name="Links">"PubMed" and where it leads; only words where no address is known.</param>
internal sealed record PrintedReference(string Id, string? Label, RichText Text, ImmutableArray<RichText> Links);
