using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Hosting;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Vaults;
using Holdfast.VaultService.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Transfer;

/// <summary>The routes of blobs, grants, retirement, retention and checks. Who calls was decided before; what a vault allows is decided behind <see cref="ITransferVault"/>.</summary>
internal sealed class TransferRoutes(ITransferVaults vaults, TimeProvider clock, ILogger log) : IVaultRoutes, IDisposable
{
    private const int MostUnderWay = 32;
    private readonly RequestGate gate = new(MostUnderWay);
    private readonly ListingPages pages = new(clock);
    private readonly BlobUpload uploads = new();

    public void Map(VaultRouter routes)
    {
        routes.MapRaw("PUT", "blobs/{**name}", call => Guarded(call, (caller, vault) => uploads.Handle(call.Context, vault, NameOf(call, caller).Name)));
        routes.MapRaw("GET", "blobs/{**name}", call => Guarded(call, (caller, vault) => BlobDownload.Handle(call.Context, vault, NameOf(call, caller))));
        routes.MapRaw("HEAD", "blobs/{**name}", call => Guarded(call, (caller, vault) => BlobDownload.Handle(call.Context, vault, NameOf(call, caller))));
        routes.MapRaw("GET", "blobs", call => Guarded(call, (caller, vault) => List(call, caller, vault)));
        routes.MapRaw("POST", "grants", call => Guarded(call, (caller, vault) => Grant(call, caller, vault)));
        routes.MapRaw("POST", "retirements", call => Guarded(call, (_, vault) => Retire(call, vault)));
        routes.MapRaw("POST", "retention", call => Guarded(call, (_, vault) => Declare(call, vault)));
        routes.MapRaw("GET", "checks", call => Guarded(call, (_, vault) => JsonExchange.Write(call.Context, vault.Checks(), VaultWireJson.Default.PackCheckSummary)));
        routes.MapRaw("GET", "retired", call => Guarded(call, (_, vault) => JsonExchange.Write(call.Context, vault.Retired(NameAfter(call)), VaultWireJson.Default.RetiredBlobPage)));
        routes.MapRaw("GET", "checks/packs", call => Guarded(call, (_, vault) => ListChecks(call, vault)));
    }

    public void Dispose() => uploads.Dispose();

    private static TransferName NameOf(VaultCall call, TransferCaller caller)
    {
        var name = TransferName.Read(caller, (string?)call.Context.Request.RouteValues["name"] ?? "");
        return call.Context.Request.QueryString.HasValue ? throw TransferRefusal.Options() : name;
    }

    private Task List(VaultCall call, TransferCaller caller, ITransferVault vault)
    {
        var (prefix, after) = (call.Text("prefix") ?? "", NameAfter(call));
        var server = TransferName.ReadServer(caller, call.Text("server"), prefix);
        return JsonExchange.Write(call.Context, pages.Page(caller, server, prefix, after, () => vault.Blobs(server).List(prefix)), VaultWireJson.Default.BlobPage);
    }

    private static async Task Grant(VaultCall call, TransferCaller caller, ITransferVault vault)
    {
        var request = await JsonExchange.Body(call.Context, VaultWireJson.Default.GrantRequest);
        if (request.Create.Count + request.Read.Count is 0 or > GrantRequest.MostNames) throw VaultCall.Bad($"Grants are given for 1 to {GrantRequest.MostNames} names at a time.");
        if (caller.ServerId is null && request.Create.Count > 0) throw TransferRefusal.Writing();
        if ((caller.ServerId is null) != (request.Server is not null) || (request.Server is { } server && !ServerRule.IsId(server))) throw TransferRefusal.Outside();
        if (!request.Read.All(name => BlobName.IsValid(name)) || !request.Create.All(blob => BlobName.IsValid(blob.Name))) throw TransferRefusal.Outside();
        await JsonExchange.Write(call.Context, new GrantAnswer(vault.Grant(request)), VaultWireJson.Default.GrantAnswer);
    }

    private static async Task Retire(VaultCall call, ITransferVault vault)
    {
        var request = await JsonExchange.Body(call.Context, VaultWireJson.Default.RetirementRequest);
        if (request.Names.Count > RetirementRequest.MostNames) throw VaultCall.Bad($"At most {RetirementRequest.MostNames} names are retired at a time.");
        if (!request.Names.All(name => BlobName.IsValid(name))) throw TransferRefusal.Outside();
        await JsonExchange.Write(call.Context, vault.Retire(request.Names, request.Pin), VaultWireJson.Default.RetirementResult);
    }

    private static async Task Declare(VaultCall call, ITransferVault vault)
    {
        var request = await JsonExchange.Body(call.Context, VaultWireJson.Default.RetentionDeclaration);
        vault.Declare(request.Sources, request.Pin);
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task ListChecks(VaultCall call, ITransferVault vault)
    {
        var found = vault.CheckedPacks(NameAfter(call), VaultWire.PageSize + 1);
        var isLast = found.Count <= VaultWire.PageSize;
        IReadOnlyList<PackCheck> page = isLast ? found : [.. found.Take(VaultWire.PageSize)];
        return JsonExchange.Write(call.Context, new PackCheckPage(page, isLast ? null : page[^1].Name), VaultWireJson.Default.PackCheckPage);
    }

    private static string NameAfter(VaultCall call) => call.Text("after") is not { } after ? "" : BlobName.IsValid(after) ? after : throw TransferRefusal.Outside();

    private async Task Guarded(VaultCall call, Func<TransferCaller, ITransferVault, Task> handle)
    {
        var context = call.Context;
        var caller = new TransferCaller(call.VaultId, (call.Caller as VaultCaller.Server)?.ServerId);
        using var place = gate.Enter(caller);
        try
        {
            if (place is null) throw TransferRefusal.Busy();
            await handle(caller, vaults.Open(caller));
        }
        catch (StorageException failure) when (!context.Response.HasStarted)
        {
            if (failure.InnerException is not HoldfastException && failure.Fault is not (StorageFault.NotFound or StorageFault.AlreadyExists))
                log.LogError(failure, "{Method} {Path} failed in the vault's storage.", context.Request.Method, context.Request.Path);
            await TransferFailure.Answer(context, failure);
        }
        catch (HoldfastException failure) when (!context.Response.HasStarted)
        {
            await TransferFailure.Answer(context, failure);
        }
        catch (BadHttpRequestException failure) when (!context.Response.HasStarted)
        {
            // The body ended early or came too slowly: the caller is gone, or will see this.
            await TransferFailure.Answer(context, TransferRefusal.Altered(failure.Message));
        }
    }
}
