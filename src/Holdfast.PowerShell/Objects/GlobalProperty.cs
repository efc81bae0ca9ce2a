using Holdfast.Contracts.Api.Configuration;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A setting of the backup server.</summary>
[View("PropertyName", "Value", "Default", "Unit", "Meaning")]
public sealed class GlobalProperty : ServerObject
{
    private readonly SettingInfo info;

    internal GlobalProperty(DpmServer server, SettingInfo info) : base(server) => this.info = info;

    /// <summary>Its key, as docs/configuration.md lists them.</summary>
    public string PropertyName => info.Id;

    /// <summary>As it holds.</summary>
    public string Value => info.Value;

    /// <summary>What holds once the server has started again; null: the same.</summary>
    public string? AfterRestart => info.AfterRestart;

    public string Default => info.Default;

    public string Unit => info.Unit;

    public string Bounds => info.Bounds;

    public string Meaning => info.Meaning;
}
