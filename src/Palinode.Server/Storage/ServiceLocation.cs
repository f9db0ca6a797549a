namespace Palinode.Server.Storage;

/// <summary>Where a service keeps what it knows.</summary>
/// <param name="Data">Its data folder; null for the usual one.</param>
/// <param name="Database">A connection string to a PostgreSQL of the user's, under a role that may make roles; null for a private one in the data folder.</param>
public sealed record ServiceLocation(string? Data = null, string? Database = null);
