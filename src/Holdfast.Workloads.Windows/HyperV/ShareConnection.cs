using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>Shares of another computer under an account: files are reached by it as long as this is open.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class ShareConnection : IDisposable
{
    /// <summary>winnetwk.h, winerror.h.</summary>
    private const uint Temporary = 4, AlreadyConnected = 1219;

    private const uint Win32 = 0x80070000;

    private readonly string _share;
    private readonly bool _isOwn;

    private ShareConnection(string share, bool isOwn) => (_share, _isOwn) = (share, isOwn);

    /// <exception cref="WmiFailure">The host does not accept the account.</exception>
    public static ShareConnection Open(string host, WorkloadCredential credential)
    {
        var share = $@"\\{host}\IPC$";
        fixed (char* name = share)
        {
            var resource = new NetResource { Type = NetResource.Any, RemoteName = name };
            var code = WNetAddConnection2(&resource, credential.Password, credential.User, Temporary);
            // Another connection of this process's account is there: files are reached by that one.
            if (code is not (0 or AlreadyConnected)) throw new WmiFailure(Win32 | code, $"The shares of {host} cannot be used: {Marshal.GetPInvokeErrorMessage((int)code)}");
            return new ShareConnection(share, code == 0);
        }
    }

    public void Dispose()
    {
        if (_isOwn) _ = WNetCancelConnection2(_share, 0, force: 0);
    }

    [LibraryImport("mpr.dll", EntryPoint = "WNetAddConnection2W", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint WNetAddConnection2(NetResource* resource, string password, string user, uint flags);

    [LibraryImport("mpr.dll", EntryPoint = "WNetCancelConnection2W", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint WNetCancelConnection2(string name, uint flags, int force);
}
