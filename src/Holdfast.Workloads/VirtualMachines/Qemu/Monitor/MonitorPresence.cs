using System.Net.Sockets;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Whether a machine runs, by its monitor.</summary>
internal static class MonitorPresence
{
    /// <summary>Somebody listens at the socket, or it cannot be told whether somebody does.</summary>
    public static bool Runs(string monitor, CancellationToken cancellation)
    {
        try
        {
            QmpConnection.Open(monitor, cancellation).Dispose();
            return true;
        }
        catch (WorkloadException error) when (IsOff(error))
        {
            return false;
        }
        catch (WorkloadException error) when (error.Fault == WorkloadFault.NotReachable)
        {
            return true;
        }
    }

    /// <summary>Nobody listens, and not only we may not ask.</summary>
    public static bool IsOff(WorkloadException error) =>
        error is { Fault: WorkloadFault.NotReachable, InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable } };
}
