using System.Globalization;
using System.Text.Json;

namespace Palinode.Cli.Evaluation;

/// <summary>What scoring needs of a finding.</summary>
internal sealed record ScoredFinding(Place A, Place B, double Significance, string? Confidence);

/// <summary>How far a case's findings could be read.</summary>
internal enum ResultState { Ok, Missing, Unreadable }

/// <summary>The findings of one case.</summary>
/// <param name="Invalid">Findings without two documents and boxes; they are left out.</param>
internal sealed record CaseFindings(ResultState State, IReadOnlyList<ScoredFinding> Findings, int Invalid)
{
    public static CaseFindings None(ResultState state) => new(state, [], 0);
}

/// <summary>
/// Reads findings leniently, field by field and not through <see cref="Palinode.Evidence.FindingsFile"/>: the scorer must also
/// take what other programs write, and count what it cannot use.
/// </summary>
internal static class FindingReader
{
    public static CaseFindings Read(string file)
    {
        if (!File.Exists(file)) return CaseFindings.None(ResultState.Missing);
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement list = json.RootElement;
            if (list.ValueKind == JsonValueKind.Object && !list.TryGetProperty("findings", out list)) return CaseFindings.None(ResultState.Unreadable);
            if (list.ValueKind != JsonValueKind.Array) return CaseFindings.None(ResultState.Unreadable);
            List<ScoredFinding> read = [];
            foreach (JsonElement e in list.EnumerateArray())
                if (TryFinding(e, out ScoredFinding? finding))
                    read.Add(finding);
            return new CaseFindings(ResultState.Ok, read, list.GetArrayLength() - read.Count);
        }
        catch (JsonException)
        {
            return CaseFindings.None(ResultState.Unreadable);
        }
    }

    private static bool TryFinding(JsonElement e, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ScoredFinding? finding)
    {
        finding = null;
        if (e.ValueKind != JsonValueKind.Object || !e.TryGetProperty("a", out JsonElement first) || !e.TryGetProperty("b", out JsonElement second)) return false;
        if (!TryPlace(first, out Place a) || !TryPlace(second, out Place b)) return false;
        double significance = 0;
        if (e.TryGetProperty("significance", out JsonElement s) && s.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && !TryNumber(s, out significance)) return false;
        string? confidence = e.TryGetProperty("confidence", out JsonElement c) && c.ValueKind == JsonValueKind.String ? c.GetString() : null;
        finding = new ScoredFinding(a, b, significance, confidence);
        return true;
    }

    /// <summary>A region with a document and a box of four numbers; the page is 1 where it is absent or 0.</summary>
    internal static bool TryPlace(JsonElement e, out Place place)
    {
        place = default;
        if (e.ValueKind != JsonValueKind.Object || !e.TryGetProperty("document", out JsonElement document)) return false;
        if (!e.TryGetProperty("box", out JsonElement box) || box.ValueKind != JsonValueKind.Array || box.GetArrayLength() != 4) return false;
        double[] v = new double[4];
        for (int i = 0; i < 4; i++)
            if (!TryNumber(box[i], out v[i]))
                return false;
        double page = e.TryGetProperty("page", out JsonElement p) && p.ValueKind == JsonValueKind.Number && p.GetDouble() != 0 ? p.GetDouble() : 1;
        place = new Place(document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText(), page, v[0], v[1], v[2], v[3]);
        return true;
    }

    private static bool TryNumber(JsonElement e, out double value)
    {
        if (e.ValueKind == JsonValueKind.Number) return e.TryGetDouble(out value);
        value = 0;
        return e.ValueKind == JsonValueKind.String && double.TryParse(e.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
