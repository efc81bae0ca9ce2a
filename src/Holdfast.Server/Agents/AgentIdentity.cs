using Grpc.Core;
using Holdfast.Server.Agents.Gateway;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Server.Agents;

/// <summary>Who calls: read from the certificate of the connection, and from nothing that the caller says.</summary>
internal static class AgentIdentity
{
    /// <exception cref="RpcException">No certificate, or one that is not good now.</exception>
    internal static (string AgentId, string ServerName) Of(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var agent = http.RequestServices.GetRequiredService<CertificateGate>().Admit(http.Connection.ClientCertificate);
        return (agent.Id, agent.Name);
    }
}
