using System.Xml;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Holdfast.Store;
using Microsoft.Identity.Client;

namespace Holdfast.Vault.Azure;

/// <summary>
/// What an answer of Azure means to the store. The SDK's exceptions are not passed on: their texts hold what the service echoes of a request, and only status, error code and
/// request id are worth telling.
/// </summary>
internal static class AzureFault
{
    private const int RequestTimeout = 408, TooManyRequests = 429, BadRequest = 400, Unauthorized = 401, Forbidden = 403, NotFound = 404, Conflict = 409, NoSuchRange = 416,
        PreconditionFailed = 412;

    public static bool IsExpected(Exception error) =>
        error is RequestFailedException or AuthenticationFailedException or OperationCanceledException or IOException or HttpRequestException or XmlException or AggregateException;

    /// <summary>The same request can succeed later.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        RequestFailedException { Status: 0 or RequestTimeout or TooManyRequests or >= 500 } => true,
        // The bytes were changed on the way (the emulator has another word for it).
        RequestFailedException { Status: BadRequest } failed => failed.ErrorCode is "Md5Mismatch" or "InvalidOperation",
        RequestFailedException { Status: Conflict } failed => failed.ErrorCode is "ContainerBeingDeleted" or "OperationTimedOut" or "AccountBeingCreated",
        RequestFailedException => false,
        AuthenticationFailedException signIn => IsWithoutAnswer(signIn),
        AggregateException several => several.InnerExceptions.Count > 0 && IsTransient(several.InnerExceptions[^1]),
        OperationCanceledException or IOException or HttpRequestException => true,
        XmlException => true, // an answer that was cut off
        _ => false,
    };

    /// <summary>The name of what was to be created is taken.</summary>
    public static bool IsTaken(Exception error) => error is RequestFailedException failed
        && ((failed.Status == Conflict && failed.ErrorCode == BlobErrorCode.BlobAlreadyExists) || failed.Status == PreconditionFailed);

    /// <summary>A grant to create is refused so where the blob exists, since it does not grant to replace; also where the one who signed it may not create.</summary>
    public static bool IsBeyondGrant(Exception error) => error is RequestFailedException { Status: Forbidden, ErrorCode: "AuthorizationPermissionMismatch" };

    public static bool IsNotFound(Exception error) => error is RequestFailedException { Status: NotFound } failed && failed.ErrorCode != BlobErrorCode.ContainerNotFound;

    public static bool IsRefused(Exception error) => error is RequestFailedException { Status: Forbidden or Unauthorized };

    public static StorageException OfWrite(Exception error, string what) => Of(error, what, StorageFault.WriteFailed);

    public static StorageException OfRead(Exception error, string what) => Of(error, what, StorageFault.Unavailable);

    /// <summary>Whatever keeps a listing from being complete, it is not complete; only who may not list at all is told so.</summary>
    public static StorageException OfListing(Exception error, string what)
    {
        var fault = Of(error, what, StorageFault.ListingFailed);
        return fault.Fault is StorageFault.Forbidden or StorageFault.DiskMissing ? fault : new StorageException(StorageFault.ListingFailed, fault.Message);
    }

    private static StorageException Of(Exception error, string what, StorageFault otherwise)
    {
        if (error is AggregateException { InnerExceptions.Count: > 0 } several) return Of(several.InnerExceptions[^1], what, otherwise);
        if (error is AuthenticationFailedException signIn) return OfSignIn(signIn, what);
        if (error is not RequestFailedException { Status: > 0 } failed) return new StorageException(StorageFault.Unavailable, $"{what}: Azure could not be reached ({Reason(error)}).");
        var fault = IsTransient(error) ? StorageFault.Unavailable : failed.Status switch
        {
            Unauthorized or Forbidden => StorageFault.Forbidden,
            NotFound => failed.ErrorCode == BlobErrorCode.ContainerNotFound ? StorageFault.DiskMissing : StorageFault.NotFound,
            NoSuchRange => StorageFault.Damaged,
            Conflict or PreconditionFailed => OfConflict(failed, otherwise),
            _ => otherwise,
        };
        return new StorageException(fault, $"{what}: {Describe(failed)}.");
    }

    private static StorageFault OfConflict(RequestFailedException failed, StorageFault otherwise) => failed.ErrorCode switch
    {
        "BlobAlreadyExists" => StorageFault.AlreadyExists,
        // Locked: by a policy, a legal hold or a lease. Nobody gets past the first two.
        "BlobImmutableDueToPolicy" or "BlobImmutableDueToLegalHold" or "LeaseIdMissing" or "SnapshotsPresent" => StorageFault.Forbidden,
        _ => otherwise,
    };

    private static StorageException OfSignIn(AuthenticationFailedException error, string what)
    {
        if (IsWithoutAnswer(error)) return new StorageException(StorageFault.Unavailable, $"{what}: the sign-in service of Azure did not answer.");
        return error is CredentialUnavailableException
            ? new StorageException(StorageFault.Unavailable, $"{what}: this computer has no identity of Azure that could sign in.")
            : new StorageException(StorageFault.Forbidden, $"{what}: the sign-in to Azure was refused.");
    }

    /// <summary>Only an answer is a refusal: the sign-in service may have been out of reach, or out of order.</summary>
    private static bool IsWithoutAnswer(AuthenticationFailedException error) => error.InnerException switch
    {
        MsalServiceException service => service.StatusCode is 0 or RequestTimeout or TooManyRequests or >= 500,
        { } inner => IsTransient(inner),
        _ => false,
    };

    private static string Describe(RequestFailedException failed)
    {
        var id = failed.GetRawResponse()?.Headers.RequestId;
        var code = failed.ErrorCode ?? "no error code";
        return id is null ? $"Azure answered {failed.Status} {code}" : $"Azure answered {failed.Status} {code}, request {id}";
    }

    private static string Reason(Exception error) => error switch
    {
        OperationCanceledException => "no answer in time",
        RequestFailedException { InnerException: { } inner } => inner.GetType().Name,
        _ => error.GetType().Name,
    };
}
