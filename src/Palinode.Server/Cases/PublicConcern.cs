using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;

namespace Palinode.Server.Cases;

/// <summary>
/// GET and POST /concern/{journal}: anybody may say what they saw, with a name or without; and /concern/receipt, where they come back with the code they were
/// given and read what they were told. No account, no cookie; the log says that the form was used, not by whom.
/// </summary>
internal static class PublicConcern
{
    private const string RateLimit = "concern";

    /// <summary>Concerns an hour from one address: a person who reads a whole volume has not more.</summary>
    private const int ConcernsAnHour = 20;

    /// <summary>Bytes of one concern with its files.</summary>
    private const long LargestConcern = 100L << 20;

    /// <summary>Without letters that are taken for others (Crockford).</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int CodeLetters = 24;

    public static IServiceCollection AddPublicConcern(this IServiceCollection services) => services.Configure<RateLimiterOptions>(limits =>
        limits.AddPolicy(RateLimit, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(RemoteNetwork.Of(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = ConcernsAnHour, Window = TimeSpan.FromHours(1) })
            : RateLimitPartition.GetNoLimiter(IPAddress.None)));

    public static void MapPublicConcern(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/concern/{journal:guid}", ShowAsync).ForAnyone();
        routes.MapPost("/concern/{journal:guid}", ReceiveAsync).ForAnyone().RequireRateLimiting(RateLimit).DisableAntiforgery();
        routes.MapGet("/concern/receipt", () => AskForCode(null)).ForAnyone();
        routes.MapPost("/concern/receipt", ReadAsync).ForAnyone().RequireRateLimiting(RateLimit).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(Guid journal, CaseDatabase cases, Cabinet cabinet, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Concern(journal), stop);
        return await TitleAsync(transaction, journal, stop) is { } title ? Show(title, Sheet(transaction, journal, cabinet, Typed.Nothing, isFresh: true), null) : Page.NotThere();
    }

