using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Palinode.Testing;

/// <summary>Checks JSON against the part of JSON Schema 2020-12 that our schemas use: $ref, type, const, enum, required, properties,
/// additionalProperties, items, minItems, maxItems, minimum, maximum, pattern, and format for dates.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    public List<string> Faults(JsonElement value)
    {
        List<string> faults = [];
        Check(value, root, "$", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            JsonElement target = root;
            foreach (string part in reference.GetString()!.Split('/').Skip(1)) target = target.GetProperty(part);
            Check(value, target, at, faults);
        }
        if (schema.TryGetProperty("type", out JsonElement type) && !Is(value, type.GetString()!)) faults.Add($"{at} is no {type}");
        if (schema.TryGetProperty("const", out JsonElement only) && !JsonElement.DeepEquals(only, value)) faults.Add($"{at} is not {only}");
        if (schema.TryGetProperty("enum", out JsonElement some) && !some.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value))) faults.Add($"{at} is none of {some}");
        if (schema.TryGetProperty("minimum", out JsonElement least) && value.ValueKind == JsonValueKind.Number && value.GetDouble() < least.GetDouble()) faults.Add($"{at} is below {least}");
        if (schema.TryGetProperty("maximum", out JsonElement most) && value.ValueKind == JsonValueKind.Number && value.GetDouble() > most.GetDouble()) faults.Add($"{at} is above {most}");
        if (value.ValueKind == JsonValueKind.String)
        {
            if (schema.TryGetProperty("pattern", out JsonElement pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)) faults.Add($"{at} does not match {pattern}");
            if (schema.TryGetProperty("format", out JsonElement format) && format.ValueEquals("date") && !DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) faults.Add($"{at} is no date");
        }
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("required", out JsonElement required))
                faults.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}.{r} is missing"));
            bool closed = schema.TryGetProperty("additionalProperties", out JsonElement more) && more.ValueKind == JsonValueKind.False;
            foreach (JsonProperty property in value.EnumerateObject())
            {
                if (schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(property.Name, out JsonElement of)) Check(property.Value, of, $"{at}.{property.Name}", faults);
                else if (closed) faults.Add($"{at}.{property.Name} is unknown");
            }
        }
        if (value.ValueKind != JsonValueKind.Array) return;
        if (schema.TryGetProperty("minItems", out JsonElement few) && value.GetArrayLength() < few.GetInt32()) faults.Add($"{at} has fewer than {few} items");
        if (schema.TryGetProperty("maxItems", out JsonElement many) && value.GetArrayLength() > many.GetInt32()) faults.Add($"{at} has more than {many} items");
        if (!schema.TryGetProperty("items", out JsonElement items)) return;
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray()) Check(item, items, $"{at}[{index++}]", faults);
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
