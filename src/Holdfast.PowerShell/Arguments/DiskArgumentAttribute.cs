using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A disk of the pool by id or folder.</summary>
public sealed class DiskArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name)
    {
        var server = ServerConnections.Get(null);
        var disks = server.Client.Disks().GetAwaiter().GetResult().Disks;
        return disks.FirstOrDefault(disk => disk.Id == name || disk.Path == name) is { } found ? new DpmDisk(server, found)
            : throw new HoldfastException(ErrorCode.NotFound, $"No disk of the pool is {name}.", $"Disks are {string.Join(", ", disks.Select(disk => disk.Path))}.");
    }
}
