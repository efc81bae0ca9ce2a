using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>The way to a vault: connections, blobs, leaves.</summary>
internal static class VaultTransferErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(VaultNotTrusted, "Vault not trusted", "What answers at the vault's address does not show a certificate of the authority that the credentials name: it is another computer, or somebody listens in between.",
            "Check the address, and that no proxy opens encrypted connections. If the vault service was set up anew, register again with fresh credentials.", 502, 5),
        new(VaultProxyFailed, "Proxy refused", "The HTTP proxy cannot be reached, does not accept the user, or does not connect to the vault.",
            "Check proxy and proxyCredentialsFile in settings.json, and that the proxy lets connections to the vault's address and port pass.", 502, 4),
        new(VaultAnswerUnreadable, "Vault answered unreadably", "The answer is not what a vault service sends.", "Bring vault service and server to the same version; if they are, look into the vault service's log.", 502, 1),
        new(VaultBlobMissing, "Not in the vault", "The vault has no blob of this name, or it was retired.", "Run `holdfast verify --target vault`.", 404, 1),
        new(VaultBlobExists, "In the vault already", "The vault has a blob of this name, and what is there is never overwritten.", "Nothing: the job chooses another name when it runs again.", 409, 1),
        new(VaultStorageFull, "Vault is full", "The vault's storage has no room.", "Ask the vault's owner to enlarge it, or shorten retention.", 507, 1),
        new(VaultStorageFailed, "Vault storage failed", "The vault's storage does not answer, or failed.", "Try again later; the vault service's log has more.", 503, 4),
        new(VaultBusy, "Vault is busy", "The server has more requests under way than the vault takes at a time.", "Nothing: it tries again by itself.", 429, 4),
        new(VaultUploadRefused, "Upload refused", "An upload needs its length and its hash, and is at most 64 MiB long.", "Bring vault service and server to the same version.", 413, 1),
        new(VaultRangeRefused, "No such range", "The blob ends before the range that was asked for.", "Run `holdfast verify --target vault`.", 416, 1),
    ];
}
