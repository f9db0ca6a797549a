using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Pairing;

/// <summary>
/// Chooses what is compared with what: every examinable panel of a suspect document with itself, with every other panel of the suspects and with
/// every panel of the documents given with them. Panels are matched within their class (blots with blots, pictures with pictures), which
/// removes most nonsense; panels of documents that are only compared against are not compared among themselves.
/// </summary>
public static class PairSelection
{
    /// <param name="panels">All panels of the run.</param>
    /// <param name="isSuspect">For each panel, whether its document is a suspect.</param>
    /// <param name="isExamined">For each panel, whether it can be examined at all.</param>
    /// <returns>In order of A, then B.</returns>
    public static List<PanelPair> Choose(IReadOnlyList<Panel> panels, IReadOnlyList<bool> isSuspect, IReadOnlyList<bool> isExamined)
    {
        List<PanelPair> pairs = [];
        for (int a = 0; a < panels.Count; a++)
        {
            if (!isExamined[a]) continue;
            for (int b = a; b < panels.Count; b++)
            {
                if (!isExamined[b] || !(isSuspect[a] || isSuspect[b]) || !Comparable(panels[a].Class, panels[b].Class)) continue;
                if (a != b && SamePlace(panels[a], panels[b])) continue;
                pairs.Add(new PanelPair(a, b));
            }
        }
        return pairs;
    }

    private static bool Comparable(PanelClass a, PanelClass b) => a == b && a is (PanelClass.Picture or PanelClass.Blot);

    /// <summary>Two panels cut from one place of one page (a picture and a render around it) are alike for no interesting reason.</summary>
    private static bool SamePlace(Panel a, Panel b) =>
        a.Document == b.Document && a.Page == b.Page && a.Box.Intersect(b.Box).Area > 0.2 * Math.Min(a.Box.Area, b.Box.Area);
}
