using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Transfer;

/// <summary>The routes of blobs, retirement, retention and checks, over what the caller may do in its vault. Who the caller is was decided before.</summary>
internal sealed class TransferRoutes(ITransferVaults vaults, TimeProvider clock) : IDisposable
{
    private const int MostUnderWay = 32;
    private readonly RequestGate gate = new(MostUnderWay);
    private readonly ListingPages pages = new(clock);
    private readonly BlobUpload uploads = new();

    /// <summary>blobs/{**name}, every method.</summary>
    public Task Blob(HttpContext context, TransferCaller caller) => Guarded(context, caller, async vault =>
    {
        var method = context.Request.Method;
        var isPut = HttpMethods.IsPut(method);
        if (!isPut && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)) throw TransferRefusal.Method(method);
        if (isPut && caller.ServerId is null) throw TransferRefusal.Writing();
        var name = TransferName.Read(caller, (string?)context.Request.RouteValues["name"] ?? "");
        if (context.Request.QueryString.HasValue) throw TransferRefusal.Options();
        await (isPut ? uploads.Handle(context, vault, name.Name) : BlobDownload.Handle(context, vault, name));
    });

    /// <summary>blobs?prefix=&amp;after=&amp;server=, every method.</summary>
    public Task List(HttpContext context, TransferCaller caller) => Guarded(context, caller, vault =>
    {
        if (!HttpMethods.IsGet(context.Request.Method)) throw TransferRefusal.Method(context.Request.Method);
        var query = context.Request.Query;
        var (prefix, after) = (query["prefix"].ToString(), query["after"].ToString());
        if (after.Length > 0 && !BlobName.IsValid(after)) throw TransferRefusal.Outside();
        var server = TransferName.ReadServer(caller, query["server"], prefix);
        return Send(context, pages.Page(caller, server, prefix, after, () => vault.Blobs(server).List(prefix)), VaultWireJson.Default.BlobPage);
    });

    public Task Grants(HttpContext context, TransferCaller caller) => Guarded(context, caller, async vault =>
    {
        var request = await Read(context, VaultWireJson.Default.GrantRequest);
        if (request.Create.Count + request.Read.Count is 0 or > GrantRequest.MostNames) throw Bad("Leave is given for 1 to 64 names at a time.");
        if (caller.ServerId is null && request.Create.Count > 0) throw TransferRefusal.Writing();
        if (caller.ServerId is null != request.Server is not null) throw TransferRefusal.Outside();
        if (!request.Read.All(name => BlobName.IsValid(name)) || !request.Create.All(blob => BlobName.IsValid(blob.Name))) throw TransferRefusal.Outside();
        await Send(context, new GrantAnswer(vault.Grant(request)), VaultWireJson.Default.GrantAnswer);
    });

    public Task Retire(HttpContext context, TransferCaller caller) => Guarded(context, caller, async vault =>
    {
        var request = await Read(context, VaultWireJson.Default.RetirementRequest);
        if (request.Names.Count > Contracts.Vault.RetirementRequest.MostNames) throw Bad($"At most {Contracts.Vault.RetirementRequest.MostNames} names are retired at a time.");
        if (!request.Names.All(name => BlobName.IsValid(name))) throw TransferRefusal.Outside();
        await Send(context, vault.Retire(request.Names, request.Pin), VaultWireJson.Default.RetirementResult);
    });

    public Task Declare(HttpContext context, TransferCaller caller) => Guarded(context, caller, async vault =>
    {
        var request = await Read(context, VaultWireJson.Default.RetentionDeclaration);
        vault.Declare(request.Sources, request.Pin);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    public Task Checks(HttpContext context, TransferCaller caller) => Guarded(context, caller, vault => Send(context, vault.Checks(), VaultWireJson.Default.PackCheckSummary));

    public Task CheckedPacks(HttpContext context, TransferCaller caller) => Guarded(context, caller, vault =>
    {
        var after = context.Request.Query["after"].ToString();
        if (after.Length > 0 && !BlobName.IsValid(after)) throw TransferRefusal.Outside();
        var found = vault.CheckedPacks(after, VaultWire.PageSize + 1);
        var isLast = found.Count <= VaultWire.PageSize;
        var page = isLast ? found : [.. found.Take(VaultWire.PageSize)];
        return Send(context, new PackCheckPage(page, isLast ? null : page[^1].Name), VaultWireJson.Default.PackCheckPage);
    });

    public void Dispose() => uploads.Dispose();

    private async Task Guarded(HttpContext context, TransferCaller caller, Func<ITransferVault, Task> handle)
    {
        using var place = gate.Enter(caller);
        try
        {
            if (place is null) throw TransferRefusal.Busy();
            await handle(vaults.Open(caller));
        }
        catch (StorageException failure) when (!context.Response.HasStarted)
        {
            await TransferFailure.Answer(context, failure);
        }
        catch (HoldfastException failure) when (!context.Response.HasStarted)
        {
            await TransferFailure.Answer(context, failure);
        }
        catch (BadHttpRequestException failure) when (!context.Response.HasStarted)
        {
            // The body ended early or came too slowly: the caller is gone, or will see this.
            await TransferFailure.Answer(context, new HoldfastException(ErrorCode.VaultUploadAltered, $"The upload did not arrive: {failure.Message}"));
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task<TDocument> Read<TDocument>(HttpContext context, JsonTypeInfo<TDocument> type)
        where TDocument : class
    {
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = VaultWire.LongestDocument;
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw Bad("The request is empty.");
        }
        catch (JsonException failure)
        {
            throw Bad($"The request cannot be read: {failure.Message}");
        }
    }

    private static async Task Send<TDocument>(HttpContext context, TDocument document, JsonTypeInfo<TDocument> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, type);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static HoldfastException Bad(string message) => new(ErrorCode.BadRequest, message);
}
