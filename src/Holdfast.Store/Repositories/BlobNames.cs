using Holdfast.Format.Packs;

namespace Holdfast.Store.Repositories;

/// <summary>Where everything lies in a repository. docs/format.md §1.</summary>
public static class BlobNames
{
    public const string Repository = "repository", Keys = "keys/", Packs = "packs/", Points = "points/", Descriptions = "descriptions/",
        Owners = "owners/", Tombstones = "tombstones/", Damage = "damage/";

    public static string Pack(in PackId id)
    {
        var hex = id.ToString();
        return $"{Packs}{hex[..2]}/{hex}";
    }

    public static string Tombstone(in PackId id) => Tombstones + id;

    public static string Point(string sourceId, string pointId) => $"{Points}{sourceId}/{pointId}";

    public static string KeySlot(int number) => $"{Keys}{number:D4}";

    public static string Owner(long number) => $"{Owners}{number:D20}";

    public static string DamageOf(in PackId pack, uint slot) => $"{Damage}{pack}.{slot}";

    /// <summary>The id of the pack with that blob name, or null for something else (which is left alone).</summary>
    public static PackId? ReadPack(string name) => PackId.TryParse(name[(name.LastIndexOf('/') + 1)..], out var id) ? id : null;
}
