using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>An instance whose contents join a group by themselves.</summary>
[View("ProtectionGroup", "ProductionServerName", "SQLInstanceName", "Intent", "CloudIntent")]
public sealed class AutoProtectIntent : ServerObject
{
    private readonly AutoProtectionInfo info;

    internal AutoProtectIntent(ProtectionGroup group, AutoProtectionInfo info) : base(group.Server) => (ProtectionGroup, this.info) = (group.Name, info);

    public string ProtectionGroup { get; }

    public string ProductionServerName => info.Server ?? Server.HostName;

    /// <summary>Address of the instance, or a folder.</summary>
    public string SQLInstanceName => info.Path;

    /// <summary>NAME=VALUE: by what the instance is looked into, and what its members get.</summary>
    public string[] Options => [.. (info.Options ?? new Dictionary<string, string>()).Select(option => $"{option.Key}={option.Value}")];

    /// <summary>Enable: what is new joins.</summary>
    public AutoProtectionIntent Intent => AutoProtectionIntent.Enable;

    /// <summary>Enable: what is new is sent to the vault as well.</summary>
    public AutoProtectionIntent CloudIntent => info.Online ? AutoProtectionIntent.Enable : AutoProtectionIntent.Disable;
}
