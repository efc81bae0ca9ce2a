using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Owning;

/// <summary>What servers deleted and a vault still has: its owner looks at it and brings it back.</summary>
internal sealed class DeletedData(ServiceRecords records, string actor)
{
    private readonly RetiredBlobs retired = new(records.Database, records.Pins);

    internal RetiredPage Page(VaultRow vault, string? server, (string Server, string Name)? after)
    {
        var last = after is { } blob ? new RetiredBlob(blob.Server, blob.Name, 0, default, default) : null;
        var found = retired.Page(vault.Id, server is null ? null : Find(vault, server).Id, last, RetiredPage.Most + 1);
        return new RetiredPage([.. found.Take(RetiredPage.Most)], found.Count > RetiredPage.Most);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultPinMissing"/>, <see cref="ErrorCode.VaultPinWrong"/>, <see cref="ErrorCode.ServerNotFound"/>, <see cref="ErrorCode.BadRequest"/>.</exception>
    internal UndeleteResult Undelete(VaultRow vault, UndeleteRequest request)
    {
        if (request.Names is null == request.Since is null) throw new HoldfastException(ErrorCode.BadRequest, "Name what is to be brought back, or a time since which, and not both.");
        if (request.Names?.Count > UndeleteRequest.MostNames) throw new HoldfastException(ErrorCode.BadRequest, $"At most {UndeleteRequest.MostNames} names are brought back at a time.");
        var server = Find(vault, request.Server);
        var restored = request.Names is { } names
            ? retired.Undelete(vault.Id, server.Id, names, request.Pin) : retired.UndeleteSince(vault.Id, server.Id, request.Since!.Value, request.Source, request.Pin);
        records.Database.Write((connection, transaction) =>
        {
            AuditTable.Add(records.Clock.GetUtcNow(), actor, "undelete", vault.Name, $"{restored} blobs of {server.Name}", connection, transaction);
            return 0;
        });
        return new UndeleteResult(restored);
    }

    internal VaultChecks Checks(VaultRow vault) => new(vault.Name,
    [
        .. records.Servers.Of(vault.Id).Select(server => new ServerChecks(
            server.Id, server.Name,
            records.Database.Read(connection => Ledger.NumberOf(connection, vault.Id, server.Id)) is { } prefix
                ? new PackChecks(records.Database).Summary(prefix) : new PackCheckSummary(0, 0, 0, null, null, 0, []))),
    ]);

    private ServerRow Find(VaultRow vault, string text) =>
        records.Servers.Of(vault.Id).FirstOrDefault(server => server.Id == text || string.Equals(server.Name, text, StringComparison.OrdinalIgnoreCase))
        ?? throw new HoldfastException(ErrorCode.ServerNotFound, $"No server '{text}' is registered with the vault '{vault.Name}'.", "`holdfast vault show NAME` lists those that are.");
}
