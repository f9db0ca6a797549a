using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.Cases;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Cases;

/// <summary>Lists, the page of a case, its files, and concerns on their way in.</summary>
internal sealed partial class CasePagesTests
{
    private const string Canary = "Zebulon Quagga";

    private Office _office = null!;

    [OneTimeSetUp] public async Task Open() => _office = await Office.OpenAsync();

    [OneTimeTearDown] public async Task Close() { if (_office is not null) await _office.DisposeAsync(); }

    private async Task<Guid> CaseAbout(string title)
    {
        Guid id = await _office.NewCaseAsync();
        (await _office.DoAsync("ines", id, "identify-article", ("title", title), ("doi", $"10.5555/{id:N}"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return id;
    }

    [Test]
    public async Task The_list_shows_a_case_to_its_journal_and_to_nobody_else()
    {
        Guid id = await CaseAbout("Migrating kittiwakes");
        string list = await _office.PageAsync("rita", "/?text=kittiwake");
        list.ShouldContain($"/cases/{id}");
        list.ShouldContain("The article was identified");
        list.ShouldContain("Ines Example");
        list.ShouldContain("acknowledgement");
        (await _office.PageAsync("olga", "/?state=all&text=kittiwake")).ShouldNotContain("ittiwakes");
        (await _office.GetAsync("olga", $"/cases/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _office.PageAsync("rita", "/?state=Closed&text=kittiwake")).ShouldContain("No case is like that.");
        (await _office.PageAsync("rita", "/?text=100%25")).ShouldContain("No case is like that.");
    }

    [Test]
    public async Task A_case_is_found_by_the_number_that_letters_quote_as_people_type_it()
    {
        Guid id = await CaseAbout("Numbered nightjars");
        string number = CaseNumber.Of(id);
        (await _office.PageAsync("rita", $"/cases/{id}")).ShouldContain(number);
        foreach (string typed in (string[])[number, number.ToLowerInvariant(), number.Replace("-", "", StringComparison.Ordinal).Insert(2, "-"), number[..9]])
            (await _office.PageAsync("rita", $"/?text={typed}")).ShouldContain("Numbered nightjars", Case.Sensitive, typed);
        (await _office.PageAsync("olga", $"/?state=all&text={number}")).ShouldNotContain("nightjars");
        (await _office.PageAsync("rita", "/?text=PN-0000-0000")).ShouldContain("No case is like that.");
    }

    [TestCase("PN-7Q2M-K0XD", "PN-7Q2M-K0XD")]
    [TestCase("pn-7q2mk", "PN-7Q2M-K")]
    [TestCase("pn-7q2m-koxl", "PN-7Q2M-K0X1")]
    [TestCase("PN-", null)]
    [TestCase("PN-7Q2M-K0XD5", null)]
    [TestCase("PN-ü", null)]
    [TestCase("vessels", null)]
    public void A_number_is_read_as_people_write_it(string typed, string? number) => CaseNumber.Beginning(typed).ShouldBe(number);

    [Test]
    public async Task A_missing_and_a_foreign_case_answer_alike()
    {
        Guid id = await CaseAbout("Alike");
        foreach (string way in (string[])["", "/do/add-note", $"/attachments/{Guid.NewGuid()}"])
        {
            using HttpResponseMessage foreign = await _office.GetAsync("olga", $"/cases/{id}{way}"), missing = await _office.GetAsync("olga", $"/cases/{Guid.NewGuid()}{way}");
            (foreign.StatusCode, missing.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
            (await foreign.Content.ReadAsStringAsync()).ShouldBe(await missing.Content.ReadAsStringAsync());
        }
    }

    [Test]
    public async Task What_is_late_stands_in_the_overdue_view()
    {
        Guid id = await CaseAbout("Late larks");
        await _office.SqlAsync("UPDATE palinode.case_summary SET next_due = current_date - 3, deadlines = replace(deadlines::text, next_due::text, (current_date - 3)::text)::json WHERE case_id = $1", id);
        string overdue = await _office.PageAsync("rita", "/overdue");
        overdue.ShouldContain("Late larks");
        overdue.ShouldContain("3 late");
        (await _office.PageAsync("olga", "/overdue")).ShouldNotContain("Late larks");
    }

    [Test]
    public async Task Summaries_made_anew_from_the_log_are_those_that_were_kept()
    {
        Guid id = await CaseAbout("Anew");
        (await _office.DoAsync("ines", id, "acknowledge-concern", ("why", ""))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string kept = await Summary(id);
        await _office.SqlAsync("UPDATE palinode.case_summary SET version = 1, state = 'Closed', title = NULL, last_line = '', deadlines = '[]', next_due = NULL, next_kind = NULL WHERE case_id = $1", id);
        (await CaseSummaries.RebuildAsync(_office.Cases, _office.Desk, all: false, CancellationToken.None)).ShouldBe(1);
        (await Summary(id)).ShouldBe(kept);
        await CaseSummaries.RebuildAsync(_office.Cases, _office.Desk, all: true, CancellationToken.None);
        (await Summary(id)).ShouldBe(kept);
    }

    private async Task<string> Summary(Guid id)
    {
        await using ActingTransaction transaction = await _office.Cases.BeginAsync(Actor.Person(_office.Person("rita")));
        return (await transaction.QueryAsync("SELECT s::text FROM palinode.case_summary s WHERE case_id = $1", r => r.GetString(0), CancellationToken.None, id)).Single();
    }

    [Test]
    public async Task Files_come_in_by_the_page_and_out_as_downloads_that_name_nobody()
    {
        Guid id = await CaseAbout("Files");
        (await _office.DoAsync("ivo", id, "attach-evidence", ("content.file", "@<script>alert(1)</script>"), ("kind", "Other"), ("label", "something sent"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string page = await _office.PageAsync("rita", $"/cases/{id}");
        page.ShouldContain(Canary);
        string way = FileWay().Match(page).Value;
        using HttpResponseMessage file = await _office.GetAsync("rita", way);
        (await file.Content.ReadAsStringAsync()).ShouldBe("<script>alert(1)</script>");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        string disposition = file.Content.Headers.GetValues("Content-Disposition").Single();
        disposition.ShouldStartWith("attachment");
        disposition.ShouldNotContain("Zebulon");
        file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await _office.GetAsync("olga", way)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _office.GetAsync("rita", way.Replace(id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _office.DoAsync("rita", id, "attach-evidence", ("content.file", "@x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _office.DoAsync("olga", id, "attach-evidence", ("content.file", "@x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Intake_opens_a_case_and_who_raised_it_stays_with_intake()
    {
        (await _office.PageAsync("edda", "/concerns/new")).ShouldContain("for no journal");
        (await _office.PostAsync("edda", "/concerns/new", ("text", "x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (HttpResponseMessage incomplete = await _office.PostAsync("ines", "/concerns/new", ("journal", _office.Journal.ToString()), ("channel", "Mail"), ("article", "Kept words")))
        {
            incomplete.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await incomplete.Content.ReadAsStringAsync()).ShouldContain("value=\"Kept words\"");
        }
        using HttpResponseMessage answer = await _office.PostAsync("ines", "/concerns/new", ("journal", _office.Journal.ToString()), ("channel", "Mail"), ("article", "10.5555/example"), ("text", "Figure 3B looks like 3D, says a canary"), ("name", "Yolanda Canary"), ("mail", "canary@example.org"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string way = answer.Headers.Location!.ToString();
        string intake = await _office.PageAsync("ines", way);
        intake.ShouldContain("Yolanda Canary");
        intake.ShouldContain("says a canary");
        foreach (string person in (string[])["ivo", "edda", "anton", "adam", "rita"])
        {
            string page = await _office.PageAsync(person, way);
            page.ShouldNotContain("canary", Shouldly.Case.Insensitive);
        }
        (await _office.PostAsync("ines", "/concerns/new", ("journal", _office.OtherJournal.ToString()), ("channel", "Mail"), ("article", "x"), ("text", "y"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Anybody_raises_a_concern_without_a_name_and_reads_with_the_receipt_what_they_are_told()
    {
        using HttpClient reader = _office.Service.Client();
        Uri way = new($"/concern/{_office.Journal}", UriKind.Relative);
        (await reader.GetStringAsync(way)).ShouldContain("Example Journal of Bands");
        (await reader.GetAsync(new Uri($"/concern/{Guid.NewGuid()}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using MultipartFormDataContent form = new() { { new StringContent("10.5555/public"), "article" }, { new StringContent("Two panels look alike."), "text" }, { new ByteArrayContent("a note"u8.ToArray()), "files", $"{Canary}.txt" } };
        using HttpResponseMessage sent = await reader.PostAsync(way, form);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK, _office.Service.Error.ToString());
        sent.Headers.Contains("Set-Cookie").ShouldBeFalse();
        string code = Code().Match(await sent.Content.ReadAsStringAsync()).Groups[1].Value;
        string list = await _office.PageAsync("ines", "/");
        string page = "", address = "";
        foreach (Match m in CaseWay().Matches(list))
            if ((page = await _office.PageAsync("ines", address = m.Value)).Contains("Two panels look alike.", StringComparison.Ordinal)) break;
        page.ShouldContain("Two panels look alike.");
        page.ShouldContain(Canary);
        page.ShouldContain("They can be told how it stands.");
        (await _office.PageAsync("edda", address)).ShouldNotContain(Canary);
        (await Told(reader, code)).ShouldContain("not answered yet");
        (await _office.DoAsync("ines", Guid.Parse(address[7..]), "acknowledge-concern", ("letter", "Thank you, dear reader."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Told(reader, code)).ShouldContain("Thank you, dear reader.");
        (await Told(reader, code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).ShouldContain("Thank you, dear reader.");
        (await Told(reader, new string('0', 24))).ShouldContain("not known");
        _office.Service.Error.ToString().ShouldNotContain("Two panels");
    }

    private static async Task<string> Told(HttpClient reader, string code)
    {
        using FormUrlEncodedContent form = new([new("code", code)]);
        using HttpResponseMessage answer = await reader.PostAsync(new Uri("/concern/receipt", UriKind.Relative), form);
        return await answer.Content.ReadAsStringAsync();
    }

    [Test]
    public async Task The_stylesheet_is_kept_by_browsers_and_small()
    {
        string sheet = Stylesheet().Match(await _office.PageAsync("rita", "/")).Groups[1].Value;
        using HttpRequestMessage request = new(HttpMethod.Get, sheet);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using HttpResponseMessage answer = await _office.Browser("rita").SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        answer.Headers.GetValues("Cache-Control").Single().ShouldContain("immutable");
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(8_000);
        (await _office.GetAsync("rita", "/assets/other.css")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Pages_hold_no_inline_style_or_script_and_one_heading_of_the_first_order()
    {
        Guid id = await CaseAbout("Accessible & <calm>");
        foreach (string way in (string[])["/", "/overdue", "/concerns/new", $"/cases/{id}", $"/cases/{id}/do/add-party", $"/cases/{id}/do/attach-evidence"])
        {
            string page = await _office.PageAsync("ines", way);
            page.ShouldStartWith("<!DOCTYPE html>");
            Regex.Count(page, "<h1[ >]").ShouldBe(1, way);
            Regex.IsMatch(page, "<script|<style| style=| on[a-z]+=", RegexOptions.IgnoreCase).ShouldBeFalse(way);
            page.ShouldContain("class=\"skip\"");
            string[] labelled = [.. Regex.Matches(page, "<label for=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
            foreach (Match control in Regex.Matches(page, "<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]* id=\"([^\"]+)\"")) labelled.ShouldContain(control.Groups[1].Value, way);
            string[] ids = [.. Regex.Matches(page, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
            ids.ShouldBeUnique();
        }
    }

    [GeneratedRegex("/cases/[0-9a-f-]{36}/attachments/[0-9a-f-]{36}")]
    private static partial Regex FileWay();

    [GeneratedRegex("/cases/[0-9a-f-]{36}(?=\")")]
    private static partial Regex CaseWay();

    [GeneratedRegex("id=\"receipt\">([^<]+)<")]
    private static partial Regex Code();

    [GeneratedRegex("rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex Stylesheet();
}
