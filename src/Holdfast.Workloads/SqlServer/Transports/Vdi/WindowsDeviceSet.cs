using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Virtual devices of SQL Server on Windows, by COM. Never run on Windows yet.</summary>
internal sealed unsafe class WindowsDeviceSet : IVirtualDeviceSet
{
    private static readonly Guid ClientVirtualDeviceSet = new("40700425-0080-11d2-851f-00c04fc21759");
    private static readonly StrategyBasedComWrappers Wrappers = new();
    private readonly IClientVirtualDeviceSet2 _set;
    private bool _closed;

    public WindowsDeviceSet(string? instance, string name, int stripes)
    {
        Names = DeviceNames.Of(name, stripes);
        _set = Activate();
        var configuration = new VirtualDeviceConfiguration { DeviceCount = (uint)stripes, Features = VirtualDeviceConfiguration.RequestComplete };
        Check("CreateEx", _set.CreateEx(instance, name, &configuration));
    }

    public IReadOnlyList<string> Names { get; }

    public bool HasComplete { get; private set; }

    public bool TryConfigure(TimeSpan timeout)
    {
        var configuration = default(VirtualDeviceConfiguration);
        var result = _set.GetConfiguration((uint)timeout.TotalMilliseconds, &configuration);
        if (result == VirtualDeviceCodes.Timeout) return false;
        Check("GetConfiguration", result);
        HasComplete = (configuration.Features & VirtualDeviceConfiguration.CompleteEnabled) != 0;
        return true;
    }

    public IVirtualDevice Open(int stripe)
    {
        Check("OpenDevice", _set.OpenDevice(Names[stripe], out var device));
        return new Device(device ?? throw Fault("OpenDevice", VirtualDeviceCodes.Abort));
    }

    public void Abort() => _ = _set.SignalAbort();

    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _ = _set.Close();
    }

    private static IClientVirtualDeviceSet2 Activate()
    {
        // A thread that is in an apartment already keeps it; the class takes any.
        _ = WindowsCom.CoInitializeEx(0, WindowsCom.MultiThreaded);
        var type = ClientVirtualDeviceSet;
        var wanted = typeof(IClientVirtualDeviceSet2).GUID;
        nint instance = 0;
        var result = WindowsCom.CoCreateInstance(&type, 0, WindowsCom.InProcess, &wanted, &instance);
        if (result < 0)
            throw new WorkloadException(WorkloadFault.NotHere, $"SQL Server's virtual device interface could not be started on this computer (0x{result:x8}).", "Install the agent on the computer of the instance, or set transport=objects.");
        try
        {
            return (IClientVirtualDeviceSet2)Wrappers.GetOrCreateObjectForComInstance(instance, CreateObjectFlags.None);
        }
        finally
        {
            Marshal.Release(instance);
        }
    }

    private static void Check(string call, int result)
    {
        if (result < 0) throw Fault(call, result);
    }

    private static WorkloadException Fault(string call, int result) =>
        new(WorkloadFault.ApplicationFailed, $"SQL Server's virtual device interface refused {call}: {VirtualDeviceCodes.Text(result)}.", "Run the agent as an administrator of this computer, and read SQL Server's error log.");

    private sealed class Device(IClientVirtualDevice device) : IVirtualDevice
    {
        public VirtualDeviceState Next(TimeSpan timeout, out IVirtualCommand? command)
        {
            NativeCommand* native = null;
            var state = VirtualDeviceCodes.State(device.GetCommand((uint)timeout.TotalMilliseconds, &native));
            command = state == VirtualDeviceState.Command ? new PointedCommand(native) : null;
            return state;
        }

        public void Complete(IVirtualCommand command, VirtualCompletion completion, int transferred) =>
            Check("CompleteCommand", device.CompleteCommand(((PointedCommand)command).Pointer, (uint)completion, (uint)transferred, 0));
    }
}