    private static async Task<IResult> ReceiveAsync(Guid journal, HttpContext context, CaseDatabase cases, Cabinet cabinet, CancellationToken stop)
    {
        await using (ActingTransaction asking = await cases.BeginAsync(Actor.Concern(journal), stop))
            if (await TitleAsync(asking, journal, stop) is null) return Page.NotThere();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestConcern;
        (Typed typed, string? unreadable) = (Typed.Nothing, null);
        try
        {
            typed = await Typed.ReadAsync(context.Request, cabinet.Attachments, stop);
        }
        catch (InputException e)
        {
            unreadable = e.Message;
        }
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Concern(journal), stop);
        string title = await TitleAsync(transaction, journal, stop) ?? "";
        Sheet sheet = Sheet(transaction, journal, cabinet, typed, isFresh: false);
        if (unreadable is not null) return Show(title, sheet, unreadable);
        ConcernTyped concern = await ConcernFields.All.ReadAsync(sheet, "", stop);
        if (sheet.AllWrong.Count > 0) return Show(title, sheet, null);
        Ruling ruling;
        try
        {
            ruling = await ConcernFields.ReceiveAsync(sheet, concern, ConcernChannel.PublicForm, alwaysReachable: true, "", stop);
        }
        catch (InputException e)
        {
            return Show(title, sheet, e.Message);
        }
        if (ruling.Refusal is { } refusal) return Show(title, sheet, refusal.Sentence);
        string code = RandomNumberGenerator.GetString(Alphabet, CodeLetters);
        await transaction.ExecuteAsync("INSERT INTO palinode.concern_receipt (code_hash, case_id, journal_id) VALUES ($1, $2, $3)", stop, HashOf(code), sheet.CaseId, journal);
        await transaction.CommitAsync(stop);
        return Page.Of("Thank you", $"""
            <p>{Page.Say("Your concern is with the people who take concerns in for {0}. They look whether there is something to follow up, and do so confidentially.", Page.Text(title))}</p>
            <h2>{Page.Say("Your receipt")}</h2>
            <p>{Page.Say("With this code you can come back and read what you are told, also without having given a name. It is shown this once and kept nowhere; write it down.")}</p>
            <p class="code" id="receipt">{string.Join('-', code.Chunk(4).Select(c => new string(c)))}</p>
            <p><a href="/concern/receipt">{Page.Say("Where the code is used")}</a></p>
            """);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, CaseDatabase cases, TextVault texts, CancellationToken stop)
    {
        string code = "";
        try
        {
            code = new string([.. (await Typed.ReadAsync(context.Request, null, stop)).Text("code").ToLowerInvariant().Where(Alphabet.Contains)]);
        }
        catch (InputException)
        {
        }
        // The journal is not known before the code is, and no row is read by it.
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Concern(Guid.Empty), stop);
        List<Told> told = await transaction.QueryAsync("SELECT received_at, told_at, type, letter, commitment, wrapped_key, box FROM palinode.told_by_receipt($1)", Told.Row, stop, HashOf(code));
        if (told.Count == 0) return AskForCode("This code is not known. Look whether it is typed as it was shown.");
        StringBuilder page = new($"<p>{Page.Say("Your concern came on {0}.", Day(told[0].ReceivedAt))}</p>\n");
        if (told[0].At is null) page.Append($"<p>{Page.Say("It was not answered yet.")}</p>\n");
        foreach (Told one in told.Where(t => t.At is not null))
        {
            string? words = one is { Letter: { } id, Commitment: { } commitment, Key: { } key, Box: { } box } ? texts.Open(new SealedText(id, new ContentHash(commitment)), key, box) : null;
            string day = Day(one.At!.Value), title = one.Type == "concern-acknowledged/1" ? Page.Say("Your concern was acknowledged, {0}", day) : Page.Say("How it stands, {0}", day);
            page.Append($"<section class=\"card\"><h2>{title}</h2>\n<div class=\"words\">{(words is null ? Page.Say("There is no letter.") : Page.Text(words))}</div></section>\n");
        }
        return Page.Of("What you are told", page.ToString());
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Told(DateTimeOffset ReceivedAt, DateTimeOffset? At, string? Type, string? Letter, string? Commitment, byte[]? Key, byte[]? Box)
    {
        public static Told Row(NpgsqlDataReader r) => new(r.GetFieldValue<DateTimeOffset>(0), r.IsDBNull(1) ? null : r.GetFieldValue<DateTimeOffset>(1), Text(r, 2), Text(r, 3), Text(r, 4),
            r.IsDBNull(5) ? null : r.GetFieldValue<byte[]>(5), r.IsDBNull(6) ? null : r.GetFieldValue<byte[]>(6));

        private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
    }

    private static PageResult AskForCode(string? wrong) => Page.Show<FormPage>(new FormModel("Your receipt")
    {
        Action = "/concern/receipt", Button = "Read what I am told", Lead = "The code that you were shown when you sent your concern.", WrongTitle = "That did not work", Wrong = wrong is null ? [] : [("f-code", wrong)],
        Fields = [new FieldView(FieldKind.Line, "code", "Code") { Required = true, Wrong = wrong }],
    }, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static PageResult Show(string journal, Sheet sheet, string? wrong) => Page.Show<FormPage>(ConcernFields.Model(Page.Plain.Say("Raise a concern: {0}", journal), $"/concern/{sheet.Journal}", ConcernFields.All, sheet, wrong) with
    {
        Button = "Send it", Lead = "About an article of this journal. You may leave out your name; then you get a code to come back with.",
    }, ConcernFields.Status(sheet, wrong));

    private static Sheet Sheet(ActingTransaction transaction, Guid journal, Cabinet cabinet, Typed typed, bool isFresh) =>
        new(transaction, Guid.NewGuid(), journal, null, new CaseActor(transaction.Actor.Id.ToString(), [CaseRole.Service]), new CaseNames(), [], cabinet, typed) { IsFresh = isFresh };

    private static async Task<string?> TitleAsync(ActingTransaction transaction, Guid journal, CancellationToken stop) =>
        (await transaction.QueryAsync("SELECT palinode.journal_title($1)", r => r.IsDBNull(0) ? null : r.GetString(0), stop, journal))[0];

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
