namespace Holdfast.Contracts.Vault;

/// <summary>How blobs travel between a server and a vault: through the service, or straight to the storage account by grants.</summary>
public static class VaultTransfers
{
    public const string Service = "service", Azure = "azure";
}
