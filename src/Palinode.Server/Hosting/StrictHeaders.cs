using Microsoft.AspNetCore.Http;

namespace Palinode.Server.Hosting;

/// <summary>Headers on every answer, whatever it is: nothing runs, frames, sniffs, refers or stays in a cache unless a page says so itself.</summary>
internal sealed class StrictHeaders(RequestDelegate next)
{
    /// <summary>Scripts and styles come from files of ours alone; no inline script, no plug-in, no foreign frame, forms go to us.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly (string Name, string Value)[] Always =
    [
        ("Content-Security-Policy", ContentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        // Not "no-referrer": with that, browsers say "Origin: null" in our own forms, and what SameOriginOnly looks at in older ones is gone.
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Cache-Control", "no-store"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        PutOn(context.Response);
        return next(context);
    }

    /// <summary>On an answer that begins anew.</summary>
    public static void PutOn(HttpResponse answer)
    {
        foreach ((string name, string value) in Always) answer.Headers[name] = value;
    }
}
