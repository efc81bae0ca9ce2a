using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Console.Portal.Vaults;

/// <summary>What the form for a new vault holds, with defaults that work.</summary>
public sealed class NewVaultForm
{
    internal const string Own = "own", Folder = "folder", Azure = "azure";

    /// <summary>Options of each way to sign in to a storage account, by their names in the API.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> SignIns = new Dictionary<string, string[]>
    {
        ["connection-string"] = ["connection-string-file"], ["managed-identity"] = ["client"], ["workload-identity"] = ["tenant", "client", "token-file"],
        ["client-secret"] = ["tenant", "client", "secret-file"], ["client-certificate"] = ["tenant", "client", "certificate-file", "certificate-password-file"],
    };

    internal string Name { get; set; } = "";

    /// <summary>own: below the service's folder; folder; azure.</summary>
    internal string Place { get; set; } = Own;

    internal string Path { get; set; } = "";

    internal string Container { get; set; } = "";

    internal string SignIn { get; set; } = "connection-string";

    internal Dictionary<string, string> Options { get; } = [];

    internal string Region { get; set; } = "";

    internal string Redundancy { get; set; } = "";

    internal string Tier { get; set; } = VaultRules.Hot;

    internal int SoftDeleteDays { get; set; } = NewVault.ShortestSoftDelete;

    internal int LockDays { get; set; }

    internal bool HasRetentionFloors { get; set; } = true;

    internal string Option(string name) => Options.GetValueOrDefault(name, "");

    internal NewVault Wanted() => new(Name.Trim())
    {
        Storage = Place switch { Folder => "folder:" + Path.Trim(), Azure => "azure:" + Container.Trim(), _ => null },
        SignIn = Place == Azure ? SignInOptions() : null,
        Region = Region.Trim(), Redundancy = Redundancy.Trim(), PackTier = Place == Azure ? Tier : VaultRules.Hot, SoftDeleteDays = SoftDeleteDays, LockDays = LockDays,
        HasRetentionFloors = HasRetentionFloors,
    };

    private Dictionary<string, string> SignInOptions()
    {
        var given = SignIns[SignIn].Where(name => Option(name).Trim().Length > 0).ToDictionary(name => name, name => Option(name).Trim());
        given["sign-in"] = SignIn;
        return given;
    }
}
