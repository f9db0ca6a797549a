namespace Palinode.Server.Pages;

/// <summary>A page with one form.</summary>
public sealed record FormModel(string Title)
{
    public string? Lead { get; init; }
    public string Action { get; init; } = "";
    public string Button { get; init; } = "Do it";

    /// <summary>The page that it belongs to (of a case, where it does not say otherwise), and what that is called.</summary>
    public string? BackTo { get; init; }
    public string BackTitle { get; init; } = "Back to the case";
    public string? About { get; init; }
    public string? Way { get; init; }

    /// <summary>Null where there is nothing to fill in.</summary>
    public IReadOnlyList<FieldView>? Fields { get; init; }
    public bool TakesFiles { get; init; }
    public bool CanPreview { get; init; }
    public string? Preview { get; init; }
    public string WrongTitle { get; init; } = "That is not possible yet";

    /// <summary>What is wrong, each with the element it is about.</summary>
    public IReadOnlyList<(string? Id, string Text)> Wrong { get; init; } = [];

    /// <summary>What is wrong with the fields, each line with the label that it is about.</summary>
    internal static IEnumerable<(string? Id, string Text)> WrongOf(IEnumerable<FieldView> fields, IReadOnlyList<(string Name, string Text)> wrong)
    {
        Dictionary<string, string> labels = Flat(fields).GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Label, StringComparer.Ordinal);
        return wrong.Select(w => ((string?)$"f-{w.Name.Replace('.', '-')}", labels.TryGetValue(w.Name, out string? label) ? $"{label}: {w.Text}" : w.Text));
    }

    private static IEnumerable<FieldView> Flat(IEnumerable<FieldView> fields) => fields.SelectMany(f => (IEnumerable<FieldView>)[f, .. Flat(f.Fields), .. f.Rows.SelectMany(Flat)]);

    /// <summary>What happened to the case since the form was shown.</summary>
    public IReadOnlyList<string> News { get; init; } = [];
}
