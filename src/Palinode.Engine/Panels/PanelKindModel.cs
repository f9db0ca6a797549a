using System.Collections.Immutable;
using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>The kind that a panel most probably is, and how probable the model holds it and each other kind.</summary>
internal sealed record KindVerdict(PanelKind Kind, ImmutableArray<double> Probabilities)
{
    public double Of(PanelKind kind) => Probabilities[(int)kind];

    public double Probability => Of(Kind);

    /// <summary>Probability that the panel records something, whatever it is; the rest is line art and text.</summary>
    public double Recorded => PanelKindModel.Kinds.Where(k => k.IsRecorded()).Sum(Of);

    /// <summary>The verdict when a caption speaks of certain kinds: each becomes <see cref="HintFactor"/> times as likely, by Bayes' rule.</summary>
    public KindVerdict Given(ImmutableArray<PanelKind> hints) =>
        From([.. PanelKindModel.Kinds.Select(k => Of(k) * (hints.Contains(k) ? HintFactor : 1))]);

    /// <param name="weights">By kind, not negative, not all 0; ties go to the first.</param>
    public static KindVerdict From(ImmutableArray<double> weights)
    {
        double all = weights.Sum();
        int best = 0;
        for (int k = 1; k < weights.Length; k++) if (weights[k] > weights[best]) best = k;
        return new KindVerdict(PanelKindModel.Kinds[best], [.. weights.Select(w => w / all)]);
    }

    // From 2 to 4 the cross-validation is level; beyond, charts beside micrographs begin to turn.
    private const double HintFactor = 3;
}

/// <summary>
/// A random forest (Breiman 2001) over <see cref="PanelFeatures"/>, trained by eval/Palinode.Training and kept as text beside this class.
/// <para>Text: the first line names the features; every further line is a tree, its nodes in preorder: "f&lt;t" is a question (feature number,
/// threshold; left where the feature is at most the threshold), "k:w,k:w" a leaf with weights in thousandths by kind number.</para>
/// </summary>
internal sealed class PanelKindModel
{
    private const string Resource = "Palinode.Engine.Panels.panel-kinds.txt";
    private static readonly Lazy<PanelKindModel> Stored = new(ReadStored);
    private readonly ImmutableArray<Node[]> _trees;

    private PanelKindModel(ImmutableArray<Node[]> trees) => _trees = trees;

    public static ImmutableArray<PanelKind> Kinds { get; } = [.. Enum.GetValues<PanelKind>()];

    /// <summary>The model that comes with the engine.</summary>
    public static PanelKindModel Default => Stored.Value;

    public KindVerdict Judge(Raster panel) => Judge(PanelFeatures.Measure(panel));

    public KindVerdict Judge(ReadOnlySpan<float> features)
    {
        long[] votes = new long[Kinds.Length];
        foreach (Node[] tree in _trees)
        {
            int at = 0;
            while (tree[at].Leaf is null) at = features[tree[at].Feature] <= tree[at].Threshold ? at + 1 : tree[at].Right;
            foreach ((int kind, int weight) in tree[at].Leaf!) votes[kind] += weight;
        }
        // Whole numbers until the division: the order of the trees does not matter.
        return KindVerdict.From([.. votes.Select(v => (double)v)]);
    }

    /// <exception cref="FormatException">Not such a text, or made for other features than this build measures.</exception>
    public static PanelKindModel Parse(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || lines[0] != string.Join(';', PanelFeatures.Names))
            throw new FormatException("The model of panel kinds was trained on other features than this build measures; train it again (docs/methods/classes.md).");
        return new PanelKindModel([.. lines.Skip(1).Select(ParseTree)]);
    }

    private static Node[] ParseTree(string line)
    {
        string[] words = line.Split(' ');
        var nodes = new Node[words.Length];
        int end = Place(0);
        return end == nodes.Length ? nodes : throw new FormatException("A tree of the model of panel kinds has nodes left over.");

        // Writes the node at `at` with all below it, and gives the place behind them.
        int Place(int at)
        {
            if (at >= words.Length) throw new FormatException("A tree of the model of panel kinds breaks off.");
            int sign = words[at].IndexOf('<', StringComparison.Ordinal);
            if (sign < 0)
            {
                nodes[at] = new Node(0, 0, 0, [.. words[at].Split(',').Select(ParseWeight)]);
                return at + 1;
            }
            int right = Place(at + 1);
            nodes[at] = new Node(int.Parse(words[at].AsSpan(0, sign), CultureInfo.InvariantCulture), float.Parse(words[at].AsSpan(sign + 1), CultureInfo.InvariantCulture), right, null);
            return Place(right);
        }
    }

    private static (int Kind, int Weight) ParseWeight(string pair)
    {
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        int kind = int.Parse(pair.AsSpan(0, colon), CultureInfo.InvariantCulture);
        if (kind < 0 || kind >= Kinds.Length) throw new FormatException($"The model of panel kinds names a kind {kind} that does not exist.");
        return (kind, int.Parse(pair.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    private static PanelKindModel ReadStored()
    {
        using Stream stream = typeof(PanelKindModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The engine was built without {Resource}.");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    private readonly record struct Node(int Feature, float Threshold, int Right, ImmutableArray<(int Kind, int Weight)>? Leaf);
}
