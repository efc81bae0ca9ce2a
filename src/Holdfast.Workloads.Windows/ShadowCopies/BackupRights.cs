using System.Runtime.Versioning;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>Turns on what an administrator or backup operator has and does not use by itself: reading and writing past access lists.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class BackupRights
{
    private const uint Adjust = 0x20, Query = 0x8, Enabled = 2;

    private static readonly Lazy<bool> Done = new(() => Turn("SeBackupPrivilege") & Turn("SeRestorePrivilege"));

    /// <returns>False: the account does not have them, and is held to the access lists.</returns>
    public static bool Enable() => Done.Value;

    private static bool Turn(string name)
    {
        if (NativeApi.OpenProcessToken(NativeApi.GetCurrentProcess(), Adjust | Query, out var token) == 0) return false;
        using (token)
        {
            long value = 0;
            if (NativeApi.LookupPrivilegeValue(null, name, &value) == 0) return false;
            var wanted = new TokenPrivilege { Count = 1, Value = value, Attributes = Enabled };
            return NativeApi.AdjustTokenPrivileges(token, 0, &wanted, 0, 0, 0) != 0;
        }
    }
}
