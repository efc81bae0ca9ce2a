using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Console.Hosting;

/// <summary>Serves the styles, scripts, and pictures that are embedded in this assembly. They are public, and the same for everybody.</summary>
internal sealed class PageAssets(RequestDelegate next)
{
    private const string Root = "assets/";
    private static readonly Dictionary<string, Lazy<Asset>> assets = typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
        .ToDictionary(name => "/" + name[Root.Length..].Replace('\\', '/'), name => new Lazy<Asset>(() => Asset.Load(name)), StringComparer.Ordinal);

    /// <summary>The address of an asset with its hash, so that a browser keeps it until it changes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    internal static string Address(string path) => $"{path}?v={assets[path].Value.Hash}";

    public Task Invoke(HttpContext context) =>
        assets.TryGetValue(context.Request.Path.Value ?? "", out var asset) && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? asset.Value.Send(context) : next(context);

    private sealed record Asset(string ContentType, string Hash, byte[] Plain, byte[]? Compressed)
    {
        internal static Asset Load(string name)
        {
            using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
            var plain = new byte[stream.Length];
            stream.ReadExactly(plain);
            var type = TypeOf(name);
            return new Asset(type, Convert.ToHexStringLower(SHA256.HashData(plain))[..16], plain, IsText(type) ? Compress(plain) : null);
        }

        internal async Task Send(HttpContext context)
        {
            var (request, response) = (context.Request, context.Response);
            response.Headers.ETag = $"\"{Hash}\"";
            response.Headers.CacheControl = request.Query["v"] == Hash ? "public, max-age=31536000, immutable" : "no-cache";
            response.Headers.Vary = "Accept-Encoding";
            if (request.Headers.IfNoneMatch == $"\"{Hash}\"")
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            var body = Plain;
            if (Compressed is not null && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            {
                body = Compressed;
                response.Headers.ContentEncoding = "br";
            }
            response.ContentType = ContentType;
            response.ContentLength = body.Length;
            if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
        }

        private static byte[] Compress(byte[] plain)
        {
            using var target = new MemoryStream();
            using (var brotli = new BrotliStream(target, new BrotliCompressionOptions { Quality = 5 })) brotli.Write(plain);
            return target.ToArray();
        }

        private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal) || type == "image/svg+xml";

        private static string TypeOf(string name) => Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".woff2" => "font/woff2",
            ".png" => "image/png",
            var other => throw new InvalidOperationException($"Nothing says how {other} is served."),
        };
    }
}
