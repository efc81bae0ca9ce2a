using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;
using Holdfast.Workloads.Windows.HyperV;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Interop;

/// <summary>Compares what is said here about the interfaces of Windows with the headers of MinGW, by having its compiler check assertions.</summary>
public sealed class NativeLayoutTests
{
    private const string Compiler = "x86_64-w64-mingw32-gcc";

    private const string Preamble = """
        #define _WIN32_WINNT 0x0A00
        #include <stddef.h>
        #include <windows.h>
        #include <wbemcli.h>
        #include <winnetwk.h>
        #include <virtdisk.h>

        """;

    [Fact]
    public unsafe void Structures_OfVirtDiskAndNetworks_LieAsInTheHeaders()
    {
        Compiles(
            Size("VIRTUAL_STORAGE_TYPE", sizeof(VirtualStorageType)), Offset<VirtualStorageType>("VIRTUAL_STORAGE_TYPE", "DeviceId", nameof(VirtualStorageType.Device)), Offset<VirtualStorageType>("VIRTUAL_STORAGE_TYPE", "VendorId", nameof(VirtualStorageType.Vendor)),
            Size("OPEN_VIRTUAL_DISK_PARAMETERS", sizeof(OpenParameters)), Offset<OpenParameters>("OPEN_VIRTUAL_DISK_PARAMETERS", "Version", nameof(OpenParameters.Version)),
            Offset<OpenParameters>("OPEN_VIRTUAL_DISK_PARAMETERS", "Version1.RWDepth", nameof(OpenParameters.ReadWriteDepth)),
            Size("QUERY_CHANGES_VIRTUAL_DISK_RANGE", sizeof(ChangedRange)), Offset<ChangedRange>("QUERY_CHANGES_VIRTUAL_DISK_RANGE", "ByteOffset", nameof(ChangedRange.Offset)),
            Offset<ChangedRange>("QUERY_CHANGES_VIRTUAL_DISK_RANGE", "ByteLength", nameof(ChangedRange.Length)),
            Size("NETRESOURCEW", sizeof(NetResource)), Offset<NetResource>("NETRESOURCEW", "dwType", nameof(NetResource.Type)), Offset<NetResource>("NETRESOURCEW", "lpRemoteName", nameof(NetResource.RemoteName)),
            Offset<NetResource>("NETRESOURCEW", "lpProvider", nameof(NetResource.Provider)));
    }

    [Fact]
    public void Numbers_OfWindows_AreThoseOfTheHeaders()
    {
        Compiles(
            Same("VIRTUAL_STORAGE_TYPE_DEVICE_VHDX", VirtualStorageType.Vhdx), Same("VIRTUAL_DISK_ACCESS_GET_INFO", OpenParameters.GetInfo), Same("OPEN_VIRTUAL_DISK_VERSION_1", 1), Same("RESOURCETYPE_ANY", NetResource.Any), Same("CONNECT_TEMPORARY", 4),
            Same("ERROR_SESSION_CREDENTIAL_CONFLICT", 1219), Same("(unsigned)WBEM_E_NOT_FOUND", WmiFailure.NotFound), Same("(unsigned)WBEM_E_ACCESS_DENIED", WmiFailure.AccessDenied), Same("(unsigned)WBEM_E_INVALID_PARAMETER", WmiFailure.InvalidParameter),
            Same("(unsigned)WBEM_E_INVALID_NAMESPACE", WmiFailure.InvalidNamespace), Same("(unsigned)WBEM_E_INVALID_CLASS", WmiFailure.InvalidClass), Same("(unsigned)WBEM_E_LOCAL_CREDENTIALS", WmiFailure.LocalCredentials),
            Same("(unsigned)E_ACCESSDENIED", WmiFailure.AccountDenied), Same("(unsigned)__HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE)", WmiFailure.RpcUnavailable), Same("(unsigned)__HRESULT_FROM_WIN32(ERROR_LOGON_FAILURE)", WmiFailure.LogonFailed));
        Compiles([.. Enum.GetValues<CimType>().Where(type => type != CimType.None).Select(type => Same("CIM_" + (type == CimType.Boolean ? "BOOLEAN" : type.ToString().ToUpperInvariant()), (uint)type))]);
    }

    /// <summary>The classes of .NET for WMI number types in the same way: they are cast.</summary>
#pragma warning disable CA1416 // numbers of an enumeration: nothing of Windows is called
    [Fact]
    public void Types_OfSystemManagement_HaveTheSameNumbers()
    {
        foreach (var type in Enum.GetValues<CimType>()) Assert.Equal(type.ToString(), ((System.Management.CimType)(int)type).ToString());
        Assert.Equal(Enum.GetNames<System.Management.CimType>().Order(StringComparer.Ordinal), Enum.GetNames<CimType>().Order(StringComparer.Ordinal));
    }
#pragma warning restore CA1416

    /// <summary>The compiler's assertions hold nothing that is wrong.</summary>
    [Fact]
    public void Check_WrongNumber_Fails()
    {
        var (code, output) = Compile(Same("sizeof(QUERY_CHANGES_VIRTUAL_DISK_RANGE)", 16));

        Assert.NotEqual(0, code);
        Assert.Contains("static assertion failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Vendor_OfVirtualDisks_IsThatOfTheHeader()
    {
        var (code, output) = Run(["-E", "-P", "-DINITGUID", "-x", "c", "-"], Preamble);
        Assert.True(code == 0, output);

        var definition = Regex.Match(output, @"VIRTUAL_STORAGE_TYPE_VENDOR_MICROSOFT\s*=\s*\{([^;]*)\}\s*;").Groups[1].Value;
        var digits = string.Concat(Regex.Matches(definition, "0x([0-9A-Fa-f]+)").Select(match => match.Groups[1].Value));

        Assert.Equal(VirtualStorageType.Microsoft, Guid.ParseExact(digits, "N"));
    }

    private static string Size(string type, int size) => Same($"sizeof({type})", (uint)size);

    private static string Offset<T>(string type, string theirs, string own) => Same($"offsetof({type}, {theirs})", (uint)Marshal.OffsetOf<T>(own));

    private static string Same(string expression, uint value) => string.Create(CultureInfo.InvariantCulture, $"_Static_assert(({expression}) == {value}u, \"{expression.Replace("\"", "", StringComparison.Ordinal)}\");\n");

    private static void Compiles(params IReadOnlyList<string> assertions)
    {
        var (code, output) = Compile(string.Concat(assertions));
        Assert.True(code == 0, output);
    }

    private static (int Code, string Output) Compile(string text) => Run(["-fsyntax-only", "-std=gnu11", "-x", "c", "-"], Preamble + text);

    private static (int Code, string Output) Run(IEnumerable<string> arguments, string text)
    {
        var start = new ProcessStartInfo(Compiler, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.StandardInput.Write(text);
            process.StandardInput.Close();
            process.WaitForExit();
            return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{Compiler} is not installed.");
            throw;
        }
    }
}
