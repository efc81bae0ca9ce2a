using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Vaults;

/// <summary>
/// Takes vaults that earlier versions kept in files (DIR/vaults/ID.json, servers/ID/registration.json in the storage) into the service's records, once. A vault whose storage is away is taken
/// when it is back. Credentials of that time are no longer good.
/// </summary>
internal sealed class EarlierVaults(string folder, VaultDatabase database)
{
    private const string Embedded = "Local", Taken = ".taken";
    private const int NewestVersion = 1;

    internal void Take()
    {
        var place = Path.Combine(folder, "vaults");
        if (!Directory.Exists(place)) return;
        foreach (var file in Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal))
        {
            if (DurableDocument.Read(file, ServiceJson.Default.EarlierVault) is not { } vault) continue;
            DurableDocument.CheckVersion(vault.Version, NewestVersion, file);
            if (vault is not { Id: not null, Name: not null, Storage: not null, State: not null }) throw DurableDocument.Damaged(file, "it is not complete");
            if (!File.Exists(Path.Combine(vault.Storage, VaultMarker.BlobName))) continue;
            Add(vault);
            // A crash before this finds the vault in the records and adds it no more.
            Rename(file);
        }
    }

    private void Add(EarlierVault vault)
    {
        var servers = Servers(vault);
        database.Write((connection, transaction) =>
        {
            if (VaultTable.Get(vault.Id, connection, transaction) is not null) return 0;
            // The embedded vault is on the server's own computer and belongs to the same owner: floors would hold nobody.
            var rules = new VaultRules(vault.SoftDeleteDays, 0, vault.Name != Embedded, VaultRules.Hot);
            new VaultTable(database).Add(new VaultRow(vault.Id, vault.Name, StoragePlace.OfFolder(vault.Storage).ToString(), "", "", vault.State, rules, vault.Created), connection, transaction);
            CredentialsTable.Replace(new CredentialsRow { VaultId = vault.Id, Serial = vault.NewestSerial, KeyHash = "", Expires = 0 }, connection, transaction);
            foreach (var server in servers) ServerTable.Save(server, connection, transaction);
            return servers.Count;
        });
    }

    private static List<ServerRow> Servers(EarlierVault vault)
    {
        var servers = Path.Combine(vault.Storage, "servers");
        if (!Directory.Exists(servers)) return [];
        var found = new List<ServerRow>();
        foreach (var id in new DirectoryInfo(servers).EnumerateDirectories().Select(server => server.Name).Where(ServerRule.IsId).Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(servers, id, "registration.json");
            if (DurableDocument.Read(path, VaultJson.Default.ServerRegistration) is not { } server) continue;
            DurableDocument.CheckVersion(server.Version, NewestVersion, path);
            if (server.Id != id || server.Name is null) throw DurableDocument.Damaged(path, "it is another server's");
            found.Add(new ServerRow
            {
                VaultId = vault.Id, Id = id, Name = server.Name, Registered = VaultTime.From(server.Registered), LastRegistered = VaultTime.From(server.LastRegistered),
            });
        }
        return found;
    }

    private static void Rename(string file)
    {
        try
        {
            File.Move(file, file + Taken, overwrite: true);
        }
        catch (Exception failure) when (DurableDocument.IsExpected(failure))
        {
            throw DurableDocument.Unusable(file, failure);
        }
    }
}
