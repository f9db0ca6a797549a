using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Palinode.Browser.Tests.Sample;

/// <summary>What holds for every page: everybody can use it, it weighs little, and it keeps to its own policy of content.</summary>
internal sealed class PageTests
{
    private const int MostBytes = 150_000;

    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private static IEnumerable<SamplePage> Pages => SamplePage.All;

    [TestCaseSource(nameof(Pages))]
    public Task A_page_breaks_no_rule_of_accessibility_in_light(SamplePage page) => LookAsync(page, ColorScheme.Light);

    [TestCaseSource(nameof(Pages))]
    public Task A_page_breaks_no_rule_of_accessibility_in_dark(SamplePage page) => LookAsync(page, ColorScheme.Dark);

    /// <summary>The dark page is the light one in other colours: only they are looked at again.</summary>
    private static async Task LookAsync(SamplePage page, ColorScheme scheme)
    {
        ServedPalinode.Require();
        Visitor visitor = await SampleService.ComeAsync(page.Role, scheme);
        await page.GoAsync(visitor);

        AxeResult result = await visitor.Page.RunAxe(new AxeRunOptions { RunOnly = scheme == ColorScheme.Dark ? new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } : new RunOnlyOptions { Type = "tag", Values = [.. Rules] } });

        result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help}\n{string.Join('\n', v.Nodes.Take(4).Select(n => "    " + n.Html))}")));
        result.Passes.ShouldNotBeEmpty();
        await visitor.LeaveAsync();
    }

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_brings_little_and_keeps_to_its_policy(SamplePage page)
    {
        ServedPalinode.Require();
        Visitor visitor = await SampleService.ComeAsync(page.Role);
        List<IRequest> loaded = [];
        visitor.Page.RequestFinished += (_, request) => loaded.Add(request);

        // A browser that was never here: what it loads on its way to the page counts as well.
        await page.GoAsync(visitor);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        long bytes = 0;
        foreach (IRequest request in loaded.Where(r => r.ResourceType is "script" or "stylesheet").DistinctBy(r => r.Url).ToArray()) bytes += (await request.SizesAsync()).ResponseBodySize;
        loaded.ShouldContain(r => r.ResourceType == "stylesheet");
        bytes.ShouldBeInRange(1, MostBytes);
        visitor.Complaints.Where(c => !c.Contains("404", StringComparison.Ordinal) && !c.Contains("422", StringComparison.Ordinal)).ShouldBeEmpty();
        await visitor.LeaveAsync();
    }

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_fits_a_narrow_screen(SamplePage page)
    {
        ServedPalinode.Require();
        Visitor visitor = await SampleService.ComeAsync(page.Role, size: new ViewportSize { Width = 320, Height = 640 });
        await page.GoAsync(visitor);

        // WCAG 1.4.10: nothing is scrolled sideways but tables, which scroll by themselves.
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        await visitor.LeaveAsync();
    }
}
