namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>What SQL Server asks of a virtual device: VDCommands of vdi.h.</summary>
internal enum VirtualCommandCode
{
    Read = 1,
    Write = 2,
    ClearError = 3,
    Flush = 12,

    /// <summary>All data has been sent, and the server waits with its answer until the client has it safe. Only where it was agreed on.</summary>
    Complete = 19,
}
