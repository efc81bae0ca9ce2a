namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>What came of waiting for a command.</summary>
internal enum VirtualDeviceState
{
    Command,

    /// <summary>None came in time.</summary>
    Idle,

    /// <summary>The server is done with the device.</summary>
    Closed,

    /// <summary>Server or client gave up.</summary>
    Aborted,
}
