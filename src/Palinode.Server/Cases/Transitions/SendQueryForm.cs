using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The corresponding author comes first; the time to answer is set.</summary>
internal static class SendQueryForm
{
    public static Transition Page { get; } = Transition.For(SendQuery.Definition, "Send a letter to an author", Chapter.Letters, Form.Of(
        Ask.One("query", "Letter", Offers.Letters(QueryStatus.Drafted)),
        Ask.Word<LetterWay>("way", "How it goes out", start: LetterWay.Sent),
        (query, way) => new SendQuery(query, way))) with
    {
        Lead = "The corresponding author is asked first. The deadline for the answer is set with this.",
        When = c => c.Queries.Any(q => q.Status == QueryStatus.Drafted),
    };
}
