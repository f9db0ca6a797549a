namespace Palinode.Server.Storage.Chain;

/// <summary>An event about to be appended. What it says is opaque to the storage.</summary>
/// <param name="Type">The event's name: a letter, then letters, digits, and . _ / -</param>
/// <param name="Payload">JSON. Kept to the byte, and hashed; names of people do not belong in it, which are kept apart, erasable.</param>
/// <param name="Why">The reason given, in a person's words; may be empty. It stays for ever, like everything in the log.</param>
internal sealed record NewEvent(string Type, string Payload, string Why);

/// <summary>An event of the log: what happened, who did it when and why, and its place in the chain.</summary>
/// <param name="Sequence">1 for the first event of a case.</param>
/// <param name="OccurredAt">UTC, whole microseconds.</param>
/// <param name="PreviousHash">Of the event before, or <see cref="EventHash.OfCase"/> for the first.</param>
/// <param name="Hash"><see cref="EventHash"/>.</param>
internal sealed record EventEnvelope(
    Guid CaseId, long Sequence, Guid JournalId, string Type, string Payload, Guid ActorId, DateTimeOffset OccurredAt, string Why, Digest PreviousHash, Digest Hash);
