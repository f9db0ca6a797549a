namespace Palinode.ServiceLoad;

internal enum ClickKind
{
    SignIn,
    List,
    FilteredList,
    Overdue,
    Jobs,
    CasePage,
    LongCasePage,
    FormPage,
    AddNote,
    AssignHandler,
    SetDeadline,
    RecordAssessment,
    CiteWork,
}

/// <param name="Milliseconds">From the request to the last byte of the answer.</param>
/// <param name="Bytes">Of the answer.</param>
internal readonly record struct Click(ClickKind Kind, double Milliseconds, int Bytes);

/// <summary>What everybody's clicks took; nothing is kept before <see cref="Begin"/>, which ends the warm-up.</summary>
internal sealed class Clicks
{
    private readonly Lock _lock = new();
    private readonly List<Click> _all = [];
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private int _beforehand, _conflicts;
    private bool _counts;

    public static bool IsWrite(ClickKind kind) => kind >= ClickKind.AddNote;

    public static bool IsRead(ClickKind kind) => kind is > ClickKind.SignIn and < ClickKind.AddNote;

    public IReadOnlyList<Click> All => _all;

    /// <summary>Answers that should not have come, warm-up included, with how often.</summary>
    public IReadOnlyDictionary<string, int> Errors => _errors;

    /// <summary>Writes that were answered by "somebody else was faster": the right answer, and neither an error nor a write.</summary>
    public int Conflicts => _conflicts;

    /// <summary>Clicks during the warm-up.</summary>
    public int Beforehand => _beforehand;

    public void Begin()
    {
        lock (_lock) _counts = true;
    }

    public void End()
    {
        lock (_lock) _counts = false;
    }

    public void Add(Click click)
    {
        lock (_lock)
        {
            // Signing in is what the warm-up is for, and is told apart.
            if (_counts || click.Kind == ClickKind.SignIn) _all.Add(click);
            else _beforehand++;
        }
    }

    public void Conflict()
    {
        lock (_lock) _conflicts++;
    }

    public void Error(string what)
    {
        lock (_lock) _errors[what] = _errors.GetValueOrDefault(what) + 1;
    }

    /// <summary>The nearest rank.</summary>
    /// <param name="sorted">In rising order, not empty.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
