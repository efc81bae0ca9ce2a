namespace Holdfast.Contracts.Vault.Owner;

/// <summary>DIR/service.json: where the running vault service of a data folder listens. Written when it is ready, removed when it stops cleanly.</summary>
/// <param name="Address">Under which servers find it: https://NAME:PORT.</param>
/// <param name="Local">Under which this computer finds it.</param>
/// <param name="Authority">The service's authority, which alone is to be trusted, DER, Base64.</param>
public sealed record VaultServiceAddress(int Pid, int Port, string Address, string Local, string Authority)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "service.json";

    /// <summary>Name of the file in the data folder that holds the token of local callers.</summary>
    public const string TokenFileName = "service.token";
}
