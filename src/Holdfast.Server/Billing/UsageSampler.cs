using Holdfast.Protection.Retention;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Billing;

/// <summary>
/// Writes down, for each day in UTC, which production servers are protected and how large that is, and what lies in the vault. Days on which the server did
/// not run are made up for with the last day before them. Days go by the highest time that is believed: a wrong clock must not write next year's bill.
/// </summary>
internal sealed class UsageSampler(ServerCatalog catalog, IEngine engine, TimeProvider time)
{
    /// <summary>Two months of absence at most are made up for.</summary>
    internal const int MostDaysMadeUpFor = 62;

    /// <summary>Bills of so many days can be shown: two years and the month that runs.</summary>
    internal const int DaysKept = 762;

    internal void Sample()
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime((catalog.Clock.Load() ?? new TrustedClock(now)).Observe(now).Highest.UtcDateTime);
        if (catalog.Usage.LastDay() is { } last && last < today)
        {
            for (var day = Later(last.AddDays(1), today.AddDays(-MostDaysMadeUpFor)); day < today; day = day.AddDays(1)) catalog.Usage.Repeat(last, day);
            catalog.Usage.DeleteBefore(today.AddDays(-DaysKept));
        }
        var vault = engine.Vault;
        catalog.Usage.Add(today, catalog.Usage.ProtectedNow(), vault.State == VaultStates.Connected ? vault.Bytes : null);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
