namespace Palinode.Server.Jobs;

/// <summary>How jobs are claimed, tried again and given up, and what a screening may take.</summary>
internal sealed record JobOptions
{
    /// <summary>How long a claim holds without a sign of life. Long enough for a restart of PostgreSQL, short enough that a dead worker's job is soon another's.</summary>
    public TimeSpan Lease { get; init => field = Positive(value); } = TimeSpan.FromSeconds(15);

    /// <summary>Between two signs of life, and so the longest time that a cancelled screening goes on.</summary>
    public TimeSpan Heartbeat { get; init => field = Positive(value); } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks for work: a person waits for the first line of progress.</summary>
    public TimeSpan Look { get; init => field = Positive(value); } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the work itself may break (a crash, a limit) before the job is put into quarantine. Once can be bad luck with memory, three times is the file.</summary>
    public int MaxFailures { get; init => field = AtLeastOne(value); } = 3;

    /// <summary>How often a job may be claimed at all. Workers that die take the claim with them; files are read in a child, so that is rarely the file's doing.</summary>
    public int MaxAttempts { get; init => field = AtLeastOne(value); } = 12;

    /// <summary>Before the second try; doubled for each that follows.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Wall time of one screening: the slowest of the real articles tried took under three minutes on two cores; ten times that.</summary>
    public TimeSpan ScreeningTime { get; init => field = Positive(value); } = TimeSpan.FromMinutes(30);

    /// <summary>Bytes that one process of a screening may write to in memory: the largest articles tried took 1.5 GB.</summary>
    public long ScreeningMemory { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 4L << 30;

    /// <summary>Threads of one screening; its findings do not depend on it.</summary>
    public int Threads { get; init => field = AtLeastOne(value); } = Environment.ProcessorCount;

    /// <summary>Files and bytes that a result may have; far beyond what any article gave.</summary>
    public int MaxResultFiles { get; init => field = AtLeastOne(value); } = 20_000;

    public long MaxResultBytes { get; init; } = 2L << 30;

    /// <summary>Bytes of the findings, and of the index of pictures: pages read them into memory. A thousand findings take one million.</summary>
    public long MaxIndexBytes { get; init; } = 64L << 20;

    /// <summary>How long to wait before the given try, counted from 1.</summary>
    public TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Clamp(failures - 1, 0, 20)));

    private static TimeSpan Positive(TimeSpan value) => value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value));
    private static int AtLeastOne(int value) => value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
}
