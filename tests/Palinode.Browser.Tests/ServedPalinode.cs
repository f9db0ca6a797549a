using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Palinode.Browser.Tests;

/// <summary>An empty service, with a browser before it. Skipped where chromium or PostgreSQL are missing.</summary>
[SetUpFixture]
internal sealed partial class ServedPalinode
{
    private const string Chromium = "/usr/bin/chromium";

    private static string? _missing;
    private static ServedProcess? _service;
    private static IPlaywright? _playwright;

    public static string Folder => _service!.Folder;
    public static Uri Address => _service!.Address;
    public static IBrowser Browser { get; private set; } = null!;

    /// <summary>The link of the first administrator.</summary>
    public static string FirstLink => FirstLinkLine().Match(Said).Groups[1].Value;

    /// <summary>What the service said since it began.</summary>
    public static string Said => _service!.Said;

    public static void Require()
    {
        if (_missing is not null) Assert.Ignore($"skipped: {_missing}");
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!File.Exists(Chromium)) _missing = "chromium is not installed";
        else if (!Directory.Exists("/usr/lib/postgresql")) _missing = "PostgreSQL is not installed";
        if (_missing is not null) return;
        _service = await ServedProcess.StartAsync();
        _playwright = await Playwright.CreateAsync();
        string[] arguments = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = arguments });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
    }

    [GeneratedRegex(@"first administrator, once: \S+?(/sign-up/\S+)")]
    private static partial Regex FirstLinkLine();
}
