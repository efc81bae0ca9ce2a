using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Holdfast.VaultService;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>The vaults in folders.</summary>
internal sealed class VaultAccess(EngineOptions options, TimeProvider clock) : IVaultAccess
{
    public VaultMembership Register(VaultCredentialsFile credentials, VaultApplicant applicant, VaultProxy? proxy)
    {
        var registration = VaultRegistrar.Register(credentials.Bytes, applicant.ServerName, applicant.ServerId, clock);
        return new VaultMembership(registration.VaultId, registration.VaultName, registration.ServerId, applicant.ServerName, registration.Address, null, null);
    }

    public IVaultConnection Connect(VaultMembership membership, VaultProxy? proxy) =>
        new FolderConnection(membership, Path.Combine(membership.Address, "servers", membership.ServerId, "data"), clock);

    public IVaultReader OpenForReading(VaultCredentialsFile credentials, VaultProxy? proxy) => new FolderReader(credentials, VaultRegistrar.Read(credentials.Bytes, clock));

    public bool NeedsRenewal(VaultMembership membership) => false;

    public VaultMembership Renew(VaultMembership membership, VaultProxy? proxy) => membership;

    public VaultCredentialsFile MakeEmbedded()
    {
        var service = VaultDirectory.Open(options.EmbeddedVault, clock);
        if (service.Vaults.All(vault => vault.Name != VaultAdmission.EmbeddedName)) service.Create(VaultAdmission.EmbeddedName, null);
        return VaultCredentialsFile.Read(service.IssueCredentials(VaultAdmission.EmbeddedName));
    }

    private sealed class FolderConnection(VaultMembership membership, string folder, TimeProvider clock) : IVaultConnection
    {
        private readonly FolderBlobStore store = new(folder);

        public IBlobStore Prefix => store;

        public VaultStanding Look()
        {
            var vault = VaultRegistrar.Look(membership.Address, membership.VaultId);
            if (!Directory.Exists(folder)) throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault's folder '{folder}' is not there.");
            return new VaultStanding(vault.Id, vault.Name, vault.State, new VaultRules(vault.SoftDeleteDays, 0, false, VaultRules.Hot), VaultTransfers.Service, clock.GetUtcNow());
        }

        public RetirementResult Retire(IReadOnlyList<string> names, string? pin) => new(names.Count(store.Delete), 0, 0);

        public void Declare(IReadOnlyList<SourceRetention> sources, string? pin)
        {
        }

        public PackCheckSummary Checks() => new(0, 0, 0, null, null, 0, []);

        public IReadOnlyList<PackCheck> CheckedPacks() => [];

        public void Dispose() => store.Dispose();
    }

    private sealed class FolderReader(VaultCredentialsFile credentials, VaultContents contents) : IVaultReader
    {
        private readonly Dictionary<string, FolderBlobStore> stores = [];

        public VaultStanding Look() => throw new HoldfastException(ErrorCode.ServiceUnreachable, $"{credentials}");

        public IReadOnlyList<VaultedServer> Servers() => [.. contents.Servers.Select(server => new VaultedServer(server.Id, server.Name, default, default))];

        public IBlobStore Prefix(string serverId)
        {
            if (!stores.TryGetValue(serverId, out var store)) stores.Add(serverId, store = new FolderBlobStore(contents.Servers.First(server => server.Id == serverId).Folder));
            return store;
        }

        public void Dispose()
        {
            foreach (var store in stores.Values) store.Dispose();
        }
    }
}
