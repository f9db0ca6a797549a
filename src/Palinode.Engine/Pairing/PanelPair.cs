namespace Palinode.Engine.Pairing;

/// <summary>Two panels to compare, by their place in the list of all panels; A ≤ B, and A = B means a panel with itself.</summary>
public readonly record struct PanelPair(int A, int B)
{
    /// <summary>In order of A, then B.</summary>
    public static IComparer<PanelPair> ByPlace { get; } = Comparer<PanelPair>.Create((p, q) => p.A != q.A ? p.A.CompareTo(q.A) : p.B.CompareTo(q.B));
}
