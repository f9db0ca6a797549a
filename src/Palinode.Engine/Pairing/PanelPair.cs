namespace Palinode.Engine.Pairing;

/// <summary>Two panels to compare, by their place in the list of all panels; A ≤ B, and A = B means a panel with itself.</summary>
public readonly record struct PanelPair(int A, int B);
