using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Who may do something, where a journal has it otherwise than <see cref="CaseRules"/>.</summary>
public sealed record RuleRoles(string Rule, Sequence<CaseRole> Roles);

/// <summary>How many people other than the drafter approve a decision of this outcome.</summary>
public sealed record OutcomeApprovals(CaseOutcome Outcome, int Approvals);

/// <summary>
/// How a journal works its cases. The days are calendar days; their defaults lie in the ranges that publishers following COPE's guidelines
/// make public (PLOS among them). What no guideline gives a number for says so.
/// </summary>
public sealed record CasePolicy
{
    /// <summary>People other than the drafter who approve a decision. Default 1: four eyes.</summary>
    public int Approvals { get; init => field = AtLeast(value, 1, nameof(Approvals)); } = 1;

    /// <summary>Outcomes that ask for more. Default none.</summary>
    public Sequence<OutcomeApprovals> ApprovalsByOutcome { get; init; }

    /// <summary>People other than its drafters who approve a notice. Default 1.</summary>
    public int NoticeApprovals { get; init => field = AtLeast(value, 1, nameof(NoticeApprovals)); } = 1;

    /// <summary>Roles where they differ from the program's own. Nobody's default.</summary>
    public Sequence<RuleRoles> Roles { get; init; }

    /// <summary>Days to thank the raiser. Default 7; COPE asks for promptness without a number.</summary>
    public int AcknowledgementDays { get; init => field = AtLeast(value, 1, nameof(AcknowledgementDays)); } = 7;

    /// <summary>Days of an assessment. Default 14.</summary>
    public int AssessmentDays { get; init => field = AtLeast(value, 1, nameof(AssessmentDays)); } = 14;

    /// <summary>Days an author has to answer. Default 21.</summary>
    public int AuthorDays { get; init => field = AtLeast(value, 1, nameof(AuthorDays)); } = 21;

    /// <summary>The longest an author's deadline may grow by extensions, from the day it was set. Default 90.</summary>
    public int LongestAuthorDays { get; init => field = AtLeast(value, 1, nameof(LongestAuthorDays)); } = 90;

    /// <summary>Days an expert has. Default 7.</summary>
    public int ExpertDays { get; init => field = AtLeast(value, 1, nameof(ExpertDays)); } = 7;

    /// <summary>Days until an institution is reminded. Default 90; publishers remind every 3 to 6 months.</summary>
    public int InstitutionDays { get; init => field = AtLeast(value, 1, nameof(InstitutionDays)); } = 90;

    /// <summary>Days from decision to notice. Default 42; 3 to 6 weeks are usual.</summary>
    public int NoticeDays { get; init => field = AtLeast(value, 1, nameof(NoticeDays)); } = 42;

    /// <summary>Days to decide an appeal. Default 21.</summary>
    public int AppealDays { get; init => field = AtLeast(value, 1, nameof(AppealDays)); } = 21;

    /// <summary>Days before an open deadline at which somebody is reminded, of short ones at half of their time. Default 7; no guideline gives a number.</summary>
    public int ReminderDaysBefore { get; init => field = AtLeast(value, 0, nameof(ReminderDaysBefore)); } = 7;

    /// <summary>Days between reminders once a deadline is past. Default 14; no guideline gives a number.</summary>
    public int ReminderDaysAfter { get; init => field = AtLeast(value, 1, nameof(ReminderDaysAfter)); } = 14;

    /// <summary>Years the confidential parts of a closed case are kept. Default 10, as most research data policies ask.</summary>
    public int RetentionYears { get; init => field = AtLeast(value, 1, nameof(RetentionYears), MostYears); } = 10;

    /// <summary>All authors may be asked at once. Default no: COPE asks the corresponding author first.</summary>
    public bool AskAllAuthorsAtOnce { get; init; }

    /// <summary>Who has to know of a notice before it counts as propagated. Default all.</summary>
    public Sequence<PropagationTarget> Propagation { get; init; } = [.. Enum.GetValues<PropagationTarget>()];

    public int ApprovalsFor(CaseOutcome outcome) => Math.Max(1, ApprovalsByOutcome.FirstOrDefault(o => o.Outcome == outcome)?.Approvals ?? Approvals);

    public Sequence<CaseRole> RolesFor(CaseRule rule) => Roles.FirstOrDefault(r => r.Rule == rule.Name)?.Roles ?? rule.Roles;

    /// <summary>Days that a deadline of this kind has.</summary>
    public int DaysFor(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Acknowledgement => AcknowledgementDays,
        DeadlineKind.Assessment => AssessmentDays,
        DeadlineKind.AuthorAnswer or DeadlineKind.OriginalData => AuthorDays,
        DeadlineKind.ExpertAnswer => ExpertDays,
        DeadlineKind.InstitutionAnswer => InstitutionDays,
        DeadlineKind.Notice => NoticeDays,
        DeadlineKind.Appeal => AppealDays,
        _ => AuthorDays,
    };

    /// <summary>Open deadlines somebody should be reminded of today: shortly before the day, and again and again after it.</summary>
    public IEnumerable<CaseDeadline> RemindersDue(Case current, DateOnly today) => !current.IsOpen ? [] : current.Deadlines.Where(d => !d.Met && (d.IsOverdue(today)
        ? d.Reminders.All(r => r <= d.Due || r.AddDays(ReminderDaysAfter) <= today)
        : today >= FirstReminder(d) && d.Reminders.All(r => r < FirstReminder(d))));

    /// <summary>Not before half of the time has passed: nobody is reminded of a week's deadline on the day it is set.</summary>
    private DateOnly FirstReminder(CaseDeadline d)
    {
        DateOnly before = d.Due.AddDays(-ReminderDaysBefore), half = d.SetOn.AddDays((d.Due.DayNumber - d.SetOn.DayNumber + 1) / 2);
        return before > half ? before : half;
    }

    public string ToJson() => JsonSerializer.Serialize(this, CaseJson.Default.CasePolicy);

    /// <summary>What the JSON leaves away has its default.</summary>
    /// <exception cref="InputException">It is no policy.</exception>
    public static CasePolicy FromJson(string json)
    {
        try
        {
            NoticeFile.RefuseRepeated(Encoding.UTF8.GetBytes(json));
            if (JsonNode.Parse(json) is not JsonObject given) throw new JsonException("it is no object");
            // Serializers that are made at build time set every property of an object, with zero where the JSON has none.
            JsonObject whole = JsonSerializer.SerializeToNode(new CasePolicy(), CaseJson.Default.CasePolicy)!.AsObject();
            foreach ((string name, JsonNode? value) in given) whole[name] = value?.DeepClone();
            return whole.Deserialize(CaseJson.Default.CasePolicy)!;
        }
        catch (JsonException e)
        {
            throw new InputException($"The policy of the journal cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Of anything that is counted, days most of all: a century. Beyond that a day may have no date.</summary>
    private const int Most = 36_500, MostYears = 200;

    private static int AtLeast(int value, int least, string name, int most = Most) =>
        value < least ? throw new InputException($"{name} is {value}; it must be {least} or more.") : value > most ? throw new InputException($"{name} is {value}; it must be {most} or less.") : value;
}
