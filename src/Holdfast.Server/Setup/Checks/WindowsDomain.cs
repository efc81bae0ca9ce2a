using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Holdfast.Server.Setup.Checks;

/// <summary>How a Windows computer stands to a domain.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsDomain
{
    // NETSETUP_JOIN_STATUS of lmjoin.h.
    private const int JoinedDomain = 3;

    internal static (DomainRole Role, string? Domain) Find()
    {
        // LanmanNT is what a domain controller calls itself; others are ServerNT and WinNT.
        using var product = Registry.LocalMachine.OpenSubKey(@"SYSTEM\CurrentControlSet\Control\ProductOptions");
        var domain = IPGlobalProperties.GetIPGlobalProperties().DomainName is { Length: > 0 } name ? name : null;
        if (product?.GetValue("ProductType") is "LanmanNT") return (DomainRole.Controller, domain);
        if (NetGetJoinInformation(0, out var buffer, out var status) != 0) return (DomainRole.Unknown, null);
        try
        {
            return status == JoinedDomain ? (DomainRole.Member, domain ?? Marshal.PtrToStringUni(buffer)) : (DomainRole.None, null);
        }
        finally
        {
            _ = NetApiBufferFree(buffer);
        }
    }

    [DllImport("netapi32.dll", ExactSpelling = true)]
    private static extern int NetGetJoinInformation(nint server, out nint name, out int status);

    [DllImport("netapi32.dll", ExactSpelling = true)]
    private static extern int NetApiBufferFree(nint buffer);
}
