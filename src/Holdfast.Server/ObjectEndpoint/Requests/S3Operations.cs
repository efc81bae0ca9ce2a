namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>All operations that are known here.</summary>
internal sealed class S3Operations(ObjectOperations objects, UploadOperations uploads)
{
    private static readonly string[] paging = ["prefix", "delimiter", "max-keys", "encoding-type"];

    private readonly S3Operation[] all =
    [
        new("PUT", true, ["partNumber", "uploadId"], [], uploads.Part),
        new("POST", true, ["uploads"], [], UploadOperations.Create),
        new("POST", true, ["uploadId"], [], uploads.Complete),
        new("DELETE", true, ["uploadId"], [], UploadOperations.Abort),
        new("GET", true, ["uploadId"], ["max-parts", "part-number-marker", "encoding-type"], UploadOperations.ListParts),
        new("PUT", true, [], [], objects.Put),
        new("GET", true, [], [], objects.Get),
        new("HEAD", true, [], [], objects.Head),
        new("DELETE", true, [], [], ObjectOperations.Delete),
        new("HEAD", false, [], [], BucketOperations.Head),
        new("GET", false, ["location"], [], BucketOperations.Location),
        new("GET", false, ["uploads"], ["prefix", "delimiter", "key-marker", "upload-id-marker", "max-uploads", "encoding-type"], UploadOperations.List),
        new("GET", false, ["list-type"], [.. paging, "start-after", "continuation-token", "fetch-owner"], BucketOperations.ListV2),
        new("GET", false, [], [.. paging, "marker"], BucketOperations.ListV1),
    ];

    /// <exception cref="S3Exception">MethodNotAllowed, NotImplemented.</exception>
    internal Func<S3Call, Task> Of(string method, S3Call call)
    {
        foreach (var operation in all)
            if (operation.Fits(method, call)) return operation.Run;
        throw all.Any(operation => operation.Method == method) ? new S3Exception(S3Error.NotImplemented, "This is not known here.")
            : new S3Exception(S3Error.MethodNotAllowed, "The method is not allowed here.");
    }
}
