using System.Collections.Immutable;
using Palinode.Articles;

namespace Palinode.Engine.Ingest;

/// <summary>
/// Which figure of the XML each figure of the PDF is: by number, then by caption where the numbers do not meet, then by where on the pages a
/// caption stands that was not made out as one.
/// </summary>
/// <param name="figures">Of the PDF.</param>
/// <param name="described">Of the XML.</param>
/// <param name="pages">The words of each page.</param>
/// <param name="options">From where texts agree.</param>
internal sealed class FigurePairing(ImmutableArray<SourceFigure> figures, ImmutableArray<JatsFigure> described, IReadOnlyList<TextRuns> pages, CompanionOptions options)
{
    private readonly JatsFigure?[] _of = new JatsFigure?[figures.Length];

    /// <returns>For each figure of the PDF its figure of the XML; one of the XML may have several, on several pages.</returns>
    public IReadOnlyList<JatsFigure?> Pair()
    {
        for (int i = 0; i < figures.Length; i++)
            if (figures[i].Number is { } number)
                _of[i] = described.Where(d => string.Equals(d.Number, number, StringComparison.OrdinalIgnoreCase)).MaxBy(d => Agreement(figures[i], d));
        foreach (JatsFigure figure in Unpaired())
            if (Free().Where(i => Agreement(figures[i], figure) >= options.SameTextFrom).OrderByDescending(i => Agreement(figures[i], figure)).Cast<int?>().FirstOrDefault() is { } found)
                _of[found] = figure;
        foreach (JatsFigure figure in Unpaired())
            if (NearCaption(figure) is { } found)
                _of[found] = figure;
        return _of;
    }

    private IEnumerable<JatsFigure> Unpaired() => described.Where(d => !_of.Contains(d));

    private IEnumerable<int> Free() => Enumerable.Range(0, figures.Length).Where(i => _of[i] is null);

    /// <summary>Share of the shorter caption that stands in the longer one; labels are left away.</summary>
    private double Agreement(SourceFigure figure, JatsFigure other)
    {
        if (figure.Caption is not { } caption || other.Words is null) return 0;
        TextRuns a = new(caption[(FigureLabel.Parse(caption)?.Length ?? 0)..], options.RunLength), b = new(other.Words, options.RunLength);
        return a.Count < b.Count ? a.ShareIn(b, Math.Min(options.LeastRuns, b.Count)) : b.ShareIn(a, Math.Min(options.LeastRuns, a.Count));
    }

    /// <summary>The only figure without a caption on the page where this caption stands; where there is none, on the pages beside it.</summary>
    private int? NearCaption(JatsFigure figure)
    {
        if (figure.Words is null || pages.Count == 0) return null;
        TextRuns caption = new(figure.Words, options.RunLength);
        int page = Enumerable.Range(0, pages.Count).MaxBy(p => caption.ShareIn(pages[p], options.LeastRuns));
        if (caption.ShareIn(pages[page], options.LeastRuns) < options.SameTextFrom) return null;
        List<int> bare = [.. Free().Where(i => figures[i].Caption is null)];
        List<int> here = bare.FindAll(i => figures[i].Page == page + 1);
        if (here.Count == 0) here = bare.FindAll(i => Math.Abs((figures[i].Page ?? 0) - page - 1) == 1);
        return here.Count == 1 ? here[0] : null;
    }
}
