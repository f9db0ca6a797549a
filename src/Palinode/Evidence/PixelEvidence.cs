using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>What the fine grain of two places says. It says nothing about how the similarity came about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PixelVerdictKind>))]
public enum PixelVerdictKind
{
    /// <summary>The grain agrees, not only the shapes: both show one recording.</summary>
    [JsonStringEnumMemberName("same pixels")] SamePixels,

    /// <summary>The shapes agree and the grain does not, although it would have survived in a copy: two recordings of one scene, or grain that was added or replaced later.</summary>
    [JsonStringEnumMemberName("same scene")] SameScene,

    /// <summary>The pictures do not carry enough grain to tell; <see cref="PixelEvidence.Reason"/> says why.</summary>
    [JsonStringEnumMemberName("undetermined")] Undetermined,
}

/// <summary>The comparison of fine grain behind a finding.</summary>
public sealed class PixelEvidence
{
    public required PixelVerdictKind Verdict { get; init; }

    /// <summary>For "undetermined": "resolution", "JPEG", "blur" or "alignment"; absent otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Peak-to-correlation energy: the squared correlation of the residuals in register over its mean square at other shifts, with the sign of the correlation.</summary>
    public required double Pce { get; init; }

    /// <summary>Correlation of the residuals in register, −1…1.</summary>
    public required double Correlation { get; init; }
}
