using Microsoft.Playwright;

namespace Palinode.Browser.Tests.Sample;

/// <summary>A page that people see often, and how somebody comes to it.</summary>
/// <param name="Name">In the names of tests.</param>
/// <param name="Role">Who looks; null for nobody.</param>
/// <param name="GoAsync">Opens it.</param>
internal sealed record SamplePage(string Name, string? Role, Func<Visitor, Task> GoAsync)
{
    public override string ToString() => Name;

    public static IReadOnlyList<SamplePage> All { get; } =
    [
        new("sign-in", null, v => v.GoAsync("/sign-in")),
        new("cases", "editor", v => v.GoAsync("/")),
        new("overdue", "investigator", v => v.GoAsync("/overdue")),
        new("case of intake", "intake", v => CaseAsync(v, "received")),
        new("closed case", "editor", v => CaseAsync(v, "closed")),
        new("case that waits", "approver", v => CaseAsync(v, "decision drafted")),
        new("form", "investigator", v => FormAsync(v, "assessing", "add-claim")),
        new("form with errors", "investigator", MistakeAsync),
        new("new concern", "intake", v => v.GoAsync("/concerns/new")),
        new("public form", null, async v => await v.GoAsync($"/concern/{await JournalAsync()}")),
        new("receipt", null, v => v.GoAsync("/concern/receipt")),
        new("screenings", "investigator", v => v.GoAsync("/jobs")),
        new("screening", "investigator", ScreeningAsync),
        new("people", "administrator", v => v.GoAsync("/people")),
        new("people of a journal", "administrator", async v => await v.GoAsync($"/journals/{await JournalAsync()}/people")),
        new("journals", "administrator", v => v.GoAsync("/journals")),
        new("everyone", "administrator", v => v.GoAsync("/people/all")),
        new("person", "administrator", PersonAsync),
        new("account", "administrator", v => v.GoAsync("/account")),
        new("second factor", "editor", v => v.GoAsync("/account/second-factor")),
        new("passkeys", "editor", v => v.GoAsync("/account/passkeys")),
        new("tokens", "editor", v => v.GoAsync("/account/tokens")),
        new("journal settings", "administrator", async v => await v.GoAsync($"/journals/{await JournalAsync()}/house")),
        new("retention", "administrator", async v => await v.GoAsync($"/journals/{await JournalAsync()}/retention")),
        new("not found", "editor", v => v.GoAsync("/nowhere")),
    ];

    public static async Task<string> JournalAsync()
    {
        Visitor administrator = await SampleService.ComeAsync("administrator");
        await administrator.GoAsync("/journals");
        string way = (await administrator.Page.Locator("tbody a[href^='/journals/']").First.GetAttributeAsync("href"))!;
        await administrator.LeaveAsync();
        return way.Split('/')[2];
    }

    /// <summary>The case of the sample that is at this stage.</summary>
    public static async Task CaseAsync(Visitor visitor, string state)
    {
        await visitor.GoAsync("/?state=all");
        string way = (await visitor.Page.Locator("tbody tr", new() { Has = visitor.Page.GetByText(state, new() { Exact = true }) }).First.Locator("th a").GetAttributeAsync("href"))!;
        await visitor.GoAsync(way);
    }

    public static async Task FormAsync(Visitor visitor, string state, string request)
    {
        await CaseAsync(visitor, state);
        await visitor.GoAsync($"{new Uri(visitor.Page.Url).AbsolutePath}/do/{request}");
    }

    /// <summary>The browser would stop it; what the service says is to be seen.</summary>
    private static async Task MistakeAsync(Visitor visitor)
    {
        await FormAsync(visitor, "assessing", "add-claim");
        await visitor.FillAsync("targets", "somewhere on the left");
        await visitor.Page.ClickAsync("form [name=do][value=yes]");
        await Assertions.Expect(visitor.Page.Locator("[role=alert]")).ToBeVisibleAsync();
    }

    /// <summary>The worker reads the article while the tests begin; the page shows by itself when it is through.</summary>
    public static async Task ScreeningAsync(Visitor visitor)
    {
        const float minutes = 5 * 60_000;
        await CaseAsync(visitor, "assessing");
        await visitor.GoAsync((await visitor.Page.Locator("a[href*='/screenings/']").First.GetAttributeAsync("href"))!);
        await Assertions.Expect(visitor.Page.Locator("article.finding").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = minutes });
    }

    private static async Task PersonAsync(Visitor visitor)
    {
        await visitor.GoAsync("/people/all");
        await visitor.GoAsync((await visitor.Page.Locator("tbody a[href^='/people/']").First.GetAttributeAsync("href"))!);
    }
}
