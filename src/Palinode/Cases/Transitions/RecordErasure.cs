namespace Palinode.Cases;

/// <summary>Keeps that something confidential was erased. The log goes on holding the commitment to it.</summary>
/// <param name="Thing">What is erased.</param>
/// <param name="Ground">Why it may be.</param>
/// <param name="Id">Of the party, text or evidence; absent for the raiser.</param>
public sealed record RecordErasure(ErasedThing Thing, ErasureGround Ground, string? Id = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-erasure", "Recording an erasure", [CaseRole.Administrator],
        CaseStates.Any);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.IsHeld) return Refuse(RefusalCode.Hold, "A legal hold is in place.");
        if (Ground == ErasureGround.RetentionEnded && !(s.Case.RetainUntil < s.Today && !s.Case.IsOpen)) return Refuse(RefusalCode.First, "The time it is kept has not ended.");
        if ((Thing == ErasedThing.RaiserIdentity) != (Id is null)) return Refuse(RefusalCode.Value, "Say what is erased; the raiser has no id here.");
        if (s.Case.Erasures.Any(e => e.Thing == Thing && e.Id == Id)) return Refuse(RefusalCode.Already, "It is erased already.");
        bool there = Thing switch { ErasedThing.PartyIdentity => s.Case.Party(Id) is not null, ErasedThing.Evidence => s.Case.Evidence.Any(e => e.Evidence == Id), _ => true };
        return there ? Allow(new ErasureRecorded(Thing, Ground, Id)) : Refuse(RefusalCode.Unknown, "The case holds no such thing.");
    }
}
