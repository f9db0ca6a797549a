using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Palinode.Browser.Tests.Sample;

/// <summary>A service that shows the sample (<c>serve --demo</c>), and its people.</summary>
[SetUpFixture]
internal sealed partial class SampleService
{
    private static readonly SemaphoreSlim Once = new(1);
    private static readonly Dictionary<string, string> Entered = [];
    private static ServedProcess? _service;

    public static Uri Address => _service!.Address;
    public static string Said => _service!.Said;
    public static string Password => PasswordLine().Match(Said).Groups[1].Value.Trim();

    /// <summary>Somebody at a browser, signed in already.</summary>
    /// <param name="role">"editor"; null for nobody.</param>
    /// <param name="scheme">Of colours.</param>
    /// <param name="script">Whether the browser runs scripts.</param>
    /// <param name="size">Of the window.</param>
    public static async Task<Visitor> ComeAsync(string? role, ColorScheme scheme = ColorScheme.Light, bool script = true, ViewportSize? size = null)
    {
        string? state = role is null ? null : await EnteredAsync(role);
        return await Visitor.ComeAsync(role ?? "nobody", new BrowserNewContextOptions { StorageState = state, ColorScheme = scheme, JavaScriptEnabled = script, ViewportSize = size ?? new ViewportSize { Width = 1280, Height = 900 } }, Address);
    }

    /// <summary>Signs in by the form.</summary>
    public static async Task SignInAsync(Visitor visitor, string role)
    {
        await visitor.GoAsync("/sign-in");
        await visitor.Page.FillAsync("[name=login]", $"{role}@journal.example");
        await visitor.Page.FillAsync("[name=password]", Password);
        await visitor.Page.ClickAsync("main form button");
    }

    /// <summary>The door counts how often it is tried, so everybody comes through it once.</summary>
    private static async Task<string> EnteredAsync(string role)
    {
        await Once.WaitAsync();
        try
        {
            if (Entered.TryGetValue(role, out string? state)) return state;
            Visitor visitor = await Visitor.ComeAsync(role, address: Address);
            await SignInAsync(visitor, role);
            state = await visitor.Page.Context.StorageStateAsync();
            await visitor.LeaveAsync();
            return Entered[role] = state;
        }
        finally
        {
            Once.Release();
        }
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        if (ServedPalinode.Browser is not null) _service = await ServedProcess.StartAsync("--demo");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_service is not null) await _service.DisposeAsync();
    }

    [GeneratedRegex("password of all of them: (.+)")]
    private static partial Regex PasswordLine();
}
