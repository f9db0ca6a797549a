using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Palinode.Browser.Tests;

/// <summary>A person with a browser of their own, who works with pages as people do: reads, types, presses buttons.</summary>
internal sealed partial class Visitor(IBrowserContext context, IPage page, string name, Uri address)
{
    private const string Password = "correct horse battery staple 7";

    private static int _came;

    public IPage Page => page;
    public string Name => name;

    /// <summary>What the browser complained of: broken policies of content, failed scripts.</summary>
    public List<string> Complaints { get; } = [];

    /// <param name="name">By which colleagues know them.</param>
    /// <param name="options">How the browser is set.</param>
    /// <param name="address">Of the service; otherwise the empty one.</param>
    public static async Task<Visitor> ComeAsync(string name, BrowserNewContextOptions? options = null, Uri? address = null)
    {
        options ??= new BrowserNewContextOptions { AcceptDownloads = true };
        // People sit at machines of their own: all of these behind one address would be too many tries a minute.
        options.ExtraHTTPHeaders = [new("X-Forwarded-For", $"198.51.100.{Interlocked.Increment(ref _came) % 254 + 1}")];
        IBrowserContext context = await ServedPalinode.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        Visitor visitor = new(context, await context.NewPageAsync(), name, address ?? ServedPalinode.Address);
        visitor.Page.Console += (_, message) => { if (message.Type == "error") visitor.Complaints.Add($"{visitor.Page.Url}: {message.Text}"); };
        return visitor;
    }

    public Task LeaveAsync() => context.CloseAsync();

    public Task GoAsync(string way) => page.GotoAsync(new Uri(address, way).ToString());

    /// <summary>Signs up by a link, and is signed in.</summary>
    public async Task SignUpAsync(string link)
    {
        await GoAsync(link);
        await page.FillAsync("[name=login]", $"{name.Split(' ')[0].ToLowerInvariant()}@example.org");
        await page.FillAsync("[name=name]", name);
        await page.FillAsync("[name=password]", Password);
        await page.ClickAsync("main form button");
    }

    /// <summary>Opens a form of a case, fills it in and sends it; what is refused fails with the page's own words.</summary>
    public async Task DoAsync(string caseWay, string request, params (string Name, object Value)[] fields)
    {
        await GoAsync($"{caseWay}/do/{request}");
        (await page.Locator("form [name=do][value=yes]").CountAsync()).ShouldBe(1, $"{name} is not offered {request}: {await page.InnerTextAsync("body")}");
        foreach ((string field, object value) in fields) await FillAsync(field, value);
        if (await page.Locator("[name=why][required]").CountAsync() > 0 && fields.All(f => f.Name != "why")) await page.FillAsync("[name=why]", "as agreed among those who work on it");
        await page.ClickAsync("form [name=do][value=yes]");
        if (await page.Locator("[role=alert]").CountAsync() > 0) Assert.Fail($"{request}: {await page.InnerTextAsync("[role=alert]")}");
        page.Url.ShouldNotContain("/do/", Case.Sensitive, $"{request}: {await page.InnerTextAsync("main")}");
    }

    /// <summary>A field by its name: whatever it is, as its kind is filled in. Values are what the form sends, or a <see cref="Shown"/> for what people read.</summary>
    public async Task FillAsync(string field, object value)
    {
        await MakeRoomAsync(field);
        ILocator element = page.Locator($"[name=\"{field}\"]");
        (await element.CountAsync()).ShouldBeGreaterThan(0, $"there is no field {field} on {page.Url}: {await page.InnerTextAsync("main")}");
        string kind = await element.First.EvaluateAsync<string>("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()");
        switch (kind, value)
        {
            case ("radio" or "checkbox", Shown shown): await Labelled(field, shown.Text).CheckAsync(); break;
            case ("radio" or "checkbox", string chosen): await page.Locator($"[name=\"{field}\"][value=\"{chosen}\"]").CheckAsync(); break;
            case ("select", Shown shown): await element.SelectOptionAsync((await element.Locator("option", new() { HasText = shown.Text }).First.GetAttributeAsync("value"))!); break;
            case ("select", string chosen): await element.SelectOptionAsync(chosen); break;
            case ("file", string path): await element.SetInputFilesAsync(path); break;
            case (_, string text): await element.FillAsync(text); break;
            default: throw new ArgumentException($"{field} ({kind}) cannot take {value}.");
        }
    }

    private ILocator Labelled(string field, string text) => page.Locator($"div.choice:has([name=\"{field}\"])").Filter(new() { HasText = text }).First.Locator("input");

    /// <summary>Rows that are not there yet come with "Add another".</summary>
    private async Task MakeRoomAsync(string field)
    {
        if (RowOf().Match(field) is not { Success: true } row) return;
        string rows = field[..row.Index];
        for (int i = 0; i < 20 && await page.Locator($"[name^=\"{rows}.{row.Groups[1].Value}.\"]").CountAsync() == 0; i++) await page.ClickAsync($"button[name=more][value=\"{rows}\"]");
    }

    [GeneratedRegex(@"\.(\d+)\.", RegexOptions.RightToLeft)]
    private static partial Regex RowOf();
}

/// <summary>A choice by the words that people read beside it.</summary>
internal sealed record Shown(string Text);
