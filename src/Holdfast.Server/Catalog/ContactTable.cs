using Dapper;
using Holdfast.Protection.Cloud;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>The last contact with the vault: one row.</summary>
internal sealed class ContactTable(CatalogDatabase database)
{
    internal ContactRow? Load() => database.Read(connection =>
    {
        var row = connection.QueryFirstOrDefault<Stored>("SELECT vault_id, last_contact, subscription, points_deleted FROM vault_contact WHERE id = 1");
        return row is null ? null : new ContactRow(row.VaultId, CatalogTime.To(row.LastContact), Enum.Parse<SubscriptionState>(row.Subscription, ignoreCase: true), row.PointsDeleted);
    });

    internal void Save(ContactRow contact) => database.Write(
        ChangeTopic.Vault,
        """
        INSERT INTO vault_contact (id, vault_id, last_contact, subscription, points_deleted) VALUES (1, @VaultId, @last, @subscription, @PointsDeleted)
        ON CONFLICT (id) DO UPDATE SET vault_id = excluded.vault_id, last_contact = excluded.last_contact, subscription = excluded.subscription,
            points_deleted = excluded.points_deleted
        """,
        new { contact.VaultId, last = CatalogTime.From(contact.LastContact), subscription = contact.Subscription.ToString(), contact.PointsDeleted });

    private sealed record Stored
    {
        public string VaultId { get; init; } = "";

        public long LastContact { get; init; }

        public string Subscription { get; init; } = "";

        public long PointsDeleted { get; init; }
    }
}
