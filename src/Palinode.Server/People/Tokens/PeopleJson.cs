using System.Text.Json.Serialization;

namespace Palinode.Server.People;

/// <param name="Person">The pseudonym that stands in the log.</param>
internal sealed record ApiSelf(Guid Person, IReadOnlyList<ApiRole> Roles);

internal sealed record ApiRole(Guid Journal, string Role);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiSelf))]
internal sealed partial class PeopleJson : JsonSerializerContext;
