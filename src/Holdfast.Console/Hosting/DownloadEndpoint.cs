using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Hosting;

/// <summary>
/// Lets a browser save a file out of a recovery point: what the API sends in the name of the session goes on as it comes. It is never shown as a page.
/// </summary>
internal static class DownloadEndpoint
{
    /// <summary>Address of the endpoint.</summary>
    internal const string Path = "/recovery/download";

    private const int Piece = 256 << 10;

    internal static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Send).RequireAuthorization();

    private static async Task Send(HttpContext context)
    {
        var query = context.Request.Query;
        string? One(string name) => query[name] is [{ Length: > 0 } value] ? value : null;
        if (One("source") is not { } source || One("point") is not { } point || One("path") is not { } path)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "The address does not name a file of a recovery point.");
            return;
        }
        var place = context.RequestServices.GetRequiredService<ConsolePlace>();
        using var client = context.RequestServices.GetRequiredService<ApiConnections>().Client(SessionCookie.TokenIn(context.Request, place), context.Connection.RemoteIpAddress);
        var wanted = new ContentQuery(source, path) { At = point, Online = One("from") == "vault", ExternalServer = One("server"), Offset = Offset(context.Request, point) };
        try
        {
            await using var content = await client.Recovery.Content(wanted, context.RequestAborted);
            Announce(context.Response, content, wanted);
            await Copy(content, context);
        }
        catch (HoldfastException failure) when (!context.Response.HasStarted)
        {
            context.Response.Headers.Remove("Content-Disposition");
            context.Response.ContentLength = null;
            await Refuse(context, ErrorCatalog.Get(failure.Code).HttpStatus, $"{failure.Message} {failure.Remedy} (error {(int)failure.Code})");
        }
        catch (HoldfastException)
        {
            // Less came than was announced: the browser must not take it for the file.
            context.Abort();
        }
    }

    private static void Announce(HttpResponse response, ContentStream content, ContentQuery wanted)
    {
        var headers = response.Headers;
        response.ContentType = "application/octet-stream";
        response.ContentLength = content.Coming;
        headers.ContentDisposition = content.Disposition ?? "attachment; filename=\"file\"";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.AcceptRanges = "bytes";
        headers.ETag = Tag(content.RecoveryPoint);
        if (wanted.Offset == 0) return;
        response.StatusCode = StatusCodes.Status206PartialContent;
        headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {wanted.Offset}-{content.Size - 1}/{content.Size}");
    }

    private static async Task Copy(ContentStream content, HttpContext context)
    {
        var piece = new byte[Piece];
        int some;
        while ((some = await content.ReadAsync(piece, context.RequestAborted)) > 0) await context.Response.Body.WriteAsync(piece.AsMemory(0, some), context.RequestAborted);
    }

    /// <summary>Where a browser goes on that had a part of the same file; 0 for the whole.</summary>
    private static long Offset(HttpRequest request, string point)
    {
        if (request.Headers.IfRange.Count > 0 && request.Headers.IfRange.ToString() != Tag(point)) return 0;
        return RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var range) && range.Ranges.Count == 1 && range.Ranges.First() is { From: { } from, To: null } ? from : 0;
    }

    // A point never changes, and the address names the file.
    private static string Tag(string point) => $"\"{point}\"";

    private static async Task Refuse(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Text.VisibleText.Of(words)), context.RequestAborted);
    }
}
