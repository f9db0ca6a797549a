using System.Globalization;
using Palinode.Samples.Drawing;

namespace Palinode.Samples.Layout;

/// <summary>Writes the running text: neutral sentences about methods and results, put together from our own patterns.</summary>
internal sealed class Prose(Dice dice, Vocabulary words, string figureWord, int figures)
{
    private static readonly string[] Openings =
    [
        "The course of {disease} differs widely between patients, and few markers are measured in routine practice.",
        "Small regulatory molecules such as {factor} have been described in many tissues.",
        "It is not known how {factor} is regulated in {disease}.",
        "Earlier work from several groups looked at {protein} in other settings.",
        "Levels of {protein} vary with culture density, which makes comparison between studies difficult.",
        "Cell lines such as {cell} are a convenient but limited model.",
        "We therefore asked whether {factor} and {protein} change together.",
        "The present study was planned to describe these changes in {cell} and {cell2} cells.",
        "Two questions were left open by these reports: when the change begins, and how long it lasts.",
    ];

    private static readonly string[] Methods =
    [
        "{cell} cells were kept in medium with {n}% serum at 37 °C and passed every {d} days.",
        "Cells were seeded at {k} per well and left to attach overnight.",
        "Lysates were cleared at {k} × g for {n} min and protein was measured against a standard curve.",
        "Equal amounts ({n} µg) were separated on gels of {d} to 12% and moved to membranes for {n} min.",
        "Membranes were blocked for one hour, incubated with the antibody against {protein} at 4 °C, and washed {d} times.",
        "Signals were recorded with a cooled camera at exposure times between {d} and {n} s.",
        "For the migration assay {k} cells were placed in the upper chamber; after 24 h the lower side was stained with crystal violet.",
        "Scratches were drawn with a sterile tip and photographed at once and after 24 h.",
        "Sections of {d} µm were cleared, rehydrated and stained by standard protocols.",
        "Fields were chosen by an observer who did not know the treatment.",
        "Nuclei were counted in {d} fields for each slide, and the mean was used as one observation.",
        "Total RNA was taken up in {n} µl of water and reverse transcribed at 42 °C.",
        "Values are means with standard deviation of {d} independent experiments.",
        "Groups were compared by analysis of variance; P below 0.05 was called significant.",
        "The construct for {factor} was checked by sequencing of both strands.",
        "Images were taken with the same settings within each experiment.",
    ];

    private static readonly string[] Results =
    [
        "In {cell} cells the amount of {protein} fell to {p}% of the control after {n} h ({fig}).",
        "As shown in {fig}, {factor} lowered {protein} in both lines, and the effect was larger in {cell2}.",
        "No difference was seen for {protein} at the earlier time ({fig}).",
        "The number of cells that passed the membrane was {k} in controls and about {p}% of this after treatment.",
        "{fig} gives the corresponding means; the spread between experiments was small.",
        "When {protein} was added back, the change was partly reversed ({fig}).",
        "The same order was found in {cell2} cells, although the absolute values were lower.",
        "Staining for {protein} was mostly at the border of the cells and became weaker with time.",
        "Gap closure reached {p}% in the control group within 24 h ({fig}).",
        "Doubling the amount of {factor} had no further effect.",
        "We next examined tissue from {n} donors, of which {d} were left out because too little material remained.",
        "Expression of {protein} and {factor} was inversely related (r = −0.{p}).",
        "These observations suggest that {factor} acts upstream of {protein} under the conditions used here.",
        "The reporter with the altered binding site did not respond ({fig}).",
        "Loading was even, as judged by the control protein.",
        "After {n} h the fraction of early apoptotic cells was {d}.{d2}% and {n}.{d2}% in the two groups.",
    ];

    private static readonly string[] Discussion =
    [
        "The main result of this work is that {factor} and {protein} move in opposite directions in {cell} cells.",
        "This agrees with measurements in other tissues, where the change was of a similar size.",
        "A limitation is the small number of donors, and the lack of data on later stages of {disease}.",
        "It remains open whether {protein} is a direct target.",
        "Other factors, among them culture density and serum, may have contributed.",
        "The time course makes a purely transcriptional effect unlikely, since {protein} changed within {n} h.",
        "Further studies with independent material are needed before conclusions for {disease} can be drawn.",
        "We cannot exclude that part of the effect on {protein2} is indirect.",
        "A comparison of {cell} with {cell2} cells would benefit from matched passages.",
        "Taken together, the data are in line with a moderate role of {factor} in {disease}.",
    ];

    public string Introduction(int sentences) => Write(Openings, sentences);
    public string Method(int sentences) => Write(Methods, sentences);
    public string Result(int sentences) => Write(Results, sentences);
    public string Closing(int sentences) => Write(Discussion, sentences);

    private string Write(string[] patterns, int sentences)
    {
        List<string> left = [], text = [];
        for (int i = 0; i < sentences; i++)
        {
            // Every pattern is used once before any is used again.
            if (left.Count == 0) left.AddRange(patterns);
            string pattern = left[dice.Below(left.Count)];
            left.Remove(pattern);
            text.Add(Fill(pattern));
        }
        return string.Join(' ', text);
    }

    private string Fill(string pattern)
    {
        int protein = dice.Below(words.Proteins.Count), cell = dice.Below(words.Cells.Count);
        string Number(int low, int high) => (low + dice.Below(high - low)).ToString(CultureInfo.InvariantCulture);
        return pattern.Replace("{disease}", words.Disease, StringComparison.Ordinal)
            .Replace("{factor}", words.Factor, StringComparison.Ordinal)
            .Replace("{protein}", words.Proteins[protein], StringComparison.Ordinal)
            .Replace("{protein2}", words.Proteins[(protein + 1) % words.Proteins.Count], StringComparison.Ordinal)
            .Replace("{cell}", words.Cells[cell], StringComparison.Ordinal)
            .Replace("{cell2}", words.Cells[(cell + 1) % words.Cells.Count], StringComparison.Ordinal)
            .Replace("{fig}", $"{figureWord} {1 + dice.Below(figures)}{"ABCD"[dice.Below(4)]}", StringComparison.Ordinal)
            .Replace("{n}", Number(10, 48), StringComparison.Ordinal)
            .Replace("{k}", Number(10, 90) + "0", StringComparison.Ordinal)
            .Replace("{p}", Number(28, 80), StringComparison.Ordinal)
            .Replace("{d2}", Number(0, 10), StringComparison.Ordinal)
            .Replace("{d}", Number(3, 9), StringComparison.Ordinal);
    }
}
