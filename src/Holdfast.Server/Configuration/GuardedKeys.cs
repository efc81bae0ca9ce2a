using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Configuration;

/// <summary>Keys by which protection is weakened, or somebody let in: to change one takes a fresh code or PIN.</summary>
internal static class GuardedKeys
{
    internal static IReadOnlyList<Setting> All { get; } =
        [EngineSettingKeys.PoolSoftDeleteHours, JobSettings.HistoryDays, .. AccountSettings.Keys, .. DirectorySettings.Keys, .. RemoteSettings.Keys, .. CatalogSettings.All];
}
