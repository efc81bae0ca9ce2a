using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Where the backup server listens for its agents, where not at all of its addresses.</summary>
[View("Address", "SequenceNumber")]
public sealed class BackupNetworkAddress : ServerObject
{
    /// <summary>The setting that says it.</summary>
    internal const string Setting = "agentAddress";

    internal BackupNetworkAddress(DpmServer server, string address) : base(server) => Address = address;

    public string Address { get; }

    /// <summary>There is one such address.</summary>
    public int SequenceNumber => 1;
}
