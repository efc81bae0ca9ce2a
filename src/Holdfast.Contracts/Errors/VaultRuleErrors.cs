using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>What a vault allows.</summary>
internal static class VaultRuleErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(VaultNameForbidden, "Not allowed in the vault", "A server may create and read its own blobs in a vault and nothing else; the name is none of them, or the way to it is for reading only.",
            "Nothing to do where an attack was refused; otherwise report it as a defect, with the log.", 403, 5),
        new(VaultKeepsBlob, "Kept by the vault", "The vault never removes what all else depends on: the mark of a repository and its last key slot.",
            "Nothing: it is kept until the vault's owner removes the server.", 409, 5),
        new(VaultNameRetired, "Name was retired", "A blob of this name was retired, and names are never used again while the vault keeps it.",
            "Have the vault's owner bring it back (`holdfast vault undelete`), or wait until it is removed.", 409, 1),
        new(VaultBytesDiffer, "Bytes not as declared", "What came has another hash or length than the sender declared: it was changed on its way.",
            "Try again; where it goes on, check the network and the memory of both computers.", 422, 1),
        new(VaultBlobTooLong, "Blob too long for the vault", "A server's packs and points have at most 64 MiB, and everything else less.",
            "Report it as a defect, with the log.", 413, 1),
        new(VaultClockDoubtful, "The vault's clock jumped ahead", "The clock of the vault's computer is more than a day ahead of all that was seen before, so nothing is removed and no time lock ends until the owner says that it is right.",
            "Check the clock; where it is right, the vault's owner confirms it (`holdfast vault clock --confirm`), otherwise set it back.", 409, 1),
        new(VaultPackDamaged, "Damaged data in the vault", "The vault read a pack that is missing, or whose bytes are not what came.",
            "Run `holdfast verify`: the server heals what it still has on disk and names the recovery points that lost data.", 500, 1),
    ];
}
