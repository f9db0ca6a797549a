using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Palinode.Server.Hosting;

namespace Palinode.Server.Pages;

/// <summary>Styles, scripts and the sign of the pages, each under an address that holds its hash: a browser keeps it for a year, and a new version has a new address.</summary>
public static class PageAssets
{
    private sealed record Asset(byte[] Plain, byte[] Gzip, byte[] Brotli, string MediaType);

    private static readonly FrozenDictionary<string, (string Address, Asset Asset)> ByName = Load();
    private static readonly FrozenDictionary<string, Asset> ByAddress = ByName.Values.ToFrozenDictionary(a => a.Address, a => a.Asset, StringComparer.Ordinal);

    /// <summary>The address of "palinode.css": "/assets/palinode.0123456789ab.css".</summary>
    public static string Address(string name) => $"/assets/{ByName[name].Address}";

    internal static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", Serve).ForAnyone();

    private static IResult Serve(string name, HttpContext context)
    {
        if (!ByAddress.TryGetValue(name, out Asset? asset)) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Accept-Encoding";
        StringValues accepted = context.Request.Headers.AcceptEncoding;
        (byte[] bytes, string? encoding) = Accepts(accepted, "br") ? (asset.Brotli, "br") : Accepts(accepted, "gzip") ? (asset.Gzip, "gzip") : (asset.Plain, null);
        if (encoding is not null) context.Response.Headers.ContentEncoding = encoding;
        return TypedResults.Bytes(bytes, asset.MediaType);
    }

    private static bool Accepts(StringValues accepted, string encoding) =>
        accepted.SelectMany(a => (a ?? "").Split(',')).Any(a => a.Split(';') is [var name, .. var rest] && name.Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase) && !rest.Any(r => r.Trim() is "q=0" or "q=0.0"));

    private static FrozenDictionary<string, (string, Asset)> Load()
    {
        Dictionary<string, (string, Asset)> all = [];
        const string Prefix = "assets/";
        foreach (string resource in typeof(PageAssets).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using MemoryStream content = new();
            using (Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(resource)!) stream.CopyTo(content);
            byte[] plain = content.ToArray();
            string name = resource[Prefix.Length..], extension = Path.GetExtension(name);
            string address = $"{Path.GetFileNameWithoutExtension(name)}.{Convert.ToHexStringLower(SHA256.HashData(plain))[..12]}{extension}";
            string mediaType = extension switch { ".css" => "text/css; charset=utf-8", ".svg" => "image/svg+xml", _ => "text/javascript; charset=utf-8" };
            all[name] = (address, new Asset(plain, Compress(plain, s => new GZipStream(s, CompressionLevel.SmallestSize)), Compress(plain, s => new BrotliStream(s, CompressionLevel.SmallestSize)), mediaType));
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> by)
    {
        using MemoryStream packed = new();
        using (Stream packing = by(packed)) packing.Write(plain);
        return packed.ToArray();
    }
}
