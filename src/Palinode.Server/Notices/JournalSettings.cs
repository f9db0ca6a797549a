using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;

namespace Palinode.Server.Notices;

/// <summary>How a journal works its cases and publishes its notices: times, approvals, house style, deposit data. For its administrators. Every change is a new version.</summary>
internal static class JournalSettings
{
    private static readonly string[] Styles = ["plain", "numbered", "bulleted", "brief", "office"];

    /// <summary>Days of the policy, as the form asks for them.</summary>
    private static readonly (string Name, string Label, Func<CasePolicy, int> Get, Func<CasePolicy, int, CasePolicy> Set)[] Numbers =
    [
        ("approvals", "Approvals of a decision", p => p.Approvals, (p, n) => p with { Approvals = n }),
        ("noticeApprovals", "Approvals of a notice", p => p.NoticeApprovals, (p, n) => p with { NoticeApprovals = n }),
        ("acknowledgementDays", "Days to acknowledge a concern", p => p.AcknowledgementDays, (p, n) => p with { AcknowledgementDays = n }),
        ("assessmentDays", "Days for the assessment", p => p.AssessmentDays, (p, n) => p with { AssessmentDays = n }),
        ("authorDays", "Days for an author's answer", p => p.AuthorDays, (p, n) => p with { AuthorDays = n }),
        ("expertDays", "Days for an expert", p => p.ExpertDays, (p, n) => p with { ExpertDays = n }),
        ("institutionDays", "Days between reminders to an institution", p => p.InstitutionDays, (p, n) => p with { InstitutionDays = n }),
        ("noticeDays", "Days from decision to notice", p => p.NoticeDays, (p, n) => p with { NoticeDays = n }),
        ("appealDays", "Days for an appeal", p => p.AppealDays, (p, n) => p with { AppealDays = n }),
        ("reminderBefore", "Days before a deadline to remind", p => p.ReminderDaysBefore, (p, n) => p with { ReminderDaysBefore = n }),
        ("reminderAfter", "Days between later reminders", p => p.ReminderDaysAfter, (p, n) => p with { ReminderDaysAfter = n }),
        ("retention", "Years that confidential parts are kept", p => p.RetentionYears, (p, n) => p with { RetentionYears = n }),
    ];

    private static readonly (string Name, string Label, string? Help, Func<House, string?> Get, Func<House, string?, House> Set)[] Lines =
    [
        ("journal", "Journal in full", "As notices and deposits name it.", h => h.Journal, (h, v) => h with { Journal = v }),
        ("abbreviation", "As NLM abbreviates it", null, h => h.JournalAbbreviation, (h, v) => h with { JournalAbbreviation = v }),
        ("issn", "ISSN of the electronic edition", null, h => h.Issn, (h, v) => h with { Issn = v }),
        ("publisher", "Publisher", null, h => h.Publisher, (h, v) => h with { Publisher = v }),
        ("resource", "Where the DOI of a notice leads", "{doi} stands for it: https://journal.example.org/notices/{doi}", h => h.Resource, (h, v) => h with { Resource = v }),
        ("policy", "DOI of the policy on corrections", null, h => h.CrossmarkPolicy, (h, v) => h with { CrossmarkPolicy = v }),
        ("depositor", "Depositor", null, h => h.DepositorName, (h, v) => h with { DepositorName = v }),
        ("depositorMail", "E-mail of the depositor", null, h => h.DepositorEmail, (h, v) => h with { DepositorEmail = v }),
        ("signedBy", "Who signs notices", "An office: Example Editorial Office.", h => h.SignedBy, (h, v) => h with { SignedBy = v }),
        ("licence", "Licence of notices", "CC BY 4.0", h => h.Licence, (h, v) => h with { Licence = v }),
        ("licenceUrl", "Address of the licence", null, h => h.LicenceUrl, (h, v) => h with { LicenceUrl = v }),
        ("holder", "Copyright holder", null, h => h.CopyrightHolder, (h, v) => h with { CopyrightHolder = v }),
        ("contact", "Correspondence", "The office a reader writes to.", h => h.CorrespondenceName, (h, v) => h with { CorrespondenceName = v }),
        ("contactMail", "E-mail of correspondence", null, h => h.CorrespondenceEmail, (h, v) => h with { CorrespondenceEmail = v }),
        ("office", "Office of whoever approves notices", "Stands beside their name in what is published.", h => h.ApprovingOffice, (h, v) => h with { ApprovingOffice = v ?? new House().ApprovingOffice }),
    ];

    public static void MapJournalSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journals/{journal:guid}/house", ShowAsync).ForJournalOrService(CaseRole.Administrator);
        routes.MapPost("/journals/{journal:guid}/house", SetAsync).ForJournalOrService(CaseRole.Administrator).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(Guid journal, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        House house = await HouseBook.ReadAsync(transaction, journal, stop);
        CasePolicy policy = await desk.PolicyAsync(transaction, journal, stop);
        return Show(journal, name => Value(name, house, policy), []);
    }

