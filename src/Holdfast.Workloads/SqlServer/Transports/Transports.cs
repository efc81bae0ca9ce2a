using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Transports.Objects;
using Holdfast.Workloads.SqlServer.Transports.Vdi;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>Opens the transport that a datasource is set to.</summary>
/// <param name="shadowCopies">Null where this computer has none.</param>
internal sealed class Transports(ISqlSessions sessions, IVirtualDeviceSets devices, IShadowCopyService? shadowCopies)
{
    /// <summary>Shadow copies of this computer.</summary>
    /// <exception cref="WorkloadException">There are none, or they do not listen to this process.</exception>
    public IShadowCopyService ShadowCopies => ShadowFaults.Require(shadowCopies);


    /// <exception cref="WorkloadException">The instance or this computer cannot do it.</exception>
    public ISqlTransport Open(WorkloadContext context, SqlOptions options, SqlAddress address, ServerFacts server, ISqlSession session, Action<string> note, CancellationToken cancellation)
    {
        switch (options.StatementTransport)
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
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
