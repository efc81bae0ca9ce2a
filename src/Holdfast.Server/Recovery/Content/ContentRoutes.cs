using System.Globalization;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Reading;
using Holdfast.Server.Hosting;
using Holdfast.Server.Recovery.Disks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Recovery.Content;

/// <summary>
/// GET content: the bytes of one file. The path is looked up in the point's own table of items and never touches a file system of this computer. An answer that
/// cannot be completed ends with the connection, short of its announced length.
/// </summary>
internal sealed class ContentRoutes(PointFinder finder, PointTree tree, ILogger log)
{
    internal const int LargestPreview = 1 << 20;

    internal void Map(ApiRouter routes) => routes.GetBytes("content", "application/octet-stream", Send).Takes(
        ApiParameter.Required("source", "datasource: id, name, or path"), ApiParameter.Text("at", "recovery point: id, latest, or a time; latest"),
        ApiParameter.Required("path", "file, relative to the datasource"), ApiParameter.Flag("online", "from the vault"), ApiParameter.Text("externalServer", "another server of the vault"),
        ApiParameter.Number("limit", 1, LargestPreview, "only the first bytes: a preview; the whole file, or what the header Range asks for"));

    private async Task Send(ApiCall call, HttpContext context)
    {
        var (source, path, at) = (call.Required("source"), ItemView.Path(call.Required("path")), call.Text("at") ?? "latest");
        call.Subject = $"{source} at {at}: {ItemPath.ToDisplay(path)}";
        var preview = call.Number("limit", 0, 1, LargestPreview);
        var chosen = finder.Find(source, at, call.Flag("online"), call.Text("externalServer"), call.Scope);
        var content = tree.OpenContent(chosen.Point, path);
        var range = Range(context, chosen.Point.PointId, content.Item.Size, preview);
        using var sender = new ContentSender(content, range);
        sender.Begin(call.Aborted);
        // Whoever takes content out is on record before the first byte leaves.
        call.Recorded();
        Announce(context.Response, chosen.Point.PointId, content.Item, range, preview > 0);
        try
        {
            await sender.Send(context.Response, call.Aborted);
        }
        catch (HoldfastException failure)
        {
            log.LogWarning(
                "A download from recovery point {Point} was ended: error {Code}: {Message}", chosen.Point.PointId, (int)failure.Code, failure.Message);
            context.Abort();
        }
    }

    private static ByteRange Range(HttpContext context, string point, long size, int preview)
    {
        if (preview > 0) return ByteRange.Whole(Math.Min(size, preview));
        var headers = context.Request.Headers;
        // What was begun from another point must not be gone on with from this one.
        if (headers.IfRange.Count > 0 && headers.IfRange.ToString() != Tag(point)) return ByteRange.Whole(size);
        if (ByteRange.Of(headers.Range.Count == 1 ? headers.Range.ToString() : null, size) is { } range) return range;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{size}");
            return Task.CompletedTask;
        });
        throw new HoldfastException(ErrorCode.ContentRangeRefused, $"The file is {size} bytes long.");
    }

    private static void Announce(HttpResponse response, string point, BrowsedItem item, ByteRange range, bool isPreview)
    {
        var headers = response.Headers;
        response.ContentType = "application/octet-stream";
        response.ContentLength = range.Length;
        headers.ContentDisposition = DownloadName.Disposition(ItemPath.ToDisplay(ItemPath.Split(item.Path).Name));
        headers.XContentTypeOptions = "nosniff";
        headers[RecoveryClient.PointHeader] = point;
        headers[RecoveryClient.SizeHeader] = item.Size.ToString(CultureInfo.InvariantCulture);
        if (isPreview) return;
        headers.AcceptRanges = "bytes";
        headers.ETag = Tag(point);
        if (!range.IsPart) return;
        response.StatusCode = StatusCodes.Status206PartialContent;
        headers.ContentRange = range.Header(item.Size);
    }

    // A point never changes, and the address names the file.
    private static string Tag(string point) => $"\"{point}\"";
}
