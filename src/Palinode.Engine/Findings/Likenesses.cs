using Palinode.Engine.Bands;
using Palinode.Engine.Copies;
using Palinode.Engine.Pairing;
using Palinode.Engine.Verification;

namespace Palinode.Engine.Findings;

/// <summary>Everything that the searches of a run brought, before chance has been weighed.</summary>
/// <param name="Pairs">Pairs of panels that were compared by features.</param>
/// <param name="Matches">For each pair, what was found in it.</param>
/// <param name="Copies">For each picture that was searched for copies within it, what was found.</param>
/// <param name="Bands">Bands that appear twice.</param>
internal sealed record Likenesses(IReadOnlyList<PanelPair> Pairs, IReadOnlyList<List<VerifiedMatch>> Matches, IReadOnlyList<PanelCopies> Copies, BandSearchResult Bands);
