using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>One panel with its kind.</summary>
/// <param name="Group">The article it comes from, or what drew it: examples of one group are alike and never stand on both sides of a test.</param>
/// <param name="Drawn">Not from an article: never in a test.</param>
/// <param name="Altered">A worn or reduced copy of an article's panel: for training only.</param>
/// <param name="Kind">What a person, or the painter, says it is.</param>
/// <param name="RulesSay">Class that the rules of the splitter gave.</param>
/// <param name="Features">See PanelFeatures.</param>
internal sealed record Example(string Group, bool Drawn, bool Altered, PanelKind Kind, PanelClass RulesSay, float[] Features);
