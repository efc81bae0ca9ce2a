using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>What a caller hears of a failure on this side: that there is no room, or no more than that it failed.</summary>
internal static class StoreFailure
{
    private const int InsufficientStorage = 507, DiskFull = unchecked((int)0x80070070), NoSpace = 28;

    internal static S3Exception Of(Exception failure) => (Faults.ToError(failure) ?? failure) switch
    {
        HoldfastException known when ErrorCatalog.Get(known.Code).HttpStatus == InsufficientStorage => new S3Exception(S3Error.InsufficientStorage, "The server has no room left.", failure),
        IOException { HResult: DiskFull or NoSpace } => new S3Exception(S3Error.InsufficientStorage, "The server has no room left.", failure),
        _ => new S3Exception(S3Error.InternalError, "The server could not keep what was sent; its log says why.", failure),
    };
}
