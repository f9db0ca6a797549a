using System.Globalization;
using Palinode.Engine.Labels;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>Neighbours in one row or column of pictures, at one scale and unturned, where the caption speaks of a series: frames, sections, slices.</summary>
internal sealed class SeriesRule(ContextOptions options)
{
    public ContextNote? Read(ContextSubject s)
    {
        if (s.SamePanel || !s.SameLetter || !s.IsUnturned(options.MostTurn) || Math.Abs(s.PrintedScale - 1) > options.SeriesScale) return null;
        if (s.A.Labels.Position is not { } a || s.B.Labels.Position is not { } b || !AreNeighbours(a, b)) return null;
        if (CaptionWords.Series().Match(s.A.OwnCaption ?? "") is not { Success: true } words) return null;
        string overlap = s.MovesBy <= options.SameField ? "show one field in place" : string.Create(CultureInfo.InvariantCulture, $"overlap with a shift of {100 * s.MovesBy:0} % of the picture");
        return new ContextNote(Palinode.Evidence.ContextKind.Series, $"These are possibly neighbours of a series: {s.A.Name} and {s.B.Name} stand side by side and {overlap}, without turn or change of scale, and the caption says “{words.Value}”.");
    }

    private static bool AreNeighbours(GridPosition a, GridPosition b) => Math.Abs(a.Row - b.Row) + Math.Abs(a.Column - b.Column) == 1;
}
