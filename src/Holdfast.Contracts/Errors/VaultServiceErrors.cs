using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>The vault service, its owner's side.</summary>
internal static class VaultServiceErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(VaultCredentialsUsed, "Vault credentials used", "A credentials file registers one server, and another one has registered with this one.",
            "Get a file of its own for each server from the vault's owner (`holdfast vault credentials NAME --out FILE`).", 403, 5),
        new(VaultCertificateRefused, "Server's certificate refused", "The certificate that the server showed is not the vault service's, or its time is over, or the server is not registered any more.",
            "Register again with fresh credentials: `holdfast vault register FILE`.", 401, 5),
        new(VaultCallerRefused, "Not for this caller", "The vault service knows the caller, but this is for others: servers, readers, and owners have addresses of their own.",
            "Sign in as who may do this.", 403, 5),
        new(VaultNotEmpty, "Vault not empty", "The vault still holds data of a server, so it cannot be deleted.",
            "Set it to deprovisioned, and wait until what its servers deleted has been removed after the soft-delete days.", 409, 1),
        new(VaultStorageTaken, "Storage belongs to another vault", "The folder or container holds another vault, or files that are not a vault's.", "Give the vault a folder or container of its own.", 409, 1),
        new(AdministratorNotFound, "No such administrator", "The vault service has no administrator of this name.", "`holdfast vault administrator list` shows them.", 404, 1),
    ];
}
