namespace Holdfast.VaultService.Transfer;

/// <summary>The vaults that the blob routes serve.</summary>
internal interface ITransferVaults
{
    ITransferVault Open(TransferCaller caller);
}
