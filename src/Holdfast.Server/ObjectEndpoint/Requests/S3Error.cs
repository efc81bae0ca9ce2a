namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>An error of the protocol: its word, and the HTTP status that it comes with.</summary>
internal sealed record S3Error(string Code, int Status)
{
    internal static readonly S3Error
        AccessDenied = new("AccessDenied", 403),
        AuthorizationHeaderMalformed = new("AuthorizationHeaderMalformed", 400),
        BadDigest = new("BadDigest", 400),
        EntityTooLarge = new("EntityTooLarge", 400),
        IncompleteBody = new("IncompleteBody", 400),
        InsufficientStorage = new("InsufficientStorage", 507),
        InternalError = new("InternalError", 500),
        InvalidAccessKeyId = new("InvalidAccessKeyId", 403),
        InvalidArgument = new("InvalidArgument", 400),
        InvalidDigest = new("InvalidDigest", 400),
        InvalidObjectState = new("InvalidObjectState", 403),
        InvalidPart = new("InvalidPart", 400),
        InvalidPartOrder = new("InvalidPartOrder", 400),
        InvalidRange = new("InvalidRange", 416),
        InvalidRequest = new("InvalidRequest", 400),
        InvalidUri = new("InvalidURI", 400),
        MalformedXml = new("MalformedXML", 400),
        MethodNotAllowed = new("MethodNotAllowed", 405),
        MissingContentLength = new("MissingContentLength", 411),
        NoSuchKey = new("NoSuchKey", 404),
        NoSuchUpload = new("NoSuchUpload", 404),
        NotImplemented = new("NotImplemented", 501),
        OperationAborted = new("OperationAborted", 409),
        PreconditionFailed = new("PreconditionFailed", 412),
        RequestTimeTooSkewed = new("RequestTimeTooSkewed", 403),
        SignatureDoesNotMatch = new("SignatureDoesNotMatch", 403),
        SlowDown = new("SlowDown", 503),
        ContentHashMismatch = new("XAmzContentSHA256Mismatch", 400);
}
