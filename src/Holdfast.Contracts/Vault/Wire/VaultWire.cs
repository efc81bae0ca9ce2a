namespace Holdfast.Contracts.Vault.Wire;

/// <summary>Names that both ends of the way to a vault use.</summary>
public static class VaultWire
{
    /// <summary>Before every route.</summary>
    public const string Root = "/vault/v1/";

    /// <summary>Hash of a whole blob, 64 lower-case hexadecimal digits: declared with what is sent, and told of what is there.</summary>
    public const string HashHeader = "X-Holdfast-Blake3";

    /// <summary>What went wrong in the vault's storage, as the store names it.</summary>
    public const string FaultHeader = "X-Holdfast-Fault";

    /// <summary>The error's number, for answers without a body.</summary>
    public const string CodeHeader = "X-Holdfast-Code";

    /// <summary>Longest blob, bytes: a pack is 32 MiB and its footer.</summary>
    public const long LongestBlob = 64L << 20;

    /// <summary>Blobs on one page of a listing.</summary>
    public const int PageSize = 5000;

    /// <summary>Longest JSON answer or request but for pages of listings, bytes.</summary>
    public const int LongestDocument = 1 << 20, LongestPage = 16 << 20;
}
