using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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
        string? schema = root["schema"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (schema != CurrentSchema) throw new JsonException($"Expected schema {CurrentSchema}, found {schema ?? "none"}.");
        root.Remove("schema");
        return root.Deserialize(NoticeJson.Default.Notice) ?? throw new JsonException("The notice is empty.");
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
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
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
