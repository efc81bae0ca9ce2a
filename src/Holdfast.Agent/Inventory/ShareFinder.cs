using System.Runtime.Versioning;
using Holdfast.Contracts.Agent;
using Microsoft.Win32;

namespace Holdfast.Agent.Inventory;

/// <summary>Folders that this computer shares: Samba and NFS on Linux, file sharing on Windows.</summary>
public sealed class ShareFinder : IProtectableFinder
{
    private const int LongestFile = 1 << 20;
    private readonly string samba, exports;

    public ShareFinder() : this("/etc/samba/smb.conf", "/etc/exports")
    {
    }

    internal ShareFinder(string samba, string exports) => (this.samba, this.exports) = (samba, exports);

    public IEnumerable<Protectable> Find(CancellationToken cancellation) =>
        OperatingSystem.IsWindows() ? OfWindows() : [.. ShareFiles.Samba(Lines(samba)), .. ShareFiles.Exports(Lines(exports))];

    private static IEnumerable<string> Lines(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length <= LongestFile ? File.ReadLines(path) : [];
    }

    [SupportedOSPlatform("windows")]
    private static List<Protectable> OfWindows()
    {
        var found = new List<Protectable>();
        using var shares = Registry.LocalMachine.OpenSubKey(@"SYSTEM\CurrentControlSet\Services\LanmanServer\Shares");
        foreach (var name in shares?.GetValueNames() ?? [])
            if (shares!.GetValue(name) is string[] values && values.FirstOrDefault(value => value.StartsWith("Path=", StringComparison.OrdinalIgnoreCase)) is { } path)
                found.Add(new Protectable { Kind = "share", Path = path["Path=".Length..], Name = name });
        return found;
    }
}
