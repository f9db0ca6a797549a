namespace Palinode.Server.Demo;

/// <summary>A clock that somebody sets: the cases of the sample happened in the weeks before today. It never goes past the real one.</summary>
internal sealed class SampleClock : TimeProvider
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _now;

    public override DateTimeOffset GetUtcNow() => _now ?? System.GetUtcNow();

    /// <summary>Goes to a moment of the past: so many days before today, at this time of day.</summary>
    public void GoTo(int daysAgo, int hour, int minute = 0)
    {
        DateTimeOffset today = System.GetUtcNow(), then = new(today.UtcDateTime.Date.AddDays(-daysAgo).Add(new TimeSpan(hour, minute, 0)), TimeSpan.Zero);
        _now = then < today ? then : today - AMinute;
    }

    /// <summary>A few minutes of work, so that no two things happen at one moment.</summary>
    public void Pass(int minutes)
    {
        DateTimeOffset real = System.GetUtcNow(), then = GetUtcNow().AddMinutes(minutes);
        _now = then < real ? then : real;
    }
}
