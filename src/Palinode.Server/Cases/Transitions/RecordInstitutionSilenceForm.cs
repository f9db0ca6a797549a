using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The institution had its time.</summary>
internal static class RecordInstitutionSilenceForm
{
    public static Transition Page { get; } = Transition.For(RecordInstitutionSilence.Definition, "Record that an institution does not answer", Chapter.Letters, Form.Of(
        Ask.One("institution", "Institution", Offers.AskedInstitutions),
        institution => new RecordInstitutionSilence(institution))) with
    {
        When = c => !c.Institutions.IsEmpty,
    };
}
