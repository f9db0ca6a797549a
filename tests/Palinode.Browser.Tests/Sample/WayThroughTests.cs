using Microsoft.Playwright;

namespace Palinode.Browser.Tests.Sample;

/// <summary>Work is done without script, and without a mouse.</summary>
internal sealed class WayThroughTests
{
    [Test]
    public async Task A_request_is_made_without_script()
    {
        ServedPalinode.Require();
        Visitor visitor = await SampleService.ComeAsync(null, script: false);
        await SampleService.SignInAsync(visitor, "investigator");
        await SamplePage.CaseAsync(visitor, "authors queried");
        string way = new Uri(visitor.Page.Url).AbsolutePath;

        await visitor.DoAsync(way, "add-note", ("text", "Written without script."));

        (await visitor.Page.InnerTextAsync("#timeline >> xpath=..")).ShouldContain("note");
        visitor.Complaints.ShouldBeEmpty();
        await visitor.LeaveAsync();
    }

    [Test]
    public async Task A_request_is_made_with_the_keyboard_alone()
    {
        ServedPalinode.Require();
        Visitor visitor = await SampleService.ComeAsync("investigator");
        IPage page = visitor.Page;
        await SamplePage.FormAsync(visitor, "authors queried", "add-note");

        // The first stop leads past the navigation.
        await page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(page)).ShouldBe("Skip to the content");
        (await page.Locator(".skip").BoundingBoxAsync())!.X.ShouldBeGreaterThanOrEqualTo(0);
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");

        // From there the stops come as the page is read.
        List<string> stops = [];
        for (int i = 0; i < 12 && stops.LastOrDefault() != "yes"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string stop = await page.EvaluateAsync<string>("document.activeElement.name || document.activeElement.value || document.activeElement.textContent.trim()");
            if (stop == "do") stop = await page.EvaluateAsync<string>("document.activeElement.value");
            stops.Add(stop);
            if (stop == "text") await page.Keyboard.TypeAsync("Written with the keyboard.");
            (await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).ShouldNotBe("none", stop);
        }
        stops.ShouldBe(["Back to the case", "intake", "text", "why", "yes"]);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/cases/*");

        (await page.Locator("[role=alert]").CountAsync()).ShouldBe(0);
        (await page.InnerTextAsync("main")).ShouldContain("note");
        await visitor.LeaveAsync();
    }

    [Test]
    public async Task An_error_leads_to_its_field()
    {
        ServedPalinode.Require();
        Visitor visitor = await SampleService.ComeAsync("investigator");
        await SamplePage.FormAsync(visitor, "assessing", "add-claim");
        await visitor.FillAsync("targets", "somewhere on the left");
        await visitor.Page.ClickAsync("form [name=do][value=yes]");

        await visitor.Page.Locator("[role=alert] a").First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        (await visitor.Page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("targets");
        (await visitor.Page.InputValueAsync("[name=targets]")).ShouldBe("somewhere on the left");
        await visitor.LeaveAsync();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
}
