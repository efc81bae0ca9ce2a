using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Virtual devices of SQL Server on Linux. Never run beside a SQL Server yet.</summary>
internal sealed unsafe class LinuxDeviceSet : IVirtualDeviceSet
{
    private nint _set;

    public LinuxDeviceSet(string name, int stripes)
    {
        Names = DeviceNames.Of(name, stripes);
        var configuration = new VirtualDeviceConfiguration { DeviceCount = (uint)stripes, Features = VirtualDeviceConfiguration.RequestComplete };
        try
        {
            nint set = 0;
            Check("Create", LinuxVdi.Create(name, &configuration, &set));
            _set = set;
        }
        catch (DllNotFoundException missing)
        {
            throw new WorkloadException(WorkloadFault.NotHere, "The bridge to SQL Server's virtual device interface, libholdfast-vdi.so, is not installed on this computer, or does not find libsqlvdi.so.",
                "Build it as docs/sql-server.md says, or set transport=objects.", missing);
        }
    }

    public IReadOnlyList<string> Names { get; }

    public bool HasComplete { get; private set; }

    public bool TryConfigure(TimeSpan timeout)
    {
        var configuration = default(VirtualDeviceConfiguration);
        var result = LinuxVdi.GetConfiguration(_set, (long)timeout.TotalMilliseconds, &configuration);
        if (result == VirtualDeviceCodes.Timeout) return false;
        Check("GetConfiguration", result);
        HasComplete = (configuration.Features & VirtualDeviceConfiguration.CompleteEnabled) != 0;
        return true;
    }

    public IVirtualDevice Open(int stripe)
    {
        nint device = 0;
        Check("OpenDevice", LinuxVdi.OpenDevice(_set, Names[stripe], &device));
        return new Device(device);
    }

    public void Abort() => _ = LinuxVdi.SignalAbort(_set);

    public void Dispose()
    {
        var set = Interlocked.Exchange(ref _set, 0);
        if (set != 0) _ = LinuxVdi.Close(set);
    }

    private static void Check(string call, int result)
    {
        if (result < 0)
            throw new WorkloadException(WorkloadFault.ApplicationFailed, $"SQL Server's virtual device interface refused {call}: {VirtualDeviceCodes.Text(result)}.", "Run the agent as a member of group mssql, and read SQL Server's error log.");
    }

    private sealed class Device(nint device) : IVirtualDevice
    {
        public VirtualDeviceState Next(TimeSpan timeout, out IVirtualCommand? command)
        {
            NativeCommand* native = null;
            var state = VirtualDeviceCodes.State(LinuxVdi.GetCommand(device, (long)timeout.TotalMilliseconds, &native));
            command = state == VirtualDeviceState.Command ? new PointedCommand(native) : null;
            return state;
        }

        public void Complete(IVirtualCommand command, VirtualCompletion completion, int transferred) =>
            Check("CompleteCommand", LinuxVdi.CompleteCommand(device, ((PointedCommand)command).Pointer, (int)completion, (ulong)transferred, 0));
    }
}
