namespace Holdfast.Server.Engine;

/// <summary>Where an installation keeps its things.</summary>
public sealed record EngineOptions(string DataDirectory)
{
    /// <summary>First disk of the pool, made at the first start.</summary>
    public string FirstDisk { get; init; } = Path.Combine(DataDirectory, "pool");

    /// <summary>Indexes, which are made again where they are lost.</summary>
    public string Indexes { get; init; } = Path.Combine(DataDirectory, "index");

    public string DiskList => Path.Combine(DataDirectory, "pool-disks.json");

    public string PoolIndex => Path.Combine(Indexes, "pool");

    public string VaultIndex => Path.Combine(Indexes, "vault");

    public string ExternalIndex(string serverId) => Path.Combine(Indexes, "external-" + serverId);

    public string Secrets => Path.Combine(DataDirectory, "secrets");

    public string PassphraseFile => Path.Combine(Secrets, "passphrase.txt");

    public string PoolKeys => Path.Combine(Secrets, "pool.keys");

    public string VaultKeys => Path.Combine(Secrets, "vault.keys");

    public string ExternalKeys(string serverId) => Path.Combine(Secrets, $"external-{serverId}.keys");

    /// <summary>Credentials with which the servers of a vault are read.</summary>
    public string ExternalCredentials(string vaultId) => Path.Combine(Secrets, $"external-{vaultId}.credentials");

    /// <summary>Private key of the certificate that a vault gave this server.</summary>
    public string VaultClientKey(string keyId) => Path.Combine(Secrets, $"vault-client-{keyId}.key");

    /// <summary>Data folder of the embedded vault service.</summary>
    public string EmbeddedVault => Path.Combine(DataDirectory, "vault");

    public string VaultRegistration => Path.Combine(DataDirectory, "vault-registration.json");

    public string Externals => Path.Combine(DataDirectory, "external-servers.json");

    /// <summary>Hours and rates of the way to the vault, where they were set apart from the settings.</summary>
    public string Bandwidth => Path.Combine(DataDirectory, "vault-bandwidth.json");

    public string Settings => Path.Combine(DataDirectory, "settings.json");

    /// <summary>Those of a data folder with these settings.</summary>
    public static EngineOptions Of(string dataDirectory, Configuration.Settings settings) => settings.Get(Setup.SetupSettings.ScratchFolder) is { } scratch
        ? new EngineOptions(dataDirectory) { Indexes = scratch } : new EngineOptions(dataDirectory);
}
