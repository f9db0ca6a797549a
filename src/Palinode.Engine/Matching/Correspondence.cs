namespace Palinode.Engine.Matching;

/// <summary>A keypoint of A and the keypoint of B that looks like it.</summary>
/// <param name="A">Index into A's features.</param>
/// <param name="B">Index into B's features.</param>
/// <param name="Ratio">Best over second-best distance, 0…1: lower is more distinctive.</param>
public readonly record struct Correspondence(int A, int B, float Ratio);
