using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Evidence;

namespace Palinode.Notices;

/// <summary>The part of a text that a fact rests on, in UTF-16 characters from 0. Written as [start, end], the end excluded.</summary>
[JsonConverter(typeof(TextSpanJson))]
public readonly record struct TextSpan
{
    public TextSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        (Start, End) = (start, end);
    }

    public int Start { get; }

    /// <summary>The first character behind.</summary>
    public int End { get; }
    public int Length => End - Start;

    public string In(string text) => text[Start..End];
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;
}

/// <summary>A value that a text states, and where. The span is absent in notices that were composed, not read.</summary>
public sealed record Stated<T>(T Value, TextSpan? Span = null);

internal sealed class TextSpanJson : JsonConverter<TextSpan>
{
    public override TextSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double[] v = Numbers.Read(ref reader, 2, "a span");
        if (!(v[0] >= 0 && v[1] >= v[0] && v[1] <= int.MaxValue)) throw new JsonException("A span is [start, end] with 0 ≤ start ≤ end.");
        return new TextSpan((int)v[0], (int)v[1]);
    }

    public override void Write(Utf8JsonWriter writer, TextSpan value, JsonSerializerOptions options) => Numbers.Write(writer, [value.Start, value.End], 0);
}

/// <summary>Names of values as JSON spells them: a small letter first.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;
