using System.Security;
using Holdfast.Contracts.Api.Agents;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>With what the agent of a production server enrolls again.</summary>
[View("ProductionServerName", "Address", "Expires", "Command")]
public sealed class ServerEnrollment : ServerObject
{
    internal ServerEnrollment(DpmServer server, string productionServer, AgentToken token) : base(server) =>
        (ProductionServerName, Address, Expires, Token) = (productionServer, token.Server, token.Expires.LocalDateTime, Secrets.Secure(token.Token));

    public string ProductionServerName { get; }

    /// <summary>Where the agent enrolls.</summary>
    public string Address { get; }

    public DateTime Expires { get; }

    /// <summary>Good for one enrolment under this name. ConvertFrom-SecureString -AsPlainText shows it.</summary>
    public SecureString Token { get; }

    /// <summary>To be run there, with the token in the place of TOKEN.</summary>
    public string Command => $"holdfast agent enroll --server {Address} --token TOKEN --name {ProductionServerName}";
}
