using Holdfast.Contracts.Api.Accounts;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Who may recover what by themselves: an account with the role recoveryOperator, limited to production servers and protection groups. A copy to be changed; Set-DPMRole commits it.</summary>
[View("Name", "ProductionServers", "ProtectionGroups", "LastSignIn")]
public sealed class DpmRole : ServerObject
{
    /// <param name="info">Null: a new one.</param>
    internal DpmRole(DpmServer server, string name, AccountInfo? info) : base(server)
    {
        (Name, Info) = (name, info);
        ProductionServers.AddRange(info?.Servers ?? []);
        ProtectionGroups.AddRange(info?.Groups ?? []);
    }

    internal AccountInfo? Info { get; }

    /// <summary>Of the account.</summary>
    public string Name { get; }

    /// <summary>Production servers that it is limited to; with none and no protection groups: all.</summary>
    public List<string> ProductionServers { get; } = [];

    /// <summary>Protection groups that it is limited to.</summary>
    public List<string> ProtectionGroups { get; } = [];

    public DateTime? LastSignIn => Info?.LastSignIn?.LocalDateTime;

    public override string ToString() => Name;
}
