using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Vault, vault credentials, passphrase.</summary>
internal static class VaultErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ServiceUnreachable, "Vault unreachable", "The vault does not answer, or its storage cannot be reached.",
            "Check the network, the proxy, and that the vault service runs or its folder is mounted; `holdfast vault status` tells when it is back.", 503, 4),
        new(NotAServerOrNoData, "No backup server or no data", "The vault knows no such server, or the server has sent no recovery point yet.",
            "Choose a server of `holdfast external list`, or wait until its first online recovery point is there.", 404, 1),
        new(PassphraseMisconfigured, "Passphrase not configured", "This server has no passphrase for the vault, or lost it.",
            "Register with the vault again and give the passphrase.", 409, 1),
        new(InvalidVaultCredentials, "Invalid vault credentials", "The file is no vault credentials file, or not one that this version can read.",
            "Get a fresh file from the vault's owner (`holdfast vault credentials NAME --out FILE`) and use it unchanged.", 400, 1),
        new(PassphraseTooShort, "Passphrase too short", "A passphrase needs at least 16 characters.", "Choose a longer one, or let Holdfast generate it (--generate-passphrase).", 400, 2),
        new(PassphraseNotAccepted, "Passphrase not accepted", "A passphrase may hold only printable ASCII characters, at most 1,024 of them.",
            "Choose another one, or let Holdfast generate it (--generate-passphrase).", 400, 2),
        new(PassphraseMismatch, "Wrong passphrase", "The passphrase does not open this data.", "Use the passphrase that was saved when the server was registered. It cannot be recovered from the vault.", 403, 5),
        new(VaultImmutable, "Vault is locked", "The vault is locked: until its lock time is over, nobody can delete this, shorten the lock, or delete the vault, its owner included.",
            "Wait until the time that the message names is over.", 409, 5),
        new(WrongVault, "Wrong vault", "The vault credentials belong to another vault than the one in question.", "Get credentials of the right vault from its owner.", 409, 1),
        new(VaultCredentialsExpired, "Vault credentials expired", "Vault credentials are valid for 48 hours, and these are older.",
            "Get a fresh file from the vault's owner (`holdfast vault credentials NAME --out FILE`).", 403, 5),
        new(VaultPinMissing, "Security PIN needed", "This needs the security PIN of the vault, and none was given or none is valid now.",
            "Have the vault's owner make one (`holdfast vault pin NAME`; it is good for 5 minutes and one use) and give it with --vault-pin.", 403, 5),
        new(VaultPinWrong, "Wrong security PIN", "The PIN is not the vault's current one: it was mistyped, used before, or is older than 5 minutes.",
            "Have the vault's owner make a new one: `holdfast vault pin NAME`.", 403, 5),
        new(RetentionBelowFloor, "Retention below the vault's minimum", "The vault keeps at least 7 daily, 4 weekly, 3 monthly and 1 yearly recovery points of what is kept so.",
            "Keep more, or give the vault's security PIN (--vault-pin).", 422, 5),
        new(SubscriptionExpired, "Vault is not active", "The vault's owner has set it to expired or deprovisioned: it takes no new recovery points.",
            "Ask the vault's owner to make it active again (`holdfast vault state NAME active`).", 403, 5),
        new(ClockSkew, "Clocks differ", "The clock of this computer and that of the vault are too far apart.", "Set the clock right, best by NTP, then try again.", 409, 1),
        new(ServerRenamed, "Server renamed or registered elsewhere", "The vault knows this server under another name, or another computer has registered in its place.",
            "Give the server its name back, or register again with fresh credentials (`holdfast vault register FILE`).", 409, 1),
        new(VaultCredentialsForeign, "Foreign vault credentials", "The credentials are signed, but not by this vault's service.", "Get credentials from the owner of this vault.", 403, 5),
        new(VaultCredentialsAltered, "Altered vault credentials", "The file's content does not fit its signature: it was changed or damaged.", "Get the file again and transfer it unchanged.", 403, 5),
        new(VaultCredentialsSuperseded, "Superseded vault credentials", "The vault has issued a newer credentials file; only the newest one is valid.", "Use the newest file.", 403, 5),
        new(VaultNotRegistered, "Not registered with a vault", "This server has no vault, so nothing can be sent to or read from one.",
            "Register with `holdfast vault register FILE`.", 409, 1),
        new(VaultNameTaken, "Vault name taken", "A vault of this name exists already.", "Choose another name.", 409, 1),
        new(VaultNotFound, "No such vault", "The vault service has no vault of this name, or its folder is gone.", "Check the name and the data folder of the vault service.", 404, 1),
        new(ServerNameTaken, "Server name taken", "Another server is registered with the vault under this name.", "Register under another name.", 409, 1),
        new(VaultDataDamaged, "Vault data damaged", "A file that the vault service keeps about itself cannot be read.", "Restore it from a copy of the vault service's data folder.", 500, 1),
        new(VaultNameInvalid, "Bad vault name", "A vault's name has 1 to 64 letters, digits, blanks, hyphens, and underscores, and no blank at its ends.", "Choose such a name.", 400, 2),
        new(ServerNotFound, "No such server in the vault", "No server of this id or name is registered with the vault.", "`holdfast vault servers` lists those that are.", 404, 1),
    ];
}
