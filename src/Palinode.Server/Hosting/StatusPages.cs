using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Npgsql;

namespace Palinode.Server.Hosting;

/// <summary>
/// What people in browsers read where the answer would be empty: what happened, whether something was lost, what to do. Programs get the status alone.
/// What fails within is one line in the log and says nothing outside.
/// </summary>
internal static class StatusPages
{
    public static void UseStatusPages(this IApplicationBuilder application)
    {
        application.UseStatusCodePages(ShowAsync);
        application.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailedAsync, StatusCodeSelector = StatusOf });
    }

    /// <summary>Says when to come back (RFC 9110, 10.2.3), where the limit knows it.</summary>
    public static ValueTask TellWhenAsync(OnRejectedContext rejected, CancellationToken stop)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait))
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    /// <summary>A database that is being restarted will answer again; a request that cannot be read is its sender's; the rest is ours.</summary>
    internal static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException request => request.StatusCode,
        NpgsqlException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The answer begins anew, so its headers do too; the words come from <see cref="ShowAsync"/>.</summary>
    private static Task FailedAsync(HttpContext context)
    {
        StrictHeaders.PutOn(context.Response);
        return Task.CompletedTask;
    }

    private static async Task ShowAsync(StatusCodeContext code)
    {
        HttpContext context = code.HttpContext;
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) || Words(context) is not var (title, html)) return;
        await Page.Of(title, $"<p>{html}</p>", context.Response.StatusCode).ExecuteAsync(context);
    }

    private static (string Title, string Html)? Words(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => ("Not understood", Page.Say("What was sent could not be read, and nothing was changed. Go back, load the page again and send it once more.")),
        StatusCodes.Status403Forbidden => ("Not from this page", Page.Say("The form did not come from a page of this service, and nothing was changed. Open the page here and send it again.")),
        // The same words whether it is not there or not for whoever asks.
        StatusCodes.Status404NotFound => ("Not found", Page.Say("There is no such page, or it is not for you.")),
        StatusCodes.Status413PayloadTooLarge => ("Too large", Page.Say("What was sent is larger than may be, and nothing was kept.")),
        StatusCodes.Status429TooManyRequests => ("Too many tries", Later(context)),
        StatusCodes.Status503ServiceUnavailable => ("A moment, please", Page.Say("The database does not answer just now; the service brings it back. What was not confirmed was not done. Try again in a minute.")),
        StatusCodes.Status500InternalServerError => ("Something failed", Page.Say("The service could not do this; the reason is in its log. What was not confirmed was not done.")),
        _ => null,
    };

    private static string Later(HttpContext context) => int.TryParse(context.Response.Headers.RetryAfter, CultureInfo.InvariantCulture, out int seconds) && seconds > 90
        ? Page.Say("There were more tries from here than may be within a short time. Nothing was lost; try again in {0} minutes.", (seconds + 59) / 60)
        : Page.Say("There were more tries from here than may be within a short time. Nothing was lost; try again in a minute.");
}
