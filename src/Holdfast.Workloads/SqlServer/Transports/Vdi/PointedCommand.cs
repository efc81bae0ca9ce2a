namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>A command in the memory of the virtual device interface.</summary>
internal sealed unsafe class PointedCommand(NativeCommand* command) : IVirtualCommand
{
    public NativeCommand* Pointer => command;

    public VirtualCommandCode Code => (VirtualCommandCode)command->Code;

    public Span<byte> Buffer => new((void*)command->Buffer, command->Size);
}
