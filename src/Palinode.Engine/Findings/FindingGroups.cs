using System.Collections.Immutable;
using System.Globalization;
using Palinode.Evidence;

namespace Palinode.Engine.Findings;

/// <summary>
/// Joins findings into groups of places that share one source. Regions that overlap are one place; findings that touch one place belong together,
/// and so on (union–find). The most significant findings span each group as a tree; every further one closes a circle, around which the transforms
/// must compose to the identity. Where they do not, the group says so: not all of its findings can be right as they stand.
/// </summary>
internal sealed class FindingGroups(GroupOptions options)
{
    /// <param name="findings">Most significant first.</param>
    /// <param name="documents">Names in the order in which places are told.</param>
    public ImmutableArray<FindingGroup> Of(IReadOnlyList<Finding> findings, IReadOnlyList<string> documents)
    {
        Region[] regions = [.. findings.SelectMany(f => new[] { f.A, f.B })];
        int[] place = Places(regions);
        var stories = new UnionFind(regions.Length);
        for (int i = 0; i < findings.Count; i++) stories.Join(place[2 * i], place[2 * i + 1]);
        var groups = Enumerable.Range(0, findings.Count).GroupBy(i => stories.Root(place[2 * i])).Where(g => g.Count() > 1).Select(g => g.ToArray()).OrderBy(g => g[0]);
        return
        [
            .. groups.Select((members, k) => new FindingGroup
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"G{k + 1}"),
                Findings = [.. members.Select(i => findings[i].Id)],
                Regions = Told(members, regions, place, documents),
                Conflicts = Conflicts(members, findings, place),
            }),
        ];
    }

    /// <summary>For each region the first region of the place that it belongs to.</summary>
    private int[] Places(Region[] regions)
    {
        var places = new UnionFind(regions.Length);
        for (int i = 0; i < regions.Length; i++)
            for (int j = 0; j < i; j++)
                // Both ends of one finding are two places, however close they lie.
                if (i / 2 != j / 2 && AreOne(regions[i], regions[j])) places.Join(i, j);
        return [.. Enumerable.Range(0, regions.Length).Select(places.Root)];
    }

    private bool AreOne(Region one, Region other) =>
        one.Document == other.Document && one.Page == other.Page && one.Box.Area > 0 && other.Box.Area > 0
        && one.Box.Intersect(other.Box).Area >= options.JoinFrom * Math.Min(one.Box.Area, other.Box.Area);

    private static ImmutableArray<Region> Told(int[] members, Region[] regions, int[] place, IReadOnlyList<string> documents)
    {
        Dictionary<string, int> order = documents.Index().ToDictionary(d => d.Item, d => d.Index, StringComparer.Ordinal);
        return
        [
            .. members.SelectMany(i => new[] { 2 * i, 2 * i + 1 }).GroupBy(r => place[r]).Select(rs => Around([.. rs.Order().Select(r => regions[r])]))
                .OrderBy(r => order[r.Document]).ThenBy(r => r.Page ?? 0).ThenBy(r => r.Box.Y0).ThenBy(r => r.Box.X0),
        ];
    }

    /// <summary>One region for all: the box around them, and of the address what they agree on.</summary>
    private static Region Around(Region[] regions)
    {
        string? Common(Func<Region, string?> part) => regions.Select(part).Distinct().Count() == 1 ? part(regions[0]) : null;
        return new Region
        {
            Document = regions[0].Document,
            Page = regions[0].Page,
            Box = regions.Select(r => r.Box).Aggregate((all, box) => all.Union(box)),
            Figure = Common(r => r.Figure),
            Panel = Common(r => r.Panel),
            Row = Common(r => r.Row),
            Lane = Common(r => r.Lane),
            Position = Common(r => r.Position),
        };
    }

    private ImmutableArray<string> Conflicts(int[] members, IReadOnlyList<Finding> findings, int[] place)
    {
        Dictionary<int, List<(int To, int Finding, AffineMap Map)>> tree = [];
        var joined = new UnionFind(place.Length);
        var conflicts = ImmutableArray.CreateBuilder<string>();
        foreach (int i in members)
        {
            Finding finding = findings[i];
            if (Math.Abs(finding.BFromA.Matrix.Determinant) < 1e-12) continue;
            int a = place[2 * i], b = place[2 * i + 1];
            // A place that is joined to itself is a circle of one step, and the identity would deny the finding.
            if (a == b) continue;
            if (joined.Root(a) != joined.Root(b))
            {
                joined.Join(a, b);
                Edges(a).Add((b, i, finding.BFromA.Matrix));
                Edges(b).Add((a, i, finding.BFromA.Matrix.Inverse()));
            }
            else if (Way(tree, a, b) is { } way && Off(finding, way.Map) is var off && off > options.MostOff)
                conflicts.Add($"{finding.Id} does not agree with {List([.. way.Findings.Order().Select(k => findings[k].Id)])}: {HowFar(off, finding.BFromA.Matrix, way.Map)}.");
        }
        return conflicts.ToImmutable();

        List<(int To, int Finding, AffineMap Map)> Edges(int node) => tree.TryGetValue(node, out var edges) ? edges : tree[node] = [];
    }

    /// <summary>The composed map along the tree.</summary>
    private static (AffineMap Map, ImmutableArray<int> Findings)? Way(Dictionary<int, List<(int To, int Finding, AffineMap Map)>> tree, int from, int to)
    {
        Queue<(int At, AffineMap Map, ImmutableArray<int> Findings)> open = new([(from, AffineMap.Identity, [])]);
        HashSet<int> seen = [from];
        while (open.TryDequeue(out var step))
        {
            if (step.At == to) return (step.Map, step.Findings);
            foreach (var edge in tree[step.At])
                if (seen.Add(edge.To)) open.Enqueue((edge.To, edge.Map.After(step.Map), step.Findings.Add(edge.Finding)));
        }
        return null;
    }

    /// <summary>Furthest distance of a corner of A's box under the two maps, in sides of B's box.</summary>
    private static double Off(Finding finding, AffineMap other)
    {
        Box a = finding.A.Box, b = finding.B.Box;
        double off = 0;
        foreach ((double x, double y) in (ReadOnlySpan<(double, double)>)[(a.X0, a.Y0), (a.X1, a.Y0), (a.X0, a.Y1), (a.X1, a.Y1)])
        {
            (double x1, double y1) = finding.BFromA.Matrix.Apply(x, y);
            (double x2, double y2) = other.Apply(x, y);
            off = Math.Max(off, Math.Max(Math.Abs(x1 - x2) / Math.Max(b.Width, 1e-6), Math.Abs(y1 - y2) / Math.Max(b.Height, 1e-6)));
        }
        return off;
    }

    private static string HowFar(double off, AffineMap own, AffineMap composed)
    {
        string mirrored = Math.Sign(own.Determinant) != Math.Sign(composed.Determinant) ? ", and only one of the two mirrors" : "";
        return string.Create(CultureInfo.InvariantCulture, $"the composed transform is off by {100 * Math.Min(off, 99):0} % of the region's side{mirrored}");
    }

    private static string List(string[] ids) => ids.Length == 1 ? ids[0] : $"{string.Join(", ", ids[..^1])} and {ids[^1]}";

    private sealed class UnionFind(int count)
    {
        private readonly int[] _parent = [.. Enumerable.Range(0, count)];

        public int Root(int i)
        {
            while (_parent[i] != i) i = _parent[i] = _parent[_parent[i]];
            return i;
        }

        /// <summary>The smaller root stays, so that results do not depend on the order of joining.</summary>
        public void Join(int i, int j)
        {
            (int a, int b) = (Root(i), Root(j));
            _parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }
}
