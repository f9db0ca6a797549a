using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Findings.Contexts;

/// <summary>A picture that is filled by an enlarged part of another one of the same figure. That alone is not enough: the letter, a frame drawn around the part, or words must say so too.</summary>
internal sealed class InsetRule(ContextOptions options)
{
    /// <summary>Grey levels by which a drawn line stands out from both its sides, in the middle of its length.</summary>
    private const double LineContrast = 30;

    public ContextNote? Read(ContextSubject s) => s.PrintedScale >= 1 ? Enlarged(s) : Enlarged(s.Swapped());

    /// <param name="s">B is printed larger.</param>
    private ContextNote? Enlarged(ContextSubject s)
    {
        if (s.SamePanel || !s.SameFigure || s.PrintedScale < options.EnlargedFrom || !s.IsUnturned(options.MostTurn)) return null;
        // The part of the parent that the inset's whole frame shows.
        Box whole = s.PageBFromPageA.Inverse().Around(s.B.Panel.Box), part = whole.Intersect(s.A.Panel.Box);
        if (part.Area < 0.8 * whole.Area || part.Area > options.InsetPart * s.A.Panel.Box.Area) return null;
        if (s.InB.Intersect(s.B.Panel.Box).Area < options.InsetFilled * s.B.Panel.Box.Area) return null;

        List<string> facts = [];
        if (s.SameLetter && s.A.Labels.Letter is { } letter) facts.Add($"both belong to panel {letter}");
        if (IsFramed(s.A, whole)) facts.Add("a frame is drawn around that part");
        string? words = CaptionWords.Enlarged().Match(s.B.OwnCaption ?? "") is { Success: true } m ? m.Value : CaptionWords.Enlarged().Match(s.A.OwnCaption ?? "") is { Success: true } n ? n.Value : null;
        if (words is not null) facts.Add($"the caption says “{words}”");
        else if (s.B.WordsNear().Any(w => CaptionWords.Enlarged().IsMatch(w))) facts.Add("it is labelled as enlarged");
        if (facts.Count == 0) return null;
        return new ContextNote(ContextKind.ZoomInset, string.Create(CultureInfo.InvariantCulture,
            $"This is possibly an enlarged part: {s.B.Name} shows, {s.PrintedScale:0.0} times larger, {100 * part.Area / s.A.Panel.Box.Area:0} % of {s.A.Name}; {string.Join(", ", facts)}."));
    }

    /// <summary>Whether lines run along three sides of a place or more, each within a twelfth of its length.</summary>
    private static bool IsFramed(ContextPanel parent, Box place)
    {
        Raster gray = parent.Panel.Pixels.ToGray();
        Box inPixels = parent.Panel.PageFromPixels.Inverse().Around(place);
        int sides = 0;
        foreach (bool upright in (ReadOnlySpan<bool>)[true, false])
        {
            (double from, double to) = upright ? (inPixels.Y0, inPixels.Y1) : (inPixels.X0, inPixels.X1);
            (double first, double second) = upright ? (inPixels.X0, inPixels.X1) : (inPixels.Y0, inPixels.Y1);
            int reach = Math.Max(3, (int)((second - first) / 12));
            if (HasLine(gray, upright, first, from, to, reach)) sides++;
            if (HasLine(gray, upright, second, from, to, reach)) sides++;
        }
        return sides >= 3;
    }

    private static bool HasLine(Raster gray, bool upright, double at, double from, double to, int reach)
    {
        double inset = 0.15 * (to - from);
        int start = (int)(from + inset), end = (int)(to - inset), across = upright ? gray.Width : gray.Height, along = upright ? gray.Height : gray.Width;
        if (start < 0 || end > along || end - start < 8) return false;
        byte At(int place, int step) => upright ? gray[place, step] : gray[step, place];
        for (int line = (int)at - reach; line <= (int)at + reach; line++)
        {
            // Three pixels to each side are beyond a line of up to four, and still its neighbourhood.
            if (line < 4 || line >= across - 4) continue;
            List<int> contrast = [];
            for (int i = start; i < end; i++)
            {
                int here = At(line, i), before = At(line - 4, i), after = At(line + 4, i);
                contrast.Add(Math.Sign(here - before) == Math.Sign(here - after) ? Math.Sign(here - before) * Math.Min(Math.Abs(here - before), Math.Abs(here - after)) : 0);
            }
            contrast.Sort();
            if (Math.Abs(contrast[contrast.Count / 2]) >= LineContrast) return true;
        }
        return false;
    }
}
