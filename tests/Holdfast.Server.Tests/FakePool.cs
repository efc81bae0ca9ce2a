using System.Collections.Concurrent;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Tests;

/// <summary>What a fake engine keeps: it outlives the server, as a pool does.</summary>
internal sealed class FakePool
{
    public ConcurrentDictionary<string, PointState> Disk { get; } = new();

    public ConcurrentDictionary<string, PointState> Vault { get; } = new();

    public ConcurrentDictionary<(string Kind, string Id), byte[]> Descriptions { get; } = new();

    public List<DiskState> Disks { get; } = [new("disk1", "/pool/disk1", "ok", 1000, 600, 400, null)];

    /// <summary>With which the vault does everything.</summary>
    public string VaultPin { get; set; } = "123456";

    /// <summary>Why the vault keeps its points without the PIN; null: it does not.</summary>
    public ErrorCode? VaultRefusal { get; set; }

    /// <summary>The vault takes no policy that keeps fewer than 7 days without the PIN.</summary>
    public bool HasFloors { get; set; }

    public List<PackCheck> DamagedPacks { get; } = [];

    public VaultState VaultState { get; set; } = new("connected", "Own", "vault1", "server1", "folder", null, 0, 0);

    public List<Contracts.Vault.RetiredBlob> Retired { get; } = [];

    public IReadOnlyList<IReadOnlyList<int?>>? Week { get; set; }
}
