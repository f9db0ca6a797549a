using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>A box is written as [x0, y0, x1, y1] with five decimals: a twentieth of a pixel on a page rendered at 300 dpi.</summary>
internal sealed class BoxJson : JsonConverter<Box>
{
    public override Box Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double[] v = Numbers.Read(ref reader, 4, "a box");
        try { return new Box(v[0], v[1], v[2], v[3]); }
        catch (ArgumentException e) { throw new JsonException(e.Message, e); }
    }

    public override void Write(Utf8JsonWriter writer, Box value, JsonSerializerOptions options) =>
        Numbers.Write(writer, [value.X0, value.Y0, value.X1, value.Y1], 5);
}

/// <summary>An affine map is written as its six numbers [A, B, C, D, E, F] with six decimals.</summary>
internal sealed class AffineMapJson : JsonConverter<AffineMap>
{
    public override AffineMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double[] v = Numbers.Read(ref reader, 6, "a matrix");
        return new AffineMap(v[0], v[1], v[2], v[3], v[4], v[5]);
    }

    public override void Write(Utf8JsonWriter writer, AffineMap value, JsonSerializerOptions options) =>
        Numbers.Write(writer, value.ToArray().AsSpan(), 6);
}

internal static class Numbers
{
    public static double[] Read(ref Utf8JsonReader reader, int count, string what)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException($"Expected {what} as an array of {count} numbers.");
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number) throw new JsonException($"Expected {count} numbers in {what}.");
            values[i] = reader.GetDouble();
        }
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new JsonException($"Expected {count} numbers in {what}, got more.");
        return values;
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<double> values, int decimals)
    {
        writer.WriteStartArray();
        foreach (double v in values) writer.WriteNumberValue(Math.Round(v, decimals) + 0.0);
        writer.WriteEndArray();
    }
}
