namespace Holdfast.Server.Catalog;

/// <summary>Times as the catalog keeps them: units of 100 ns since 1970-01-01 UTC.</summary>
internal static class CatalogTime
{
    internal static long From(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    internal static DateTimeOffset To(long units) => DateTimeOffset.UnixEpoch.AddTicks(units);

    internal static DateTimeOffset? To(long? units) => units is { } value ? To(value) : null;
}
