using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store;

namespace Holdfast.Vault.Remote;

/// <summary>What a vault service answered to one try.</summary>
/// <param name="isRepeated">An earlier try of the same request may have been done.</param>
internal sealed class VaultAnswer(HttpResponseMessage response, AttemptWatch watch, bool isRepeated)
{
    public HttpStatusCode Status => response.StatusCode;

    public bool IsRepeated => isRepeated;

    /// <summary>Hash of the whole blob; null where the service told none.</summary>
    public string? Hash => Header(VaultWire.HashHeader);

    public long? Length => response.Content.Headers.ContentLength;

    public System.Net.Http.Headers.ContentRangeHeaderValue? Range => response.Content.Headers.ContentRange;

    public DateTimeOffset? Date => response.Headers.Date;

    /// <summary>Fills the destination with the body, which must be exactly that long.</summary>
    public void Fill(Span<byte> destination)
    {
        var stream = response.Content.ReadAsStream(watch.Token);
        while (destination.Length > 0)
        {
            var read = stream.Read(destination[..Math.Min(destination.Length, 1 << 20)]);
            if (read == 0) throw Unreadable("its body is cut");
            destination = destination[read..];
            watch.Progress();
        }
        if (stream.Read(stackalloc byte[1]) != 0) throw Unreadable("its body is too long");
    }

    public TDocument Json<TDocument>(JsonTypeInfo<TDocument> type, int longest = VaultWire.LongestDocument)
        where TDocument : class
    {
        var bytes = ReadAll(longest);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw Unreadable("it is empty");
        }
        catch (JsonException error)
        {
            throw Unreadable(error.Message);
        }
    }

    /// <summary>For an answer that is not what was asked for.</summary>
    public CallFailedException Failure()
    {
        var status = (int)Status;
        var isPassing = status is 408 or 429 or 500 or 502 or 503 or 504;
        var told = Told();
        var fault = Enum.TryParse<StorageFault>(Header(VaultWire.FaultHeader), out var named) && Enum.IsDefined(named) ? named : FaultOf(status);
        // Damage in the vault's storage, or a full disk, stays when it is asked again.
        return new CallFailedException(fault, told)
        {
            CanTryAgain = isPassing && fault is StorageFault.Unavailable or StorageFault.ListingFailed or StorageFault.InUse or StorageFault.WriteFailed || told.Code == ErrorCode.VaultBytesDiffer,
            MayBeDone = isPassing && status is not (429 or 503),
            Wait = Wait(),
        };
    }

    public CallFailedException Unreadable(string why) =>
        new(StorageFault.Unavailable, new HoldfastException(ErrorCode.VaultAnswerUnreadable, $"The vault's answer cannot be used: {why}.")) { CanTryAgain = true, MayBeDone = true };

    // The blob routes name the fault; what does not is a refusal before they were reached: 404 is then a vault that is gone and not a blob, 409 a server that was replaced.
    private static StorageFault FaultOf(int status) => status switch
    {
        400 or 401 or 403 or 404 or 405 or 409 or 422 => StorageFault.Forbidden,
        413 => StorageFault.WriteFailed,
        416 => StorageFault.Damaged,
        507 => StorageFault.PoolFull,
        _ => StorageFault.Unavailable,
    };

    private HoldfastException Told()
    {
        try
        {
            if (response.Content.Headers.ContentType?.MediaType == "application/json" && Length is null or > 0
                && JsonSerializer.Deserialize(ReadAll(VaultWire.LongestDocument), VaultWireJson.Default.ApiErrorBody) is { } body)
                return new HoldfastException(body.Error.Code, body.Error.Message, body.Error.Remedy);
        }
        catch (Exception error) when (error is JsonException or IOException or HttpRequestException or CallFailedException)
        {
            return new HoldfastException(CodeOfStatus(), $"The vault answered with HTTP status {(int)Status}, and its explanation did not arrive: {error.Message}");
        }
        return int.TryParse(Header(VaultWire.CodeHeader), out var code)
            ? new HoldfastException((ErrorCode)code, $"The vault refused: {ErrorCatalog.Get((ErrorCode)code).Title}.")
            : new HoldfastException(CodeOfStatus(), $"The vault answered with HTTP status {(int)Status} and no explanation.");
    }

    private ErrorCode CodeOfStatus() => Status switch
    {
        HttpStatusCode.Unauthorized => ErrorCode.Unauthorized,
        HttpStatusCode.NotFound => ErrorCode.VaultBlobMissing,
        HttpStatusCode.TooManyRequests => ErrorCode.VaultBusy,
        _ => ErrorCode.VaultAnswerUnreadable,
    };

    private TimeSpan? Wait() => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when (Date ?? date) is var now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private byte[] ReadAll(int longest)
    {
        if (Length > longest) throw Unreadable("it is too long");
        var stream = response.Content.ReadAsStream(watch.Token);
        var collected = new ArrayBufferWriter<byte>((int)(Length ?? 4096) + 1);
        while (stream.Read(collected.GetSpan(4096)) is var read and > 0)
        {
            collected.Advance(read);
            if (collected.WrittenCount > longest) throw Unreadable("it is too long");
            watch.Progress();
        }
        if (Length is { } told && told != collected.WrittenCount) throw Unreadable("its body is cut");
        return collected.WrittenSpan.ToArray();
    }
}
