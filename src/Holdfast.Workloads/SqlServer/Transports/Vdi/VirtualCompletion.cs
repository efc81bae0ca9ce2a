namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>How a command ended: error numbers of Windows, on Linux too.</summary>
internal enum VirtualCompletion
{
    Success = 0,
    EndOfFile = 38,
    NotSupported = 50,
    DiskFull = 112,
    Aborted = 995,
}
