using System.Collections;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>The Volume Shadow Copy Service of this Windows, by vssapi.dll. Never run on Windows yet.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsShadowCopies : IShadowCopyService
{
    private const int TooLate = unchecked((int)0x80010119);

    private static readonly Lazy<int> Prepared = new(Prepare);

    public IWindowsFiles Files { get; } = new WindowsFiles();

    public IReadOnlyDictionary<string, string> Environment { get; } = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => variable.Value as string ?? "", StringComparer.OrdinalIgnoreCase);

    public bool IsReady(out string? why)
    {
        why = !System.Environment.IsPrivilegedProcess ? "this process does not run as an administrator."
            : !NativeLibrary.TryLoad("vssapi.dll", typeof(NativeApi).Assembly, DllImportSearchPath.System32, out _) ? "vssapi.dll is not there."
            : null;
        return why is null;
    }

    public IBackupComponents Create()
    {
        NativeObject.Check("CoInitializeSecurity", Prepared.Value);
        nint components = 0;
        NativeObject.Check("CreateVssBackupComponents", NativeApi.CreateVssBackupComponentsInternal(&components));
        return new NativeBackupComponents(new NativeObject(components));
    }

    /// <summary>Once in a process: writers call back, and must be let in.</summary>
    private static int Prepare()
    {
        nint cookie;
        if (NativeApi.CoIncrementMTAUsage(&cookie) is < 0 and var code) return code;
        code = NativeApi.CoInitializeSecurity(0, -1, 0, 0, NativeApi.PacketPrivacy, NativeApi.Identify, 0, 0, 0);
        // Another part of the program has set it already, and asked for no less.
        return code == TooLate ? 0 : code;
    }
}
