namespace Holdfast.Server.Setup;

/// <summary>The phases of an installation in their order.</summary>
internal static class InstallPhases
{
    internal const string Checks = "checks", Settings = "settings", Catalog = "catalog", Pool = "pool", Account = "account", Finish = "finish";

    internal static IReadOnlyList<(string Id, string Title)> All { get; } =
    [
        (Checks, "Check the prerequisites"), (Settings, "Write the settings"), (Catalog, "Make the catalog"), (Pool, "Make keys, pool, and vault"),
        (Account, "Make the administrator's account"), (Finish, "Finish"),
    ];
}
