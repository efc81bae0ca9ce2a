using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>This server's registration with its vault.</summary>
[View("Name", "State", "Subscription", "RecoveryPoints", "Size")]
public sealed class CloudSubscription : ServerObject
{
    internal CloudSubscription(DpmServer server, VaultInfo info) : base(server) => Info = info;

    private VaultInfo Info { get; }

    /// <summary>Of the vault; null: not registered.</summary>
    public string? Name => Info.Name;

    public string? VaultId => Info.Id;

    public string? Address => Info.Address;

    /// <summary>notRegistered, connected, unreachable.</summary>
    public string State => Info.State;

    /// <summary>Why the vault cannot be reached.</summary>
    public string? Reason => Info.Reason;

    /// <summary>active, expired, deprovisioned.</summary>
    public string? Subscription => Info.Subscription;

    /// <summary>Under which this server is registered.</summary>
    public string? RegisteredName => Info.ServerName;

    /// <summary>Days until lost contact stops backups; null where there is no vault.</summary>
    public int? DaysLeft => Info.Policy?.DaysLeft;

    public long RecoveryPoints => Info.RecoveryPoints;

    /// <summary>Bytes of this server in the vault.</summary>
    public long Size => Info.Bytes;

    /// <summary>For how long the vault's owner can bring back what was deleted.</summary>
    public int? SoftDeleteDays => Info.Rules?.SoftDeleteDays;

    public override string ToString() => Name ?? State;
}
