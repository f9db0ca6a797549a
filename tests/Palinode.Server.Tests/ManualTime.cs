namespace Palinode.Server.Tests;

/// <summary>A clock that stands until it is set. Timers never ring: what tests look at is called by them.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
