using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Uploads;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Requests about uploads in parts.</summary>
internal sealed class UploadOperations(BodyReader bodies, long longestPart, TimeProvider time)
{
    /// <summary>So long a silence is not taken for a lost connection.</summary>
    internal static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    internal static Task Create(S3Call call)
    {
        var upload = call.Bucket.Begin(call.Key);
        return S3Xml.Send(call.Context.Response, "InitiateMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Bucket", call.Bucket.Name);
            xml.WriteElementString("Key", call.Key);
            xml.WriteElementString("UploadId", upload.Id);
        });
    }

    internal async Task Part(S3Call call)
    {
        var number = call.Bounded("partNumber", 0, 1, Upload.MostParts);
        var request = call.Context.Request;
        if (request.Headers.ContainsKey("x-amz-copy-source")) throw new S3Exception(S3Error.NotImplemented, "Nothing can be copied here.");
        var upload = Named(call);
        using var visit = upload.Enter();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, call.Bucket.Closing);
        var body = await bodies.Read(request, call.Signed.PayloadHash, call.Signed.ForBody(), longestPart, either.Token);
        await upload.Take(number, body);
        call.Context.Response.Headers.ETag = $"\"{body.Tag}\"";
    }

    /// <summary>Answers when the receiver has completed. Where that takes long, white space before the answer keeps the connection; then a failure comes with status 200, as the protocol has it.</summary>
    internal async Task Complete(S3Call call)
    {
        var upload = Named(call);
        using var visit = upload.Enter();
        var finishing = call.Bucket.Finish(upload, await ReadList(call));
        var response = call.Context.Response;
        while (!await IsDone(finishing, call.Context.RequestAborted))
        {
            response.ContentType = "application/xml";
            await response.WriteAsync(response.HasStarted ? " " : S3Xml.Declaration, call.Context.RequestAborted);
            await response.Body.FlushAsync(call.Context.RequestAborted);
        }
        try
        {
            var finished = await finishing;
            if (response.HasStarted) await response.Body.WriteAsync(S3Xml.Result("CompleteMultipartUploadResult", Content));
            else await S3Xml.Send(response, "CompleteMultipartUploadResult", Content);

            void Content(System.Xml.XmlWriter xml)
            {
                xml.WriteElementString("Location", $"https://{call.Context.Request.Host.Value}/{call.Bucket.Name}/{call.Key}");
                xml.WriteElementString("Bucket", call.Bucket.Name);
                xml.WriteElementString("Key", call.Key);
                xml.WriteElementString("ETag", $"\"{finished.Tag}\"");
            }
        }
        catch (S3Exception failure) when (response.HasStarted)
        {
            await response.Body.WriteAsync(S3Xml.Error(failure.Error, failure.Message, call.Target.Path, call.Context));
        }
    }

    internal static Task Abort(S3Call call)
    {
        call.Bucket.GiveUp(Named(call));
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    internal static Task ListParts(S3Call call)
    {
        var upload = Named(call);
        var most = call.Bounded("max-parts", 1000, 1, int.MaxValue);
        var after = call.Bounded("part-number-marker", 0, 0, int.MaxValue);
        var rest = upload.Parts.Where(part => part.Number > after).ToList();
        var page = rest.Take(Math.Min(most, 1000)).ToList();
        return S3Xml.Send(call.Context.Response, "ListPartsResult", xml =>
        {
            xml.WriteElementString("Bucket", call.Bucket.Name);
            xml.WriteElementString("Key", call.Key);
            xml.WriteElementString("UploadId", upload.Id);
            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteElementString("PartNumberMarker", Number(after));
            if (page.Count < rest.Count) xml.WriteElementString("NextPartNumberMarker", Number(page[^1].Number));
            xml.WriteElementString("MaxParts", Number(Math.Min(most, 1000)));
            xml.WriteElementString("IsTruncated", page.Count < rest.Count ? "true" : "false");
            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                xml.WriteElementString("PartNumber", Number(part.Number));
                xml.WriteElementString("LastModified", S3Xml.Time(part.Time));
                xml.WriteElementString("ETag", $"\"{part.Tag}\"");
                xml.WriteElementString("Size", Number(part.Length));
                xml.WriteEndElement();
            }
        });
    }

    internal static Task List(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        return S3Xml.Send(call.Context.Response, "ListMultipartUploadsResult", xml =>
        {
            xml.WriteElementString("Bucket", call.Bucket.Name);
            xml.WriteElementString("Prefix", prefix);
            xml.WriteElementString("MaxUploads", "1000");
            xml.WriteElementString("IsTruncated", "false");
            foreach (var upload in call.Bucket.Uploads.Where(upload => upload.IsOpen && upload.Key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                xml.WriteStartElement("Upload");
                xml.WriteElementString("Key", upload.Key);
                xml.WriteElementString("UploadId", upload.Id);
                xml.WriteElementString("StorageClass", "STANDARD");
                xml.WriteElementString("Initiated", S3Xml.Time(upload.Begun));
                xml.WriteEndElement();
            }
        });
    }

    private static Upload Named(S3Call call) => call.Bucket.Upload(call.Query("uploadId")!, call.Key);

    private async Task<IReadOnlyList<ListedPart>> ReadList(S3Call call)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, call.Bucket.Closing);
        var body = await bodies.Read(call.Context.Request, call.Signed.PayloadHash, call.Signed.ForBody(), CompletionList.Longest, either.Token);
        using (body.Content) return CompletionList.Parse(body.Content.ToArray());
    }

    private async Task<bool> IsDone(Task finishing, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var silence = Task.Delay(KeepAlive, time, stop.Token);
        var first = await Task.WhenAny(finishing, silence);
        await stop.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return first == finishing;
    }

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
