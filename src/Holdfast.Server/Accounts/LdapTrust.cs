using System.Runtime.InteropServices;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Accounts;

/// <summary>
/// Tells OpenLDAP's library which CA certificates it trusts. The framework has a property for a folder of them, which the library ignores where it was built with
/// GnuTLS, as Debian builds it; a file works with all builds, and is the library's own option.
/// </summary>
internal static class LdapTrust
{
    private const int CaCertificateFile = 0x6002, NewContext = 0x600f;
    private static readonly string[] libraries = ["libldap.so.2", "libldap-2.6.so.0", "libldap-2.5.so.0", "libldap-2.4.so.2"];

    /// <summary>Holds for all connections of the process that are made from now on.</summary>
    internal static void Use(string certificateFile)
    {
        var library = nint.Zero;
        if (!libraries.Any(name => NativeLibrary.TryLoad(name, out library)))
            throw new HoldfastException(ErrorCode.DirectoryUnreachable, "OpenLDAP's library (libldap) is not installed.");
        var option = NativeLibrary.GetExport(library, "ldap_set_option");
        var isServer = 0;
        if (Marshal.GetDelegateForFunctionPointer<SetText>(option)(nint.Zero, CaCertificateFile, certificateFile) != 0
            || Marshal.GetDelegateForFunctionPointer<SetNumber>(option)(nint.Zero, NewContext, ref isServer) != 0)
            throw new HoldfastException(ErrorCode.DirectoryUnreachable, $"The CA certificates {certificateFile} cannot be used.");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetText(nint session, int option, [MarshalAs(UnmanagedType.LPUTF8Str)] string value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetNumber(nint session, int option, ref int value);
}
