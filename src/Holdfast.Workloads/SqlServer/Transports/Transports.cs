using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Transports.Objects;
using Holdfast.Workloads.SqlServer.Transports.Vdi;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>Opens the transport that a datasource is set to.</summary>
internal sealed class Transports(ISqlSessions sessions, IVirtualDeviceSets devices)
{
    /// <exception cref="WorkloadException">The instance or this computer cannot do it.</exception>
    public ISqlTransport Open(WorkloadContext context, SqlOptions options, SqlAddress address, ServerFacts server, ISqlSession session, Action<string> note, CancellationToken cancellation)
    {
        switch (options.Transport)
        {
            case SqlTransportKind.Objects:
                if (!server.HasObjects)
                    throw new WorkloadException(WorkloadFault.NotPossible, $"SQL Server {server.Version} ({server.Edition}) cannot write to an S3 endpoint; that needs SQL Server 2022 or later, and not Express.",
                        "Set transport=vdi and install an agent on the instance's computer.");
                var desk = context.Objects ?? throw new WorkloadException(WorkloadFault.NotHere, "This computer has no S3 endpoint for SQL Server to write to.", "Let the backup server protect it, or set transport=vdi for an agent.");
                return new ObjectsTransport(desk.Open(), session, () => sessions.Open(address.Container, options, context.Credential, CancellationToken.None), note, options, cancellation);
            case SqlTransportKind.Vdi:
                return new VdiTransport(devices, address.Instance);
            default:
                throw new WorkloadException(WorkloadFault.NotPossible, "This version does not take backups of SQL Server by shadow copies.", "Set transport=objects or transport=vdi.");
        }
    }
}
