using Holdfast.Vault.Connections;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>
/// The ways from this server to vaults: over the wire where the address is one of https, in this process where it is a folder. Over the wire goes through the proxy that
/// is given or, without one, through that of the settings.
/// </summary>
internal interface IVaultAccess : IDisposable
{
    /// <summary>Registers a server with the vault of a credentials file. The key of its certificate is kept before this returns.</summary>
    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">The credentials are refused, the vault does not answer, or the name is taken.</exception>
    VaultPlace Register(VaultCredentialsFile credentials, VaultApplicant applicant, VaultProxy? proxy);

    /// <summary>Connects, without asking the vault yet.</summary>
    /// <param name="isPatient">False: a request that fails is not tried again, and one that hangs is soon given up.</param>
    IVaultConnection Connect(VaultPlace place, bool isPatient = true);

    /// <summary>The servers of a vault and their blobs, for one who holds its credentials.</summary>
    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">As <see cref="Register"/>.</exception>
    IVaultReader OpenForReading(VaultCredentialsFile credentials, VaultProxy? proxy);

    /// <summary>The certificate ends soon.</summary>
    bool NeedsRenewal(VaultPlace place);

    /// <summary>The place with a fresh certificate, whose key is kept before this returns; the old one is good until the new one is first used.</summary>
    VaultPlace Renew(VaultPlace place);

    /// <summary>Makes the vault that lies in this server's own data folder, at its first start.</summary>
    VaultCredentialsFile MakeEmbedded();

    /// <summary>Does the upkeep of that vault until the result is disposed; null where there is none.</summary>
    IDisposable? KeepEmbedded(ILogger log);

    /// <summary>The key of a place that is not used any more is not kept.</summary>
    void Forget(VaultPlace place);
}
