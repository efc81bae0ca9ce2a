using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Vaults;
using Holdfast.Server.Hosting;
using Holdfast.Store.Blobs;

namespace Holdfast.Server.Vault;

/// <summary>GET, PUT, and DELETE vault/bandwidth, GET vault/retired.</summary>
internal sealed class VaultTrafficRoutes(IEngine engine, ServerCatalog catalog, Func<bool> hasWeek, TimeProvider time)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("vault/bandwidth", VaultsJson.Default.VaultBandwidth, _ => Bandwidth());
        routes.Put("vault/bandwidth", VaultsJson.Default.VaultBandwidth, VaultsJson.Default.VaultBandwidth, (week, _) => Limit(week.Hours));
        routes.Delete("vault/bandwidth", VaultsJson.Default.VaultBandwidth, _ => Limit(null));
        routes.Get("vault/retired", VaultsJson.Default.RetiredItemList, Retired).Takes(ApiParameter.Text("after", "the last name of the page before"));
    }

    private VaultBandwidth Bandwidth() => new(VaultWeek.Hours(engine.VaultBandwidth)) { IsFromSettings = !hasWeek(), Zone = time.LocalTimeZone.Id };

    private VaultBandwidth Limit(IReadOnlyList<IReadOnlyList<int?>>? hours)
    {
        engine.LimitVault(hours);
        return Bandwidth();
    }

    private RetiredItemList Retired(ApiCall call)
    {
        var after = call.Text("after");
        if (after is not null && !BlobName.IsValid(after)) throw new HoldfastException(ErrorCode.BadRequest, "The parameter after must be the last name of the page before.");
        var page = engine.VaultRetired(after);
        var now = time.GetUtcNow();
        var names = new Dictionary<string, string?>();
        return new RetiredItemList([.. page.Blobs.Select(blob => Show(blob, names, now))], page.Next);
    }

    private RetiredItem Show(RetiredBlob blob, Dictionary<string, string?> names, DateTimeOffset now)
    {
        var parts = blob.Name.Split('/');
        var kind = parts[0] switch { "points" => "point", "packs" => "pack", "keys" => "key", "descriptions" => "description", _ => "other" };
        var source = kind == "point" && parts.Length == 3 ? parts[1] : null;
        if (source is not null && !names.ContainsKey(source)) names[source] = catalog.Sources.ById(source)?.Name;
        var left = (int)Math.Clamp(Math.Ceiling((blob.PurgeAfter - now).TotalDays), 0, int.MaxValue);
        return new RetiredItem(blob.Name, kind, blob.Bytes, blob.Retired, blob.PurgeAfter, left, source, source is null ? null : names[source]);
    }
}
