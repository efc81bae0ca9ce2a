using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A folder of the backup server in the place of a volume.</summary>
public sealed class VolumeArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name) => new DpmVolume(ServerConnections.Get(null), name);
}
