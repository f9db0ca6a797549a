using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Palinode.Server.Tests.Pages;

/// <summary>With every sentence translated into a language that nobody speaks, English that is left on a page is English that cannot be translated.</summary>
internal sealed partial class OtherLanguageTests
{
    private RunningService _service = null!;
    private Visitor _ada = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        SharedCluster.Require();
        string folder = SharedCluster.NewFolder();
        Directory.CreateDirectory(Path.Combine(folder, "wording"));
        await File.WriteAllTextAsync(Path.Combine(folder, "wording", "qps.json"), JsonSerializer.Serialize(WordingInventory.Sentences.ToDictionary(s => s, s => $"⟦{s}⟧")));
        _service = await RunningService.StartAsync(folder);
        _ada = new Visitor(_service);
        await _ada.SignUpAsync(_service.SignUp!, "ada@example.org", "Ada Example");
        _journal = (await _ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
        foreach (string role in (string[])["intake", "administrator"]) await _ada.PostAsync(Visitor.LinkIn(await _ada.PostAsync($"/journals/{_journal}/invitations", ("role", role))) + "/accept");
        await _ada.PostAsync($"/concern/{_journal}", ("article", "10.5555/example.1"), ("text", "Two panels appear unexpectedly similar."));
        _case = CaseWay().Match((await _ada.GetAsync("/")).Body).Value;
        _ada.Browser.DefaultRequestHeaders.Add("Accept-Language", "qps, en;q=0.5");
    }

    private string _journal = "", _case = "";

    [OneTimeTearDown]
    public async Task Stop()
    {
        _ada?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
    }

    [TestCase("/sign-in")]
    [TestCase("/")]
    [TestCase("/overdue")]
    [TestCase("/jobs")]
    [TestCase("/people")]
    [TestCase("/people/all")]
    [TestCase("/journals")]
    [TestCase("/journals/{journal}/people")]
    [TestCase("/journals/{journal}/house")]
    [TestCase("/journals/{journal}/retention")]
    [TestCase("/concerns/new")]
    [TestCase("/concern/{journal}")]
    [TestCase("/concern/receipt")]
    [TestCase("/account")]
    [TestCase("/account/second-factor")]
    [TestCase("/account/passkeys")]
    [TestCase("/account/tokens")]
    [TestCase("{case}/do/identify-article")]
    [TestCase("{case}/do/acknowledge-concern")]
    [TestCase("{case}/do/declare-conflict")]
    [TestCase("{case}/do/attach-evidence")]
    public async Task No_page_speaks_english_beside_the_language_that_was_asked_for(string way)
    {
        Answer page = await _ada.GetAsync(way.Replace("{journal}", _journal, StringComparison.Ordinal).Replace("{case}", _case, StringComparison.Ordinal));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Body.ShouldContain("<html lang=\"qps\">");
        Left(page.Body).ShouldBeEmpty();
    }

    [Test]
    public async Task Without_being_asked_pages_are_english()
    {
        using Visitor visitor = new(_service);
        (await visitor.GetAsync("/sign-in")).Body.ShouldNotContain("⟦");
    }

    /// <summary>Texts and spoken attributes that are neither translated nor somebody's name or title.</summary>
    private static string[] Left(string page)
    {
        string text = Spoken().Replace(Silent().Replace(page, ""), m => $">{m.Groups[1].Value}<");
        text = WebUtility.HtmlDecode(Encoded().Replace(text, "›"));
        // One sentence may stand within another, as a link does.
        while (Translated().IsMatch(text)) text = Translated().Replace(text, "");
        return [.. Text().Matches(text).Select(m => m.Groups[1].Value.Trim())
            .Where(t => Word().IsMatch(t) && !Data().IsMatch(t)).Distinct()];
    }

    [GeneratedRegex("<script.*?</script>|<style.*?</style>|<code>.*?</code>|<time.*?</time>|<!DOCTYPE[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Silent();

    [GeneratedRegex("<[^>]*?(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Spoken();

    [GeneratedRegex("&lt;|&gt;")]
    private static partial Regex Encoded();

    [GeneratedRegex("⟦[^⟦⟧]*⟧")]
    private static partial Regex Translated();

    [GeneratedRegex("/cases/[0-9a-f-]{36}")]
    private static partial Regex CaseWay();

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex Text();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word();

    /// <summary>Names, of people, journals, styles and the product; dates; and a line of the log, which is nobody's to translate.</summary>
    [GeneratedRegex("^(– )?Palinode$|^(numbered|bulleted|brief|office|plain)$|^PN-[0-9A-Z-]{9}$|^A concern was received|Ada Example|Annals of Examples|ada@example.org|^UTC$|^[0-9 :-]+$")]
    private static partial Regex Data();
}
