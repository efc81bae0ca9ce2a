using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Keys, take-over, and recovery from a vault.</summary>
internal static class VaultKeyErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(NoServersRegistered, "No server registered", "No server is registered with the vault, so there is nothing to recover from it.",
            "Check that the credentials are of the right vault.", 404, 1),
        new(PoolNotEmpty, "Pool is not empty", "Only a server whose pool holds nothing yet, or one that has the lost server's keys, can take its place in a vault.",
            "Use a new data folder, or recover with `holdfast external add CREDENTIALS`.", 409, 1),
        new(VaultKeepsPoints, "Kept by the vault", "Recovery points are over by the group's policy, and the rules of the vault keep them for longer.",
            "Nothing: they are deleted when the vault lets go of them.", 409, 1),
        new(VaultRetentionRefused, "Policy below the vault's minimum", "The vault did not take what the group's policy keeps of its online recovery points, and holds on to what it was told before.",
            "Keep more, or change the group with the vault's security PIN: `holdfast group modify NAME --vault-pin PIN`.", 422, 1),
    ];
}
