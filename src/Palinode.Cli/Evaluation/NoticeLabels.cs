using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Palinode.Articles.Notation;

namespace Palinode.Cli.Evaluation;

/// <summary>A claim as an annotator wrote it down.</summary>
/// <param name="Type">"duplicate", "overlap", "cross-paper" …; only the last is told from the others.</param>
/// <param name="A">Figures with their panels: "2G".</param>
/// <param name="B">The other side, in the same article.</param>
/// <param name="Other">The other side, in another work.</param>
internal sealed record LabelledClaim(string Type, IReadOnlyList<string> A, IReadOnlyList<string> B, IReadOnlyList<string> Other)
{
    public bool IsAcrossWorks => Type == "cross-paper";
}

/// <param name="Id">Of the notice.</param>
/// <param name="Split">The part of the set it belongs to: "dev", "held-out".</param>
/// <param name="Text">The notice in plain text.</param>
/// <param name="Claims">What it says of figures.</param>
internal sealed record LabelledNotice(string Id, string Split, string Text, IReadOnlyList<LabelledClaim> Claims);

/// <summary>
/// Reads notices with expected claims: JSON lines with <c>text</c> and <c>expected: [{type, a, b, other}]</c>, and <c>id</c> and <c>split</c> where known.
/// Of a label such as "Fig 2G Total Akt lanes 5-8" figure and panel count; names within a panel are left out, as annotators name them freely.
/// </summary>
internal static partial class NoticeLabels
{
    /// <exception cref="InputException">There is no such file, or a line is no labelled notice.</exception>
    public static IReadOnlyList<LabelledNotice> Read(string file, string name)
    {
        if (!File.Exists(file)) throw new InputException($"{name}: there is no such file");
        List<LabelledNotice> notices = [];
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using JsonDocument json = JsonDocument.Parse(line);
                notices.Add(Notice(json.RootElement, number));
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                throw new InputException($"{name}, line {number}: no labelled notice; a line needs \"text\" and \"expected\": [{{\"type\", \"a\", \"b\", \"other\"}}]", e);
            }
        }
        return notices.Count > 0 ? notices : throw new InputException($"{name}: there is no notice in it");
    }

    private static LabelledNotice Notice(JsonElement line, int number) => new(
        Word(line, "id") ?? number.ToString(CultureInfo.InvariantCulture),
        Word(line, "split") ?? "all",
        line.GetProperty("text").GetString() ?? throw new FormatException(),
        [.. line.GetProperty("expected").EnumerateArray().Select(c => new LabelledClaim(Word(c, "type") ?? throw new FormatException(), Places(c, "a"), Places(c, "b"), Places(c, "other")))]);

    private static string? Word(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement value) ? value.GetString() : null;

    private static string[] Places(JsonElement claim, string property)
    {
        if (Word(claim, property) is not { } label || FirstFigure().Match(label) is not { Success: true } figure) return [];
        label = SecondFigure().Replace(label[figure.Index..], "$1 and Fig $2");
        return [.. FigureNotation.Read(label).SelectMany(m => m.Addresses).Select(x => x.Figure + x.Panel).Distinct()];
    }

    /// <summary>Words before the figure name the work: "Yang 2020 Fig 7F".</summary>
    [GeneratedRegex(@"(?:(?:Extended Data|Supplementary) )?Fig")]
    private static partial Regex FirstFigure();

    /// <summary>"Fig 8B/9A".</summary>
    [GeneratedRegex(@"^([^/]+)/(\d)")]
    private static partial Regex SecondFigure();
}
