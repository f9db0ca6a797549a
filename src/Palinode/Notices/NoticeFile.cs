using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Palinode.Notices;

/// <summary>A notice as JSON; the schema stands in docs/notice.schema.json.</summary>
public static class NoticeFile
{
    public const string CurrentSchema = "palinode/notice/1";

    /// <summary>UTF-8 bytes with a final newline; equal notices give equal bytes.</summary>
    public static byte[] ToJson(Notice notice)
    {
        JsonObject json = new() { ["schema"] = CurrentSchema };
        foreach ((string name, JsonNode? value) in (JsonObject)JsonSerializer.SerializeToNode(notice, NoticeJson.Default.Notice)!) json[name] = value?.DeepClone();
        return [.. JsonSerializer.SerializeToUtf8Bytes(json, NoticeJson.Default.JsonObject), (byte)'\n'];
    }

    /// <exception cref="JsonException">The bytes are no notice of a schema this version knows.</exception>
    public static Notice FromJson(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        if (JsonNode.Parse(ref reader) is not JsonObject root) throw new JsonException("A notice is a JSON object.");
        RefuseRepeated(json);
        string? schema = root["schema"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (schema != CurrentSchema) throw new JsonException($"Expected schema {CurrentSchema}, found {schema ?? "none"}.");
        root.Remove("schema");
        return (Notice?)root.Deserialize(Strict.GetTypeInfo(typeof(Notice))) ?? throw new JsonException("The notice is empty.");
    }

    /// <summary>What a record needs is there and is not null: source generation alone lets a constructor have null for a text that is left away.</summary>
    private static readonly JsonSerializerOptions Strict = new(NoticeJson.Default.Options)
    {
        TypeInfoResolver = NoticeJson.Default.WithAddedModifier(static type =>
        {
            foreach (JsonPropertyInfo property in type.Properties)
                if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false, IsMemberInitializer: false } parameter && !parameter.ParameterType.IsValueType) property.IsRequired = true;
        }),
    };

    /// <summary>A name that is given twice in one object has two values, and no reader should choose.</summary>
    /// <exception cref="JsonException">A name is repeated.</exception>
    public static void RefuseRepeated(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        Stack<HashSet<string>> open = new();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) open.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && Text(ref reader) is var name && !open.Peek().Add(name)) throw new JsonException($"\"{name}\" is given twice.");
            else if (reader.TokenType == JsonTokenType.String) Text(ref reader);
        }
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair.
            throw new JsonException("A text holds half a character.", e);
        }
    }

    /// <summary>What a notice says, wherever in a text it says it: the same JSON without spans and passages. Two notices with equal facts say the same.</summary>
    public static string Facts(Notice notice)
    {
        JsonNode json = JsonSerializer.SerializeToNode(notice with { NoFacts = [], NotUnderstood = [] }, NoticeJson.Default.Notice)!;
        Strip(json);
        return json.ToJsonString(NoticeJson.Default.Options);
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (string span in (string[])["span", "hedge", "statements"]) fields.Remove(span);
            foreach ((_, JsonNode? value) in fields) Strip(value);
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items) Strip(item);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Stated<string>))]
[JsonSerializable(typeof(Stated<bool>))]
[JsonSerializable(typeof(NoticeAuthor))]
[JsonSerializable(typeof(Affiliation))]
[JsonSerializable(typeof(NoticeDate))]
[JsonSerializable(typeof(Concern))]
[JsonSerializable(typeof(Investigation))]
[JsonSerializable(typeof(NoticeClaim))]
[JsonSerializable(typeof(ClaimTarget))]
[JsonSerializable(typeof(ClaimSource))]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(AuthorsResponse))]
[JsonSerializable(typeof(PolicyBasis))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(LinkedNotice))]
[JsonSerializable(typeof(Remark))]
[JsonSerializable(typeof(NoticeReference))]
[JsonSerializable(typeof(Passage))]
[JsonSerializable(typeof(Actor))]
[JsonSerializable(typeof(TextSpan))]
internal sealed partial class NoticeJson : JsonSerializerContext;
