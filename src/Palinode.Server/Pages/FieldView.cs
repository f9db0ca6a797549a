namespace Palinode.Server.Pages;

/// <summary>How a field of a form looks.</summary>
public enum FieldKind { Line, Area, Day, Number, Tick, Choice, Radio, Ticks, File, Group, Rows, Hidden, Note }

/// <param name="Value">What the form sends.</param>
/// <param name="Text">What people read.</param>
public sealed record Offer(string Value, string Text);

/// <summary>A field of a form as a page shows it: with what was typed, and what is wrong with it.</summary>
public sealed record FieldView(FieldKind Kind, string Name, string Label)
{
    public string? Help { get; init; }
    public bool Required { get; init; }

    /// <summary>Of files: more than one.</summary>
    public bool Several { get; init; }
    public string Value { get; init; } = "";

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>What is chosen, of several.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];
    public string? Wrong { get; init; }

    /// <summary>Of a group.</summary>
    public IReadOnlyList<FieldView> Fields { get; init; } = [];

    /// <summary>Of a field that is filled in several times.</summary>
    public IReadOnlyList<IReadOnlyList<FieldView>> Rows { get; init; } = [];

    /// <summary>Of the element on the page.</summary>
    public string Id => "f-" + Name.Replace('.', '-');
}
