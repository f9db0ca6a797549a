using Microsoft.Playwright;

namespace Palinode.Browser.Tests;

/// <summary>An invented journal with the people who work for it, all set up in the browser: by the first administrator's link, invitations and sign-ups.</summary>
internal static class Newsroom
{
    private static readonly SemaphoreSlim Once = new(1);
    private static Visitor? _administrator;

    /// <summary>The administrator of the service.</summary>
    public static async Task<Visitor> AdministratorAsync()
    {
        await Once.WaitAsync();
        try
        {
            if (_administrator is not null) return _administrator;
            Visitor visitor = await Visitor.ComeAsync("Alma Beispiel");
            await visitor.SignUpAsync(ServedPalinode.FirstLink);
            return _administrator = visitor;
        }
        finally
        {
            Once.Release();
        }
    }

    /// <summary>A new journal.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> JournalAsync(string title)
    {
        Visitor administrator = await AdministratorAsync();
        await administrator.GoAsync("/journals");
        await administrator.Page.FillAsync("form[action='/journals'] [name=title]", title);
        await administrator.Page.ClickAsync("form[action='/journals'] button");
        return administrator.Page.Url.Split("/journals/")[1].Split('/')[0];
    }

    /// <summary>Somebody who joins a journal by a link that the administrator made.</summary>
    public static async Task<Visitor> JoinAsync(string journal, string role, string name)
    {
        Visitor administrator = await AdministratorAsync();
        await administrator.GoAsync($"/journals/{journal}/people");
        await administrator.Page.Locator("form[action$='/invitations'] [name=role]").SelectOptionAsync(new SelectOptionValue { Label = role });
        await administrator.Page.ClickAsync("form[action$='/invitations'] button");
        string link = await administrator.Page.InnerTextAsync("[role=status] code");
        Visitor visitor = await Visitor.ComeAsync(name);
        await visitor.SignUpAsync(new Uri(link).PathAndQuery);
        return visitor;
    }
}
