using Microsoft.Playwright;
using Palinode.Testing;

namespace Palinode.Browser.Tests.Sample;

/// <summary>The pictures of the guide, made of the sample when they are asked for by name: <c>--filter FullyQualifiedName~Screenshots</c>.</summary>
[Explicit("writes into docs/guide")]
internal sealed class Screenshots
{
    private const int Wide = 1180, MostBytes = 200_000;

    private static string Folder => Directory.CreateDirectory(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "guide", "pictures")).FullName;

    private static readonly (string File, string Role, int Height, Func<Visitor, Task> GoAsync)[] Pictures =
    [
        ("cases", "investigator", 560, v => v.GoAsync("/")),
        ("case", "investigator", 1000, v => SamplePage.CaseAsync(v, "authors queried")),
        ("form", "investigator", 900, v => SamplePage.FormAsync(v, "assessing", "accept-finding")),
        ("screening", "investigator", 640, FindingAsync),
        ("notice", "editor", 900, NoticeAsync),
        ("permissions", "administrator", 900, PermissionsAsync),
    ];

    [TestCase(ColorScheme.Light, "")]
    [TestCase(ColorScheme.Dark, "-dark")]
    public async Task Pictures_of_the_guide(ColorScheme scheme, string suffix)
    {
        ServedPalinode.Require();
        await SamplePage.ScreeningAsync(await SampleService.ComeAsync("investigator"));
        foreach ((string file, string role, int height, Func<Visitor, Task> go) in scheme == ColorScheme.Light ? Pictures : Pictures[..1])
        {
            Visitor visitor = await SampleService.ComeAsync(role, scheme, size: new ViewportSize { Width = Wide, Height = height });
            await go(visitor);
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            string path = Path.Combine(Folder, $"{file}{suffix}.png");
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
            await visitor.LeaveAsync();
            new FileInfo(path).Length.ShouldBeLessThan(MostBytes, path);
        }
    }

    private static async Task FindingAsync(Visitor visitor)
    {
        await SamplePage.ScreeningAsync(visitor);
        await visitor.Page.Locator("article.finding", new() { HasText = "bands of a blot" }).First.EvaluateAsync("e => e.scrollIntoView()");
    }

    private static async Task NoticeAsync(Visitor visitor)
    {
        await SamplePage.CaseAsync(visitor, "closed");
        await visitor.Page.Locator("#notices").EvaluateAsync("e => { e.parentElement.querySelectorAll('details').forEach(d => d.open = true); e.parentElement.scrollIntoView(); }");
    }

    private static async Task PermissionsAsync(Visitor visitor) => await visitor.GoAsync($"/journals/{await SamplePage.JournalAsync()}/people");
}
