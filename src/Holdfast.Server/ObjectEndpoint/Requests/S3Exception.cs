namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Ends a request with an error of the protocol. The message goes to the caller and holds no secret.</summary>
internal sealed class S3Exception(S3Error error, string message, Exception? inner = null) : Exception(message, inner)
{
    internal S3Error Error { get; } = error;
}
