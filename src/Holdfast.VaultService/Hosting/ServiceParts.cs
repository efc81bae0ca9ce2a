using Holdfast.Contracts.Programs;
using Holdfast.VaultService.Administrators;
using Holdfast.VaultService.Owning;
using Holdfast.VaultService.Registering;
using Holdfast.VaultService.Transfer;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Hosting;

/// <summary>What a running service is made of.</summary>
internal sealed class ServiceParts : IDisposable
{
    private readonly VaultDirectory directory;
    private readonly AgentPrograms programs;
    private readonly OwnerSessions sessions;
    private readonly ILogger log;
    private IDisposable? upkeep;
    private readonly ServedVaults served;
    private readonly TransferRoutes transfer;

    internal ServiceParts(VaultDirectory directory, AgentPrograms programs, string localToken, ILogger log)
    {
        (this.directory, this.programs) = (directory, programs);
        var records = directory.Records;
        sessions = new OwnerSessions(records);
        this.log = log;
        served = new ServedVaults(
            (vault, server) => records.Prefix(records.Vault(vault), server), (vault, server) => records.Servers.Get(vault, server) is not null,
            vault => records.Storage.Grants(records.Vault(vault)), records.Clock);
        transfer = new TransferRoutes(served, records.Clock, log);
        Callers = new KnownCallers(records, sessions, localToken);
    }

    internal ICallerSource Callers { get; }

    /// <summary>Maps every part that answers requests.</summary>
    internal void Map(VaultRouter router, Action shutdown)
    {
        IVaultRoutes[] parts =
        [
            new ServiceRoutes(shutdown), new ProgramRoutes(programs), new RegistrationRoutes(directory.Records), transfer, new VaultRoutes(directory), new AdministratorRoutes(directory, sessions),
        ];
        foreach (var part in parts) part.Map(router);
    }

    /// <summary>Begins what the service does by itself.</summary>
    internal void Begin() => upkeep = directory.BeginUpkeep(log);

    public void Dispose()
    {
        upkeep?.Dispose();
        transfer.Dispose();
        served.Dispose();
    }
}
