namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>One stripe. One thread.</summary>
internal interface IVirtualDevice
{
    /// <param name="command">Null unless the state is <see cref="VirtualDeviceState.Command"/>.</param>
    VirtualDeviceState Next(TimeSpan timeout, out IVirtualCommand? command);

    /// <param name="transferred">Bytes, of commands that move data.</param>
    void Complete(IVirtualCommand command, VirtualCompletion completion, int transferred);
}
