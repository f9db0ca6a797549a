using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Publishing.Notices;

/// <summary>Who let a notice be published, in words and by name, and which text they let pass.</summary>
/// <param name="Case">The case's number in the journal's own files.</param>
/// <param name="By">The name of the person.</param>
/// <param name="Role">Their office: "Editor in Chief".</param>
/// <param name="Date">The day of the approval.</param>
/// <param name="Digest">SHA-256 of what was approved, see <see cref="NoticeCase.Digest"/>.</param>
public sealed record CaseApproval(string Case, string By, string Role, DateOnly Date, string Digest);

/// <summary>What the forms for machines need to know about journal and deposit, and a notice does not say.</summary>
public sealed record Publication
{
    /// <summary>In full: "Example Journal of Bands".</summary>
    public required string Journal { get; init; }

    /// <summary>As NLM abbreviates it: "Ex J Bands".</summary>
    public string? JournalAbbreviation { get; init; }

    /// <summary>Of the electronic edition: "1234-5679".</summary>
    public required string Issn { get; init; }
    public required string Publisher { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }
    public string? FirstPage { get; init; }
    public string? LastPage { get; init; }
    public string? ArticleNumber { get; init; }

    /// <summary>Where the notice's DOI leads.</summary>
    public string? Resource { get; init; }

    /// <summary>The DOI of the publisher's policy on corrections and retractions; Crossref asks for it.</summary>
    public string? CrossmarkPolicy { get; init; }
    public string? DepositorName { get; init; }
    public string? DepositorEmail { get; init; }

    /// <summary>Of the notice's text; null means "en".</summary>
    public string? Language { get; init; }
}

/// <summary>A notice that is to be written, with the approval that lets it be published. The schema stands in docs/notice-case.schema.json.</summary>
public sealed record NoticeCase
{
    public const string CurrentSchema = "palinode/notice-case/1";

    public required Notice Notice { get; init; }
    public Publication? Publication { get; init; }
    public CaseApproval? Approval { get; init; }

    /// <summary>SHA-256 over what the notice and the publication say, in small hexadecimal letters. An approval names it, so that a text that was changed afterwards is a draft again.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        NoticeFile.Facts(Notice) + "\n" + (Publication is null ? "" : JsonSerializer.Serialize(Publication, NoticeCaseJson.Default.Publication)))));

    /// <summary>Whether this very text was approved.</summary>
    [JsonIgnore]
    public bool IsApproved => Approval is { } a && a.Case.Length > 0 && a.By.Length > 0 && string.Equals(a.Digest, Digest, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a case, or a bare notice, which is a case without approval.</summary>
    /// <exception cref="JsonException">The bytes are neither.</exception>
    public static NoticeCase FromJson(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        if (JsonNode.Parse(ref reader) is not JsonObject root) throw new JsonException("A case is a JSON object.");
        NoticeFile.RefuseRepeated(json);
        string? schema = root["schema"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (schema == NoticeFile.CurrentSchema) return new NoticeCase { Notice = NoticeFile.FromJson(json) };
        if (schema != CurrentSchema) throw new JsonException($"Expected schema {CurrentSchema} or {NoticeFile.CurrentSchema}, found {schema ?? "none"}.");
        if (root["notice"] is not JsonObject notice) throw new JsonException("The case holds no \"notice\".");
        foreach ((string name, _) in root)
            if (name is not ("$schema" or "schema" or "status" or "notice" or "publication" or "approval")) throw new JsonException($"A case has no \"{name}\".");
        notice["schema"] = NoticeFile.CurrentSchema;
        return new NoticeCase
        {
            Notice = NoticeFile.FromJson(Encoding.UTF8.GetBytes(notice.ToJsonString())),
            Publication = root["publication"]?.Deserialize(NoticeCaseJson.Default.Publication),
            Approval = root["approval"]?.Deserialize(NoticeCaseJson.Default.CaseApproval),
        };
    }

    /// <summary>UTF-8 with a final newline. The <c>status</c> that written files carry is for people: it is not read back.</summary>
    public byte[] ToJson()
    {
        JsonObject notice = (JsonObject)JsonNode.Parse(NoticeFile.ToJson(Notice))!;
        JsonObject root = new() { ["schema"] = CurrentSchema, ["notice"] = notice };
        if (Publication is not null) root["publication"] = JsonSerializer.SerializeToNode(Publication, NoticeCaseJson.Default.Publication);
        if (Approval is not null) root["approval"] = JsonSerializer.SerializeToNode(Approval, NoticeCaseJson.Default.CaseApproval);
        return [.. JsonSerializer.SerializeToUtf8Bytes(root, NoticeCaseJson.Default.JsonObject), (byte)'\n'];
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(CaseApproval))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class NoticeCaseJson : JsonSerializerContext;
