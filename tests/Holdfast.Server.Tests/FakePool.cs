using System.Collections.Concurrent;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Tests;

/// <summary>What a fake engine keeps: it outlives the server, as a pool does.</summary>
internal sealed class FakePool
{
    public ConcurrentDictionary<string, PointState> Disk { get; } = new();

    public ConcurrentDictionary<string, PointState> Vault { get; } = new();

    public ConcurrentDictionary<(string Kind, string Id), byte[]> Descriptions { get; } = new();

    public List<DiskState> Disks { get; } = [new("disk1", "/pool/disk1", "ok", 1000, 600, 400, null)];

    public VaultState VaultState { get; set; } = new("connected", "Own", "vault1", "server1", "folder", null, 0, 0);
}
