using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <param name="Hold">"h1"</param>
public sealed record LegalHoldPlaced(string Hold) : CaseEvent;

public sealed record LegalHoldLifted(string Hold) : CaseEvent;

/// <param name="Until">The last day the case's confidential parts are kept.</param>
public sealed record RetentionSet(DateOnly Until) : CaseEvent;

[JsonConverter(typeof(CamelCase<ErasedThing>))]
public enum ErasedThing { RaiserIdentity, PartyIdentity, Text, Evidence }

[JsonConverter(typeof(CamelCase<ErasureGround>))]
public enum ErasureGround { RetentionEnded, LawfulRequest }

/// <param name="Thing">What was erased.</param>
/// <param name="Ground">Why it may be.</param>
/// <param name="Id">Of the party, text or evidence; absent for the raiser.</param>
public sealed record ErasureRecorded(ErasedThing Thing, ErasureGround Ground, string? Id = null) : CaseEvent;
