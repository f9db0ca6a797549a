namespace Palinode.Publishing.Marking;

/// <summary>What an article is marked as. A removal is none of them: it takes the article away (see <see cref="RemovalPage"/>).</summary>
public enum MarkLabel { Retracted, PartiallyRetracted, RetractedAndReplaced, Withdrawn, ExpressionOfConcern, Corrected }

/// <summary>The labels in words.</summary>
public static class MarkLabels
{
    /// <summary>As printed on the page: "EXPRESSION OF CONCERN".</summary>
    public static string InWords(this MarkLabel label) => label switch
    {
        MarkLabel.Retracted => "RETRACTED",
        MarkLabel.PartiallyRetracted => "PARTIALLY RETRACTED",
        MarkLabel.RetractedAndReplaced => "RETRACTED AND REPLACED",
        MarkLabel.Withdrawn => "WITHDRAWN",
        MarkLabel.ExpressionOfConcern => "EXPRESSION OF CONCERN",
        _ => "CORRECTED",
    };

    /// <summary>Reads a label in any case, with spaces, hyphens or underscores; null where there is none of that name.</summary>
    public static MarkLabel? Read(string text)
    {
        string plain = text.Trim().Replace('-', ' ').Replace('_', ' ');
        foreach (MarkLabel label in Enum.GetValues<MarkLabel>())
            if (plain.Equals(label.InWords(), StringComparison.OrdinalIgnoreCase)) return label;
        return null;
    }
}
