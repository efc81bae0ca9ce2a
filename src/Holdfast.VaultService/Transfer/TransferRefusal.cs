using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Transfer;

/// <summary>What the blob routes refuse by themselves, in words that never tell whether something exists.</summary>
internal static class TransferRefusal
{
    public static HoldfastException Outside() => new(ErrorCode.VaultNameForbidden, "The name is none of the caller's own prefix.");

    public static HoldfastException Writing() => new(ErrorCode.VaultNameForbidden, "Who holds credentials of a vault reads and does not write.");

    public static HoldfastException Options() => new(ErrorCode.VaultNameForbidden, "A blob is created whole, by one request without options.");

    public static HoldfastException Busy() => new(ErrorCode.VaultBusy, "Too many requests of this server are under way.");

    public static HoldfastException Length() => new(ErrorCode.VaultUploadRefused, "The upload has no length, or is too long.");

    public static HoldfastException Hash() => new(ErrorCode.VaultUploadRefused, "The upload does not declare its hash.");

    public static HoldfastException Altered(string why) => new(ErrorCode.VaultBytesDiffer, $"The upload did not arrive whole: {why}");

    public static HoldfastException Range() => new(ErrorCode.VaultRangeRefused, "The range is none of this blob.");
}
