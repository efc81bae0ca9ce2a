using Holdfast.Server.Engine;

namespace Holdfast.Server.Changes;

/// <summary>Compares what is seen of disks and vault with what was seen before: they change by themselves, and nobody writes it down.</summary>
internal sealed class StateWatch(ChangeFeed changes)
{
    private readonly Lock gate = new();
    private IReadOnlyList<(string, string, string, long)>? disks;
    private VaultContact? vault;

    /// <summary>How the vault was when it was last looked at; null: not yet.</summary>
    internal VaultContact? Vault
    {
        get { lock (gate) return vault; }
    }

    /// <summary>How full disks are changes all the time and is no news.</summary>
    internal void Saw(IReadOnlyList<DiskState> seen)
    {
        var now = seen.Select(disk => (disk.Id, disk.Path, disk.State, disk.Capacity)).ToList();
        lock (gate)
        {
            if (disks is not null && disks.SequenceEqual(now)) return;
            disks = now;
        }
        changes.Touch(ChangeTopic.Disks);
    }

    internal void Saw(VaultContact seen)
    {
        VaultContact? before;
        lock (gate) (before, vault) = (vault, seen);
        if (before is null || (before.State, before.VaultId, before.VaultName, before.Subscription) != (seen.State, seen.VaultId, seen.VaultName, seen.Subscription))
            changes.Touch(ChangeTopic.Vault);
    }
}
