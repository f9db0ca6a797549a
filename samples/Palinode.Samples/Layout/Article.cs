using Palinode.Samples.Pdf;

namespace Palinode.Samples.Layout;

/// <summary>How a journal looks.</summary>
internal sealed record JournalStyle
{
    public required string Name { get; init; }

    /// <summary>What stands before a figure's number in captions and between it and the text: "Figure {0}.", "Fig. {0} |", "FIGURE {0}".</summary>
    public required string CaptionLabel { get; init; }

    /// <summary>How the running text refers to a figure.</summary>
    public string Reference { get; init; } = "Figure";
    public double PageWidth { get; init; } = 595;
    public double PageHeight { get; init; } = 842;
    public double Margin { get; init; } = 50;
    public double Gap { get; init; } = 20;
    public double TextSize { get; init; } = 9.2;
    public double Leading { get; init; } = 11.4;
    public Face Body { get; init; } = Face.Serif;
    public Face Bold { get; init; } = Face.SerifBold;
    public Face Italic { get; init; } = Face.SerifItalic;

    /// <summary>Whether the first page carries the journal's sign and a licence badge as pictures.</summary>
    public bool LogoAndBadge { get; init; }

    public double ColumnWidth => (PageWidth - 2 * Margin - Gap) / 2;
    public double FullWidth => PageWidth - 2 * Margin;
}

/// <summary>An article before it is set. All of it is invented.</summary>
internal sealed record Article
{
    /// <summary>"suspect", "paper1".</summary>
    public required string Key { get; init; }

    /// <summary>Path below the folder of the set.</summary>
    public required string Document { get; init; }
    public required JournalStyle Style { get; init; }
    public required string Title { get; init; }
    public required string Authors { get; init; }
    public required string Institution { get; init; }

    /// <summary>"2019; 10:1201–1210".</summary>
    public required string Volume { get; init; }
    public required string Doi { get; init; }
    public required string Dates { get; init; }

    /// <summary>Names that the filler text uses.</summary>
    public required Vocabulary Vocabulary { get; init; }
    public required IReadOnlyList<Figure> Figures { get; init; }
}

/// <summary>Words of an article's story.</summary>
internal sealed record Vocabulary(string Disease, string Factor, IReadOnlyList<string> Proteins, IReadOnlyList<string> Cells);
