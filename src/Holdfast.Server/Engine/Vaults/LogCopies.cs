using Holdfast.Contracts.Errors;
using Holdfast.Store;
using Holdfast.Store.Copying;
using Holdfast.Store.Repositories;
using Holdfast.Vault.Connections;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>Brings the followed logs of a datasource to the vault, so that a recovery from there reaches as far as they did then.</summary>
internal sealed class LogCopies(Repository pool, Repository vault, IVaultConnection connection)
{
    internal void Send(string sourceId, ICopyProgress progress, CancellationToken cancellation)
    {
        var logs = pool.Points.LogsOf(sourceId);
        var open = logs.LastOrDefault(log => !log.Log!.IsClosed);
        var current = logs.Where(log => log.Log!.IsClosed || log == open).ToList();
        foreach (var log in current) _ = new PointCopy(pool, vault, progress, cancellation).Run(log);
        var wanted = current.Select(log => log.Id).ToHashSet();
        foreach (var earlier in vault.Points.LogsOf(sourceId).Where(log => !wanted.Contains(log.Id)))
        {
            try
            {
                vault.Points.Delete([earlier], names => connection.Retire(names, null));
            }
            catch (Exception refusal) when (IsRule(refusal))
            {
                // The vault's own rules keep it for longer: a later state of the log is there beside it and counts, and the next push asks again.
                return;
            }
        }
    }

    private static bool IsRule(Exception refusal) => (refusal as HoldfastException ?? (refusal as StorageException)?.InnerException as HoldfastException)?.Code
        is ErrorCode.RetentionBelowFloor or ErrorCode.VaultImmutable or ErrorCode.VaultPinMissing or ErrorCode.VaultKeepsBlob;
}
