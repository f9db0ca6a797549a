using System.Text.Json.Serialization;

namespace Palinode.Cases;

/// <summary>Something a person, or the service, wants to do to a case. Each stands in a file of its own with its rule and its effect.</summary>
public abstract record CaseRequest
{
    /// <summary>Who may ask for it, and when.</summary>
    [JsonIgnore]
    public CaseRule Rule => Own;

    private protected abstract CaseRule Own { get; }

    /// <summary>Pure: the same case, request, actor, policy and time give the same ruling.</summary>
    /// <param name="current">The case; null where there is none yet.</param>
    /// <param name="actor">Who asks, with their roles in the case's journal.</param>
    /// <param name="policy">Of that journal.</param>
    /// <param name="now">The time of the events.</param>
    public Ruling Decide(Case? current, CaseActor actor, CasePolicy policy, DateTimeOffset now)
    {
        if (!policy.RolesFor(Rule).Any(actor.Has)) return Ruling.Refuse(RefusalCode.Role, $"{Rule.Summary} takes the role {string.Join(" or ", policy.RolesFor(Rule))}.");
        if (current is null != Rule.From.IsEmpty) return current is null ? Ruling.Refuse(RefusalCode.State, "There is no such case.") : Ruling.Refuse(RefusalCode.State, "The case is open already.");
        if (current is not null)
        {
            if (!Rule.From.Contains(current.State)) return Ruling.Refuse(RefusalCode.State, $"{Rule.Summary} is not possible while the case is {Words.Of(current.State)}.");
            if (current.Conflicts.Contains(actor.Id)) return Ruling.Refuse(RefusalCode.Conflict, "You declared a conflict of interest in this case.");
        }
        return Consider(new Situation(current, actor, policy, now));
    }

    private protected abstract Ruling Consider(Situation s);

    private protected static Ruling Refuse(RefusalCode code, string sentence) => Ruling.Refuse(code, sentence);
    private protected static Ruling Allow(params ReadOnlySpan<CaseEvent> events) => Ruling.Allow(events);

    /// <summary>Role and state are right by the time a request sees it.</summary>
    private protected sealed record Situation(Case? Current, CaseActor Actor, CasePolicy Policy, DateTimeOffset Now)
    {
        public Case Case => Current ?? throw new InvalidOperationException("Only what opens a case has none.");
        public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

        /// <param name="kind">For what.</param>
        /// <param name="about">What it belongs to.</param>
        /// <param name="after">Deadlines that the same request sets before this one.</param>
        public DeadlineSet Deadline(DeadlineKind kind, string? about, int after = 0) =>
            new($"t{(Current?.Deadlines.Count ?? 0) + 1 + after}", kind, Today.AddDays(Policy.DaysFor(kind)), about);

        /// <summary>Ends the open deadlines of this kind about this.</summary>
        public IEnumerable<CaseEvent> Met(DeadlineKind kind, string? about) =>
            Case.Deadlines.Where(d => !d.Met && d.Kind == kind && d.About == about).Select(d => new DeadlineMet(d.Deadline));
    }

    private protected static class Words
    {
        /// <summary>"authors queried"</summary>
        public static string Of(CaseState state) => CaseWords.Of(state);

        /// <summary>The first text that charges or speaks of motive, as a refusal; null where all are neutral.</summary>
        public static Ruling? Loaded(params IEnumerable<string?> texts) => texts.Select(CaseWords.FirstLoaded).FirstOrDefault(w => w is not null) is { } word
            ? Ruling.Refuse(RefusalCode.Words, $"\"{word}\" charges or speaks of motive; say what was seen, and by whom.")
            : null;
    }
}
