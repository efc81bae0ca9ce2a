namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Results of the interface that are no success: VD_E_… of vdierror.h, and what they mean here.</summary>
internal static class VirtualDeviceCodes
{
    public const int Timeout = unchecked((int)0x80770003), Abort = unchecked((int)0x80770004), Security = unchecked((int)0x80770005), InstanceName = unchecked((int)0x80770007),
        Close = unchecked((int)0x8077000e);

    public static VirtualDeviceState State(int result) => result switch
    {
        >= 0 => VirtualDeviceState.Command,
        Timeout => VirtualDeviceState.Idle,
        Close => VirtualDeviceState.Closed,
        _ => VirtualDeviceState.Aborted,
    };

    /// <summary>What a failed call is worth saying.</summary>
    public static string Text(int result) => result switch
    {
        Security => "the account may not share memory with SQL Server",
        InstanceName => "there is no instance of that name on this computer",
        Abort => "it was given up",
        _ => $"0x{result:x8}",
    };
}
