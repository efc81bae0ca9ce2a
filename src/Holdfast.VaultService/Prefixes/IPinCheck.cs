namespace Holdfast.VaultService.Prefixes;

/// <summary>The security PIN of a vault, which its owner makes and somebody at a server gives.</summary>
public interface IPinCheck
{
    /// <summary>Uses the PIN up: it is good once.</summary>
    /// <exception cref="Contracts.Errors.HoldfastException">VaultPinMissing where none was given or none is valid now; VaultPinWrong where it is another.</exception>
    void Spend(string vaultId, string? pin);
}
