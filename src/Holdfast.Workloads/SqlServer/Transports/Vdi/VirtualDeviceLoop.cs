using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Serves the commands of one stripe until the server closes it. Knows nothing of how they come.</summary>
/// <param name="hasComplete">The server says when all data has come; otherwise its closing of the device says so.</param>
internal sealed class VirtualDeviceLoop(IVirtualDevice device, bool hasComplete)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Takes a backup.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ApplicationFailed"/>: the server gave up.</exception>
    public void Receive(IObjectReceiver receiver, CancellationToken cancellation)
    {
        var isComplete = false;
        while (Next(cancellation) is { } command)
        {
            switch (command.Code)
            {
                case VirtualCommandCode.Write when !isComplete:
                    Serve(command, () => receiver.Append(command.Buffer), command.Buffer.Length);
                    break;
                case VirtualCommandCode.Flush or VirtualCommandCode.ClearError:
                    Serve(command, () => (receiver as IDurableReceiver)?.Sync(), 0);
                    break;
                case VirtualCommandCode.Complete when !isComplete:
                    Serve(command, receiver.Complete, 0);
                    isComplete = true;
                    break;
                default:
                    device.Complete(command, VirtualCompletion.NotSupported, 0);
                    break;
            }
        }
        if (isComplete) return;
        if (hasComplete) throw new WorkloadException(WorkloadFault.ApplicationFailed, "SQL Server closed the virtual device before it said that the backup is complete.", "Read SQL Server's error log.");
        receiver.Complete();
    }

    /// <summary>Gives a backup back.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ApplicationFailed"/>: the server gave up.</exception>
    public void Send(Stream content, CancellationToken cancellation)
    {
        while (Next(cancellation) is { } command)
        {
            switch (command.Code)
            {
                case VirtualCommandCode.Read:
                    var read = 0;
                    Serve(command, () => read = content.ReadAtLeast(command.Buffer, command.Buffer.Length, throwOnEndOfStream: false), null);
                    device.Complete(command, read == command.Buffer.Length ? VirtualCompletion.Success : VirtualCompletion.EndOfFile, read);
                    break;
                case VirtualCommandCode.ClearError or VirtualCommandCode.Flush or VirtualCommandCode.Complete:
                    device.Complete(command, VirtualCompletion.Success, 0);
                    break;
                default:
                    device.Complete(command, VirtualCompletion.NotSupported, 0);
                    break;
            }
        }
    }

    private IVirtualCommand? Next(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (device.Next(Poll, out var command))
            {
                case VirtualDeviceState.Command:
                    return command;
                case VirtualDeviceState.Closed:
                    return null;
                case VirtualDeviceState.Aborted:
                    throw new WorkloadException(WorkloadFault.ApplicationFailed, "SQL Server gave up the virtual device.", "Read SQL Server's error log.");
            }
        }
    }

    /// <param name="transferred">Null: the caller completes the command.</param>
    private void Serve(IVirtualCommand command, Action action, int? transferred)
    {
        try
        {
            action();
        }
        catch
        {
            // The server must hear of it: a command without an answer keeps it waiting.
            device.Complete(command, VirtualCompletion.Aborted, 0);
            throw;
        }
        if (transferred is { } bytes) device.Complete(command, VirtualCompletion.Success, bytes);
    }
}
