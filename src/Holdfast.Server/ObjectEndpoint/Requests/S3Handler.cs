using Holdfast.Server.ObjectEndpoint.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Takes every request of the endpoint: who signed it, which bucket it is about, what it wants. Nothing of a body is read before the signature holds.</summary>
internal sealed class S3Handler(ObjectDesk desk, S3Operations operations, StrangeRequests strange, TimeProvider time, ILogger log)
{
    private readonly SignatureCheck<ObjectBucket> check = new(desk.OfKey, time);

    internal async Task Handle(HttpContext context)
    {
        try
        {
            context.Response.Headers["x-amz-request-id"] = context.TraceIdentifier;
            var call = Admit(context);
            if (call.Target.Path == "/" && call.Key.Length == 0 && context.Request.Method == "GET" && !IsHosted(context.Request)) await BucketOperations.ListBuckets(call);
            else await operations.Of(context.Request.Method, call)(call);
        }
        catch (S3Exception refusal)
        {
            strange.Note(context, refusal);
            await Refuse(context, refusal);
        }
        catch (BadHttpRequestException failure)
        {
            await Refuse(context, new S3Exception(S3Error.IncompleteBody, failure.Message));
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            await Ended(context, failure);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A request to the object endpoint failed unexpectedly.");
            await Refuse(context, new S3Exception(S3Error.InternalError, "The server failed; its log says why."));
        }
    }

    private S3Call Admit(HttpContext context)
    {
        var target = S3Target.Parse(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var signed = check.Verify(context.Request.Method, target, context.Request.Headers);
        var (bucket, key) = Place(context.Request, target.Path);
        // Whether there is another bucket of that name is nobody's business.
        if (bucket is not null && !bucket.Equals(signed.Signer.Name, StringComparison.OrdinalIgnoreCase)) throw new S3Exception(S3Error.AccessDenied, "Access denied.");
        return new S3Call(context, target, key, signed);
    }

    // BUCKET.host/KEY where the first label is that of an open bucket, otherwise host/BUCKET/KEY; null where none is named.
    private (string? Bucket, string Key) Place(HttpRequest request, string path)
    {
        if (IsHosted(request)) return (Label(request), path[1..]);
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path.Length > 1 ? path[1..] : null, "") : (path[1..slash], path[(slash + 1)..]);
    }

    private bool IsHosted(HttpRequest request) => desk.IsOpen(Label(request));

    private static string Label(HttpRequest request) => request.Host.Host.Split('.', 2)[0];

    private async Task Refuse(HttpContext context, S3Exception refusal)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.Headers["x-amz-request-id"] = context.TraceIdentifier;
        context.Response.StatusCode = refusal.Error.Status;
        if (refusal.Error == S3Error.SlowDown) context.Response.Headers.RetryAfter = "1";
        if (context.Request.Method == "HEAD") return;
        await S3Xml.SendError(context.Response, refusal.Error, refusal.Message, context.Request.Path.Value ?? "");
    }

    // The caller went away, or the bucket was closed while a body came in, or this computer's own storage failed.
    private async Task Ended(HttpContext context, Exception failure)
    {
        if (context.RequestAborted.IsCancellationRequested) return;
        if (failure is OperationCanceledException)
        {
            await Refuse(context, new S3Exception(S3Error.AccessDenied, "The bucket was closed."));
            return;
        }
        log.LogError(failure, "A request to the object endpoint failed.");
        await Refuse(context, Uploads.StoreFailure.Of(failure));
    }
}
