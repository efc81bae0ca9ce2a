namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>WMI, or the way to it, refused a request.</summary>
/// <param name="code">WBEMSTATUS of wbemcli.h, or the HRESULT of the connection.</param>
public sealed class WmiFailure(uint code, string message, Exception? inner = null) : Exception(message, inner)
{
    public const uint NotFound = 0x80041002, AccessDenied = 0x80041003, InvalidParameter = 0x80041008, InvalidNamespace = 0x8004100e, InvalidClass = 0x80041010, InvalidProperty = 0x80041031,
        LocalCredentials = 0x80041064, AccountDenied = 0x80070005, RpcUnavailable = 0x800706ba, RpcTooBusy = 0x800706bb, LogonFailed = 0x8007052e;

    public uint Code { get; } = code;
}
