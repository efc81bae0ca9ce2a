using System.Globalization;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Transfer;

/// <summary>Answers with a failure: its number, what it means to a store, and words.</summary>
internal static class TransferFailure
{
    private const int BusySeconds = 1, FailedSeconds = 2;

    public static Task Answer(HttpContext context, StorageException failure)
    {
        var error = failure.InnerException as HoldfastException ?? new HoldfastException(CodeOf(failure.Fault), Words(failure.Fault), inner: failure);
        return Answer(context, error, failure.Fault);
    }

    public static Task Answer(HttpContext context, HoldfastException error) =>
        Answer(context, error, error.Code switch
        {
            ErrorCode.VaultRangeRefused => StorageFault.Damaged,
            _ when ErrorCatalog.Get(error.Code).HttpStatus is >= 500 or 429 => StorageFault.Unavailable,
            _ => StorageFault.Forbidden,
        });

    private static async Task Answer(HttpContext context, HoldfastException error, StorageFault fault)
    {
        var response = context.Response;
        response.Clear();
        var status = ErrorCatalog.Get(error.Code).HttpStatus;
        response.StatusCode = status;
        response.Headers[VaultWire.CodeHeader] = ((int)error.Code).ToString(CultureInfo.InvariantCulture);
        response.Headers[VaultWire.FaultHeader] = fault.ToString();
        if (context.Items[VaultWire.HashHeader] is string hash) response.Headers[VaultWire.HashHeader] = hash;
        if (status is 429 or 503) response.Headers.RetryAfter = (status == 429 ? BusySeconds : FailedSeconds).ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(new ApiErrorBody(ApiError.From(error)), VaultWireJson.Default.ApiErrorBody);
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        response.ContentType = "application/json";
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static ErrorCode CodeOf(StorageFault fault) => fault switch
    {
        StorageFault.NotFound => ErrorCode.VaultBlobMissing,
        StorageFault.AlreadyExists => ErrorCode.VaultBlobExists,
        StorageFault.PoolFull => ErrorCode.VaultStorageFull,
        StorageFault.Forbidden => ErrorCode.VaultNameForbidden,
        StorageFault.Damaged => ErrorCode.VaultRangeRefused,
        _ => ErrorCode.VaultStorageFailed,
    };

    // What the storage says names folders of the vault's computer, which are no server's business.
    private static string Words(StorageFault fault) => $"{ErrorCatalog.Get(CodeOf(fault)).Title} ({fault}).";
}
