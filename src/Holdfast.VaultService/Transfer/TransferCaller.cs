namespace Holdfast.VaultService.Transfer;

/// <summary>Who asks for blobs.</summary>
/// <param name="ServerId">The server whose certificate was shown; null for a holder of credentials, who reads every server of the vault and writes nothing.</param>
internal sealed record TransferCaller(string VaultId, string? ServerId);
