namespace Holdfast.Contracts.Api.Setup;

/// <summary>The wizard's pages in their order. The first seven come before anything is installed, the last four on the server that then runs.</summary>
public static class SetupSteps
{
    public const string Welcome = "welcome", Checks = "checks", Catalog = "catalog", Locations = "locations", Security = "security", Updates = "updates", Summary = "summary",
        Install = "install", Vault = "vault", Passphrase = "passphrase", Disks = "disks", Protect = "protect", Finish = "finish";

    /// <summary>Where one can be before the installation.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Welcome, Checks, Catalog, Locations, Security, Updates, Summary];

    /// <summary>What is left to do on the installed server, in this order.</summary>
    public static IReadOnlyList<string> Afterwards { get; } = [Vault, Passphrase, Disks, Protect];
}
