using Holdfast.Contracts.Vault;
using Holdfast.Vault.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Connections;

/// <summary>A vault with soft delete of 14 days, floors, and no lock, and the connections of two servers that are registered with it.</summary>
public abstract class VaultGround : IDisposable
{
    internal const string Server = "0123456789abcdef0123456789abcdef", OtherServer = "fedcba9876543210fedcba9876543210";

    public abstract IVaultConnection Vault { get; }

    /// <summary>The connection of <see cref="OtherServer"/>.</summary>
    public abstract IVaultConnection Other { get; }

    public abstract IVaultReader Reader { get; }

    /// <summary>The vault's clock.</summary>
    public abstract FakeTimeProvider Clock { get; }

    /// <summary>As its owner does.</summary>
    public abstract void SetState(string state);

    public abstract void SetRules(VaultRules rules);

    public abstract string NewPin();

    public abstract int Undelete(string serverId, IReadOnlyList<string> names, string? pin);

    /// <summary>The service looks at its clock, as it does hourly.</summary>
    public abstract void Observe();

    public abstract void Dispose();
}
