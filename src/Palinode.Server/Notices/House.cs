using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Notices;
using Palinode.Publishing.Notices;

namespace Palinode.Server.Notices;

/// <summary>How a journal publishes: the look of its notices, and what deposits need to know. What is not set is left out of a notice, never guessed.</summary>
internal sealed record House
{
    /// <summary>"numbered", "bulleted", "brief", "office", "plain".</summary>
    public string Style { get; init; } = "plain";

    /// <summary>Where the label stands in the title of a notice.</summary>
    public string Title { get; init => field = Enum.TryParse<TitleStyle>(value, ignoreCase: true, out _) ? value : throw new InputException($"{value}: a title is prefix, suffix, noteTo or plain."); } = "prefix";

    [JsonIgnore]
    public TitleStyle TitleStyle => Enum.Parse<TitleStyle>(Title, ignoreCase: true);

    /// <summary>The office that signs notices; null where nobody does.</summary>
    public string? SignedBy { get; init; }

    /// <summary>The office of whoever approves notices: it stands beside their name in what is published.</summary>
    public string ApprovingOffice { get; init; } = "Editor in Chief";

    /// <summary>Notices can be read by everyone; CREC asks for it.</summary>
    public bool FreeToRead { get; init; } = true;

    /// <summary>"CC BY 4.0"</summary>
    public string? Licence { get; init; }
    public string? LicenceUrl { get; init; }
    public string? CopyrightHolder { get; init; }
    public string? CorrespondenceName { get; init; }
    public string? CorrespondenceEmail { get; init; }

    /// <summary>As notices name the journal, and as deposits do.</summary>
    public string? Journal { get; init; }
    public string? JournalAbbreviation { get; init; }

    /// <summary>Of the electronic edition: "1234-5679".</summary>
    public string? Issn { get; init; }
    public string? Publisher { get; init; }

    /// <summary>Where a notice's DOI leads; <c>{doi}</c> stands for it: "https://journal.example.org/notices/{doi}".</summary>
    public string? Resource { get; init; }

    /// <summary>DOI of the policy on corrections and retractions.</summary>
    public string? CrossmarkPolicy { get; init; }
    public string? DepositorName { get; init; }
    public string? DepositorEmail { get; init; }

    /// <summary>What deposits need; null until journal, ISSN and publisher are known.</summary>
    /// <param name="doi">Of the notice.</param>
    public Publication? PublicationOf(string? doi) => Journal is null || Issn is null || Publisher is null ? null : new Publication
    {
        Journal = Journal, JournalAbbreviation = JournalAbbreviation, Issn = Issn, Publisher = Publisher, CrossmarkPolicy = CrossmarkPolicy,
        Resource = doi is null ? null : Resource?.Replace("{doi}", doi, StringComparison.Ordinal), DepositorName = DepositorName, DepositorEmail = DepositorEmail,
    };

    public string ToJson() => JsonSerializer.Serialize(this, HouseJson.Default.House);

    /// <exception cref="InputException">It is no house.</exception>
    public static House FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HouseJson.Default.House) ?? throw new InputException("A house style is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InputException($"That is no house style: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(House))]
internal sealed partial class HouseJson : JsonSerializerContext;