    private static async Task<IResult> SetAsync(Guid journal, HttpRequest request, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, HouseBook houses, CancellationToken stop)
    {
        Typed typed;
        try
        {
            typed = await Typed.ReadAsync(request, null, stop);
        }
        catch (InputException e)
        {
            return Page.Of("That cannot be kept", Page.Errors([e.Message]), StatusCodes.Status400BadRequest);
        }
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        CasePolicy before = await desk.PolicyAsync(transaction, journal, stop), policy = before with { AskAllAuthorsAtOnce = typed.Text("askAll") == "yes" };
        House house = new() { FreeToRead = typed.Text("free") == "yes" };
        List<(string?, string)> wrong = [];
        foreach (var number in Numbers)
        {
            try { policy = number.Set(policy, int.Parse(typed.Text(number.Name), NumberStyles.None, CultureInfo.InvariantCulture)); }
            catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or InputException) { wrong.Add(($"f-{number.Name}", Page.Plain.Say("{0}: give a whole number that makes sense.", Page.Plain.Say(number.Label)))); }
        }
        foreach (var line in Lines) house = line.Set(house, typed.Text(line.Name) is { Length: > 0 } text ? text : null);
        if (Styles.Contains(typed.Text("style"))) house = house with { Style = typed.Text("style") };
        else wrong.Add(("f-style", "Choose a style."));
        if (Enum.TryParse(typed.Text("title"), out TitleStyle title) && Enum.IsDefined(title)) house = house with { Title = title.ToString() };
        if (house.CrossmarkPolicy is { } doi && Articles.Doi.Find(doi) != doi) wrong.Add(("f-policy", "DOI of the policy: small letters, without resolver."));
        if (house.Issn is { } issn && !IsIssn(issn)) wrong.Add(("f-issn", "ISSN: four digits, a hyphen, three digits and a digit or X."));
        if (wrong.Count > 0) return Show(journal, typed.Text, wrong);
        try
        {
            await houses.SetAsync(transaction, journal, house, stop);
            if (policy != before) await desk.SetPolicyAsync(transaction, journal, policy, stop);
            await transaction.CommitAsync(stop);
        }
        catch (ConcurrentChangeException)
        {
            return Page.Of("That was not kept", Page.Errors(["Somebody else changed it meanwhile; nothing was written. Open the page again."]), StatusCodes.Status409Conflict);
        }
        return TypedResults.Redirect($"/journals/{journal}/people");
    }

    private static PageResult Show(Guid journal, Func<string, string> value, List<(string?, string)> wrong)
    {
        FieldView[] times = [.. Numbers.Select(n => new FieldView(FieldKind.Number, n.Name, n.Label) { Required = true, Value = value(n.Name) }), new(FieldKind.Tick, "askAll", "All authors are asked at once") { Value = value("askAll") }];
        FieldView[] house =
        [
            new(FieldKind.Choice, "style", "Style of notices") { Required = true, Value = value("style"), Offers = [.. Styles.Select(s => new Offer(s, s))] },
            new(FieldKind.Choice, "title", "Where the label stands in the title") { Required = true, Value = value("title"), Offers = [.. Enum.GetValues<TitleStyle>().Select(s => new Offer(s.ToString(), CaseWords.Of(s)))] },
            .. Lines.Select(l => new FieldView(FieldKind.Line, l.Name, l.Label) { Help = l.Help, Value = value(l.Name) }),
            new(FieldKind.Tick, "free", "Notices can be read by everyone") { Value = value("free") },
        ];
        return Page.Show<FormPage>(new FormModel("How the journal works")
        {
            Action = $"/journals/{journal}/house", Button = "Keep it so", BackTo = $"/journals/{journal}/people", BackTitle = "Back to the journal", Way = "/people", Wrong = wrong, WrongTitle = "That cannot be kept yet",
            Lead = "Notices and deposits begin with what stands here; what is left open is left out of them. Cases that are under way follow the new times from their next deadline on.",
            Fields = [new FieldView(FieldKind.Group, "times", "Approvals and times") { Required = true, Fields = times }, new FieldView(FieldKind.Group, "look", "Notices and deposits") { Required = true, Fields = house }],
        }, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static string Value(string name, House house, CasePolicy policy) => name switch
    {
        "style" => house.Style,
        "title" => house.TitleStyle.ToString(),
        "free" => house.FreeToRead ? "yes" : "",
        "askAll" => policy.AskAllAuthorsAtOnce ? "yes" : "",
        _ => Numbers.FirstOrDefault(n => n.Name == name) is { Get: not null } number ? number.Get(policy).ToString(CultureInfo.InvariantCulture) : Lines.First(l => l.Name == name).Get(house) ?? "",
    };

    private static bool IsIssn(string text) => text is [_, _, _, _, '-', _, _, _, _] && text.Where((_, i) => i is not (4 or 8)).All(char.IsAsciiDigit) && (char.IsAsciiDigit(text[8]) || text[8] == 'X');
}
