using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>
/// One strip for several experiments of one membrane. Strips of one name in one figure may be that; in different figures a caption must speak of
/// one blot or of reprobing.
/// </summary>
internal sealed class StripRule(ContextOptions options)
{
    public ContextNote? Read(ContextSubject s)
    {
        if (!s.SameDocument || s.SamePanel || s.A.Panel.Class != PanelClass.Blot || s.B.Panel.Class != PanelClass.Blot || !s.IsUnturned(options.MostTurn)) return null;
        if (s.Finding.Unit != Unit.Blot) return null;
        string a = CaptionWords.Plain(s.A.Labels.Row?.Text ?? ""), b = CaptionWords.Plain(s.B.Labels.Row?.Text ?? "");
        if (a.Length == 0 || b.Length == 0) return null;
        bool loading = CaptionWords.LoadingName().IsMatch(a) && CaptionWords.LoadingName().IsMatch(b);
        if (a != b && !loading) return null;
        string named = a == b ? $"both strips are named {s.A.Labels.Row!.Text}" : $"the strips are named {s.A.Labels.Row!.Text} and {s.B.Labels.Row!.Text}";
        string? words = Words(s.A, s) ?? Words(s.B, s);
        // In one figure the same control under different names is as odd as any other repetition.
        bool told = s.SameFigure ? a == b : words is not null && a == b;
        if (!told) return null;
        string what = loading ? "a loading control that is shown more than once" : "one strip that is shown more than once";
        string why = named + (s.SameFigure ? " and stand in one figure" : "") + (words is null ? "" : $", and a caption says “{words}”");
        return new ContextNote(ContextKind.LoadingControl, $"This is possibly {what}: {why}.");
    }

    private string? Words(ContextPanel panel, ContextSubject s) =>
        CaptionSentence.All(panel).FirstOrDefault(c => CaptionWords.SharedBlot().IsMatch(c.Text) && c.IsAbout(panel, s.Siblings)) is { } sentence ? CaptionWords.Quote(sentence.Text, options.MostQuoted) : null;
}
