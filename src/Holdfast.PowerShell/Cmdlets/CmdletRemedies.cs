using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>What to do, in the words of cmdlets: where the catalog names an option of a command, this names the parameter.</summary>
internal static class CmdletRemedies
{
    private static readonly Dictionary<ErrorCode, string> remedies = new()
    {
        [ErrorCode.ApplicationDestinationTaken] = "Choose another one, or allow that it is replaced: New-DPMRecoveryOption -OverwriteType Overwrite.",
        [ErrorCode.BadRequest] = "Correct what the message names; Get-Help shows what a cmdlet takes.",
        [ErrorCode.CertificateNotPinned] = "Compare the SHA-256 that the server prints at its start with the one in the message; if they are the same, give it to Connect-DPMServer with -CertificateSha256.",
        [ErrorCode.CodeNeeded] = "Give the six digits of the authenticator, or a recovery code, to Connect-DPMServer with -Code.",
        [ErrorCode.ConfirmationNeeded] = "Give it with -ConfirmationCode; `holdfast account pin` makes a PIN for five minutes.",
        [ErrorCode.DiskMissingInUse] = "Connect or mount the disk again, run Start-DPMDiskRescan, then run the job again; or recover a point of the vault (Get-DPMRecoveryPoint -Online).",
        [ErrorCode.NotReachable] = "Start it with `holdfast up`, or name another one with -DPMServerName; HOLDFAST_DATA names the data folder of this computer's.",
        [ErrorCode.PassphraseNotAccepted] = "Choose another one.",
        [ErrorCode.PassphraseTooShort] = "Choose a longer one.",
        [ErrorCode.RecoveryItemExists] = "Choose New-DPMRecoveryOption -OverwriteType CopyOnExist or Overwrite to get it.",
        [ErrorCode.RetentionBelowFloor] = "Keep more, or give the vault's security PIN with -SecurityPin.",
        [ErrorCode.Unauthorized] = "Sign in again with Connect-DPMServer -DPMServerName NAME -Credential (Get-Credential). This computer's own server wants no sign-in, but a user who may read the token in its data folder.",
        [ErrorCode.VaultPinMissing] = "Have the vault's owner make one (`holdfast vault pin NAME`; it is good for 5 minutes and one use) and give it with -SecurityPin.",
    };

    /// <summary>The failure's own remedy where whoever failed knew one.</summary>
    internal static string Of(HoldfastException failure) =>
        failure.Remedy == ErrorCatalog.Get(failure.Code).Remedy && remedies.TryGetValue(failure.Code, out var remedy) ? remedy : failure.Remedy;
}
