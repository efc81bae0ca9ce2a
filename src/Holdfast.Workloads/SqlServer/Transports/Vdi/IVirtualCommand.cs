namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>One command; its buffer lies in memory that is shared with SQL Server, until it is completed.</summary>
internal interface IVirtualCommand
{
    VirtualCommandCode Code { get; }

    Span<byte> Buffer { get; }
}
