using System.Collections.Immutable;

namespace Palinode.Publishing.Notices.Templates;

/// <summary>What a template may name: a text, a list, a group of named values. A list or text that is empty counts as absent.</summary>
internal abstract record TemplateValue
{
    public static implicit operator TemplateValue(RichText? text) => new TextValue(text ?? RichText.Empty);
    public static implicit operator TemplateValue(string? text) => new TextValue(text);

    /// <summary>A truth: a section is shown or not. It prints nothing.</summary>
    public static implicit operator TemplateValue(bool flag) => new FlagValue(flag);

    public abstract bool IsPresent { get; }
}

internal sealed record TextValue(RichText Text) : TemplateValue
{
    public override bool IsPresent => !Text.IsEmpty;
}

internal sealed record FlagValue(bool Value) : TemplateValue
{
    public override bool IsPresent => Value;
}

internal sealed record ListValue(ImmutableArray<TemplateValue> Items) : TemplateValue
{
    public override bool IsPresent => Items.Length > 0;
}

internal sealed record GroupValue(ImmutableDictionary<string, TemplateValue> Values) : TemplateValue
{
    public GroupValue(params (string Name, TemplateValue Value)[] values) : this(values.ToImmutableDictionary(v => v.Name, v => v.Value)) { }

    public override bool IsPresent => true;
    public GroupValue With(string name, TemplateValue value) => new(Values.SetItem(name, value));
}
